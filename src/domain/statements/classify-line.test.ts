// Money lines that are no customer's payment, by the words and accounts of Polish statements.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { classifyLine, type LineToClassify } from './classify-line.ts'

/** Money in of 100 złoty, or out with `out`. */
const line = ({ out = false, ...facts }: Partial<LineToClassify> & { out?: boolean }): LineToClassify => ({
  amount: money(out ? -10000n : 10000n, PLN),
  title: '',
  ...facts,
})
const someone = 'PL27114020040000300201355387'

describe("a customer's payment is left alone", () => {
  test.each([
    { title: 'FV 1/2026', counterpartyAccount: someone, operation: 'NTRF 770 PRZELEW KRAJOWY' },
    { title: '/VAT/230,00/IDC/5842751979/INV/FV/1125/2026', counterpartyAccount: someone },
    { title: 'odsetki za zwłokę do FV 1', counterpartyAccount: someone },
    { title: 'opłata za FV 12', counterpartyAccount: someone },
    { title: 'za kartę rabatową', counterpartyAccount: someone },
    { title: 'FV 3/2026 zapłata kredytem kupieckim', counterpartyAccount: someone },
    { title: 'ID 1', operation: '911 TRANSAKCJA COLLECT', counterpartyAccount: someone },
  ])('%j', (facts) => {
    expect(classifyLine(line(facts))).toBeNull()
  })
})

test.each([
  ['vat-leg', { out: true, title: 'PP/PRZELEW VAT /VAT/230,00/IDC/5842751979/INV/FV/1125/2026' }],
  ['vat-leg', { out: true, title: '/VAT/230,00/IDC/5842751979/INV/FV/1' }],
  ['fee', { out: true, title: '', operation: 'NCHG 843 OPŁATA POCZTOWA: NORM' }],
  ['fee', { out: true, title: 'x', operation: '30 PROW. OD WPŁATY GOTÓWKI EUR' }],
  ['fee', { out: true, title: 'PROWIZJA ZA PRZELEW' }],
  ['social-insurance', { out: true, title: '', counterpartyAccount: 'PL61600000020260012345678901' }],
  ['social-insurance', { out: true, title: 'RODZAJ SKŁADKI: UBEZPIECZENIE; DEKLARACJA: S 200710 01' }],
  ['social-insurance', { out: true, title: 'x', counterpartyAccount: '83101010230000261395100000' }],
  ['tax', { out: true, title: '', counterpartyAccount: '32101000712223147254000000' }],
  ['tax', { out: true, title: '/TI/N6571112238/OKR/26M02/SFP/VAT7/TXT/' }],
  ['tax', { out: true, title: 'SYMBOL FORM.: CIT2; OKRES: 07R' }],
  ['tax', { title: 'zwrot VAT', counterpartyName: 'Drugi Mazowiecki Urząd Skarbowy', counterpartyAccount: someone }],
  ['interest', { title: 'KAPITALIZACJA ODSETEK' }],
  ['interest', { title: 'ODSETKI', operation: 'NINT' }],
  ['card', { out: true, title: 'LIDL', operation: 'ZAKUP PRZY UŻYCIU KARTY W KRAJU' }],
  ['card', { out: true, title: 'x', operation: 'BLIK ZAKUP E-COMMERCE' }],
  ['cash', { title: 'ZWROT ZALICZKI', operation: 'NMSC 65 WPŁATA GOTÓWKI' }],
  ['cash', { out: true, title: '', operation: 'WYPŁATA Z BANKOMATU' }],
  ['loan', { out: true, title: 'SPŁATA KREDYTU 12' }],
  ['exchange', { title: 'DRUGI ZAKUP WALUTY EURO', counterpartyAccount: someone }],
  ['gateway-payout', { title: 'WYPŁATA PO_1N2M3K4L5', counterpartyName: 'STRIPE PAYMENTS EUROPE', counterpartyAccount: someone }],
  ['gateway-payout', { title: 'PID123-SUMUP', counterpartyAccount: someone }],
  ['gateway-payout', { title: 'przelew', counterpartyName: 'PayPro S.A.', counterpartyAccount: someone }],
  ['refund', { title: 'ZWROT NADPŁATY ZA F-RĘ 30/2006', counterpartyAccount: someone }],
  ['own-transfer', { title: 'przekazanie własne', counterpartyAccount: someone }],
] as const)('%s: %j', (kind, facts) => {
  expect(classifyLine(line(facts))).toBe(kind)
})

test('an account of the company itself makes an own transfer, with and without PL; a VAT leg stays one', () => {
  const own = new Set([someone])
  expect(classifyLine(line({ title: 'zasilenie', counterpartyAccount: someone }), own)).toBe('own-transfer')
  expect(classifyLine(line({ title: 'zasilenie', counterpartyAccount: '27114020040000300201355387' }), own)).toBe('own-transfer')
  expect(classifyLine(line({ title: 'PRZELEW VAT', counterpartyAccount: someone }), own)).toBe('vat-leg')
})

test('what the file itself says stands', () => {
  expect(classifyLine(line({ title: 'FV 1', notAPayment: 'card' }))).toBe('card')
})
