// Exchange rates that a company loads, and what matching makes of them.
import { beforeAll, expect, test } from 'vitest'
import { loadRates } from '#flows/load-rates'
import { matchingSettings } from '#flows/matching-settings'
import { bytesSource } from '#ports/reading/byte-source'
import { getCompany } from '#store/companies'
import { readRatesState } from '#store/views/rates'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { currency, EUR } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'

const { shell } = await shellOfFile()
let companyId: Id

beforeAll(async () => {
  companyId = await testCompany(shell)
})

const table = (eur: string) =>
  bytesSource(
    Buffer.from(
      [
        'data;1USD;1EUR;100HUF;nr tabeli;pe\xb3ny numer tabeli;',
        ';dolar;euro;forint;;;',
        `20261118;3,6512;${eur};1,1012;223;223/A/NBP/2026;`,
      ].join('\r\n'),
      'latin1',
    ),
  )
const ratesOf = async (of: Id) => (await matchingSettings(shell.database, await getCompany(shell.database, of))).rates

test('a company without a table has no rates; a loaded table answers for its days, and loading it again replaces a day', async () => {
  expect(await ratesOf(companyId)).toBeUndefined()
  expect(await loadRates(shell, { companyId, actor: testActor, source: table('4,2431') })).toEqual({ rates: 2, leftOut: ['HUF'] })
  await loadRates(shell, { companyId, actor: testActor, source: table('4,2500') })
  const rates = await ratesOf(companyId)
  expect(rates?.(EUR, day('2026-11-18'))).toEqual({ tenThousandths: 42_500n, on: day('2026-11-18') })
  expect(rates?.(EUR, day('2026-11-19'))).toBeNull()
  expect(rates?.(currency('HUF'), day('2026-11-18'))).toBeNull()
  expect(await readRatesState(shell.database, companyId)).toEqual({
    days: 1,
    from: day('2026-11-18'),
    to: day('2026-11-18'),
    currencies: ['EUR', 'USD'],
  })
})

test('the rates of one company are no other company’s', async () => {
  expect(await ratesOf(await testCompany(shell))).toBeUndefined()
})

test('a file that is no such table is refused, and what was loaded stays', async () => {
  const source = bytesSource(Buffer.from('Data;Opis;Kwota\n2026-11-19;x;1,00'))
  await expect(loadRates(shell, { companyId, actor: testActor, source })).rejects.toMatchObject({ code: 'rates.not-a-table' })
  expect((await readRatesState(shell.database, companyId)).days).toBe(1)
})
