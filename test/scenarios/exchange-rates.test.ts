// Exchange rates that a company loads, and what matching makes of them.
import { beforeAll, expect, test } from 'vitest'
import { baseAmountAt } from '#domain/credit/base-amount'
import { loadRates } from '#flows/load-rates'
import { matchingSettings } from '#flows/matching-settings'
import { bytesSource } from '#ports/reading/byte-source'
import { getCompany } from '#store/companies'
import { loadRateLookup } from '#store/exchange-rates'
import { baseRates } from '#store/facts/base-rates'
import { readRatesState } from '#store/views/rates'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { currency, EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

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
  expect(await loadRates(shell, { companyId, actor: testActor, source: table('4,2431') })).toEqual({ rates: 3, leftOut: [] })
  await loadRates(shell, { companyId, actor: testActor, source: table('4,2500') })
  const rates = await ratesOf(companyId)
  expect(rates?.(EUR, day('2026-11-18'))).toEqual({ tenThousandths: 42_500n, per: 1n, on: day('2026-11-18') })
  expect(rates?.(EUR, day('2026-11-19'))).toBeNull()
  expect(rates?.(currency('HUF'), day('2026-11-18'))).toEqual({ tenThousandths: 11_012n, per: 100n, on: day('2026-11-18') })
  expect(await readRatesState(shell.database, companyId)).toEqual({
    days: 1,
    from: day('2026-11-18'),
    to: day('2026-11-18'),
    currencies: ['EUR', 'HUF', 'USD'],
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

test('a currency of the table’s hundred is counted exactly wherever amounts are brought to one currency', async () => {
  const [huf, jpy] = [currency('HUF'), currency('JPY')]
  const on = day('2026-11-18')
  const source = bytesSource(Buffer.from('data;1EUR;100HUF;100JPY\n20261118;4,2500;1,1012;2,3456'))
  const company = await testCompany(shell)
  await loadRates(shell, { companyId: company, actor: testActor, source })
  const inZloty = baseAmountAt(PLN, await loadRateLookup(shell.database, company, on))
  // 123,456.00 HUF and 12,345 yen, which has no smaller unit: 1,359.50 and 289.56 zł.
  expect([inZloty(money(12_345_600n, huf), on), inZloty(money(12_345n, jpy), on)]).toEqual([135_950n, 28_956n])
  expect(baseAmountAt(EUR, await loadRateLookup(shell.database, company, on))(money(12_345_600n, huf), on)).toBe(31_988n)
  const rate = (await baseRates(shell.database, company, PLN, on))(huf)
  expect(rate === null ? null : (12_345_600n * rate.of) / rate.by).toBe(135_949n)
  const view = await matchingSettings(shell.database, await getCompany(shell.database, company))
  expect(view.rates?.(jpy, on)).toEqual({ tenThousandths: 23_456n, per: 100n, on })
})
