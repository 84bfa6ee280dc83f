// The text inside the code of a transfer.
import { expect, test } from 'vitest'
import { currency, EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { qrCode } from '#values/qr-code'
import { type Transfer, transferCode } from './transfer-code.ts'

const transfer = (over: Partial<Transfer> = {}): Transfer => ({
  payee: 'Jantar Elektro sp. z o.o.',
  payeeNip: '9153082648',
  account: 'PL61109010140000071219812874',
  amount: money(128_437n, PLN),
  title: 'FV 1155/10/2026',
  ...over,
})

test('złoty: nine fields, the account without its country, grosze in six digits, the name cut at 20', () => {
  expect(transferCode(transfer())).toEqual({
    kind: 'polish-2d',
    text: '9153082648|PL|61109010140000071219812874|128437|Jantar Elektro sp. z|FV 1155/10/2026|||',
    level: 'L',
    withAmount: true,
  })
})

test('złoty: an amount of seven digits stays open, and 9,999.99 is the last that does not', () => {
  expect(transferCode(transfer({ amount: money(999_999n, PLN) }))).toMatchObject({
    text: expect.stringContaining('|999999|'),
    withAmount: true,
  })
  expect(transferCode(transfer({ amount: money(1_000_000n, PLN) }))).toMatchObject({
    text: expect.stringContaining('|000000|'),
    withAmount: false,
  })
})

test('euros: the lines of the EPC code', () => {
  expect(transferCode(transfer({ amount: money(25_050n, EUR) }))?.text.split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Jantar Elektro sp. z o.o.',
    'PL61109010140000071219812874',
    'EUR250.50',
    '',
    '',
    'FV 1155/10/2026',
  ])
})

test('a hostile name or title adds no field', () => {
  const code = transferCode(transfer({ payee: 'A|B\nC', title: 'FV 1|000001|Inny\r\nodbiorca', payeeNip: '91530|2648' }))
  expect(code?.text.split('|')).toHaveLength(9)
  expect(code?.text).toBe('|PL|61109010140000071219812874|128437|A B C|FV 1 000001 Inny odbiorca|||')
})

test('no code for dollars, for an account that is no IBAN, for nothing to pay', () => {
  expect(transferCode(transfer({ amount: money(1n, currency('USD')) }))).toBeNull()
  expect(transferCode(transfer({ account: '61109010140000071219812875' }))).toBeNull()
  expect(transferCode(transfer({ amount: money(0n, PLN) }))).toBeNull()
})

test('the longest of both fits a QR code', () => {
  const long = 'ż'.repeat(300)
  for (const of of [PLN, EUR]) {
    const code = transferCode(transfer({ payee: long, title: long, amount: money(1n, of) }))
    expect(code === null ? null : qrCode(code.text, code.level)?.length).toBeGreaterThan(30)
  }
})
