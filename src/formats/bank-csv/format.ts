// CSV exports of the banks that Polish firms use.
import { csvFormat } from '#ports/reading/csv-format'
import alior from './layouts/alior.ts'
import bnpParibas from './layouts/bnp-paribas.ts'
import ing from './layouts/ing.ts'
import mbankCorporate from './layouts/mbank-corporate.ts'
import mbankList from './layouts/mbank-list.ts'
import mbankStatement from './layouts/mbank-statement.ts'
import millennium from './layouts/millennium.ts'
import pekao from './layouts/pekao.ts'
import pko from './layouts/pko.ts'
import pkoBusiness from './layouts/pko-business.ts'
import revolutBusiness from './layouts/revolut-business.ts'
import { revolutPersonalEnglish, revolutPersonalPolish } from './layouts/revolut-personal.ts'
import santanderHeader from './layouts/santander-header.ts'
import wise from './layouts/wise.ts'
import { findMetadata, santanderRows } from './santander-rows.ts'

export default csvFormat({
  id: 'bank-csv',
  name: 'CSV: mBank, ING, PKO BP, Pekao, Erste (Santander), Alior, Millennium, BNP Paribas, Revolut, Wise',
  layouts: [
    mbankStatement,
    mbankCorporate,
    mbankList,
    ing,
    pkoBusiness,
    pko,
    pekao,
    alior,
    millennium,
    bnpParibas,
    santanderHeader,
    revolutBusiness,
    revolutPersonalEnglish,
    revolutPersonalPolish,
    wise,
  ],
  withoutHeader: (rows) => {
    const header = findMetadata(rows)
    return header === null ? null : { layout: santanderRows(rows[0]?.cells ?? []), header }
  },
})
