// A statement format for tests of those who call formats: reads `MADE …` and answers as the word behind it says.
import type { Statement, StatementFormat, StatementLine } from '#ports/statement-format'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { Failure } from '#values/failure'
import { money } from '#values/money'

const line = (minor: bigint, more: Partial<StatementLine> = {}): StatementLine => ({
  bookedOn: day('2026-03-02'),
  amount: money(minor, PLN),
  title: 'FV 1',
  status: 'booked',
  ...more,
})

const part = (index: number, last: boolean, lines: readonly StatementLine[], more: Partial<Statement> = {}): Statement => ({
  kind: 'statement',
  format: 'made',
  currency: PLN,
  openingBalance: money(0n, PLN),
  balanced: last ? true : null,
  part: { index, last },
  lines,
  rejected: [],
  ...more,
})

/** `parts`, `rejected`, `unbalanced` and `broken` are the words it knows. */
export const statementPagesOf = (id: string): StatementFormat => ({
  id,
  name: id,
  produces: 'statements',
  recognise: (head) => (Buffer.from(head).toString().startsWith('MADE') ? 1 : 0),
  async *read(source) {
    const word = Buffer.from(source.head).toString().split(' ')[1]
    yield part(0, false, [
      line(100n, { original: money(400n, EUR), charges: money(10n, PLN), counterpartyAccount: 'PL27114020040000300201355387' }),
    ])
    if (word === 'broken') throw new Failure('file.xml-too-deep', { limit: 128 })
    if (word === 'rejected') yield part(1, true, [], { rejected: [{ code: 'line.no-day', facts: { text: 'soon' }, at: '7' }] })
    else if (word === 'unbalanced') yield part(1, true, [], { balanced: false, difference: money(1n, PLN) })
    else yield part(1, true, [line(-50n, { title: 'PROWIZJA' }), line(300n)], { closingBalance: money(350n, PLN) })
  },
})
