// QIF: days in both orders, no currency of its own, broken records.
import { expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { failureCode, statementsOf } from '#test/support/read-statements'
import qif from './format.ts'

test('days by what one over 12 proves, thousands, payee and memo; the currency is asked for', async () => {
  expect(await statementsOf(qif, '!Type:Bank\nD8/12/13\nT-1,000.00\nPDelta PC\n^\nD8/15/13\nT75.46\nPWalts\nMFV 1\n^\n', 3)).toMatchObject([
    {
      currency: 'XXX',
      rejected: [{ code: 'statement.no-currency' }],
      lines: [
        { bookedOn: '2013-08-12', amount: { minor: -100000n }, title: 'Delta PC' },
        { bookedOn: '2013-08-15', title: 'FV 1', counterpartyName: 'Walts' },
      ],
    },
  ])
  expect(await statementsOf(qif, "!Type:Bank\r\nD15/08'13\r\nT1.00\r\n^\r\nD01.09.2013\r\nT2.00")).toMatchObject([
    { lines: [{ bookedOn: '2013-08-15' }, { bookedOn: '2013-09-01' }] },
  ])
})

test('a mapping names the currency; other sections are passed over; a broken record is rejected with its line', async () => {
  const text = '!Account\nNKonto\n^\n!Type:Bank\nD1/2/26\nT5.00\n^\nDsoon\nT1\n^\nD1/2/26\nTmuch\n^\n!Type:Cat\nNFood\n^\n'
  const statements = []
  for await (const statement of qif.read(bytesSource(Buffer.from(text)), { mapping: { currency: 'PLN' } })) statements.push(statement)
  expect(statements).toMatchObject([
    {
      currency: 'PLN',
      lines: [{ amount: { minor: 500n } }],
      rejected: [
        { code: 'line.no-day', at: '10' },
        { code: 'line.unreadable-amount', at: '13' },
      ],
    },
  ])
  expect(await failureCode(qif, '!Type:Cat\nNFood\n^\n')).toBe('file.nothing-inside')
})
