// T71: the gate before an entry at a bureau of economic information, condition by condition.
import { describe, expect, test } from 'vitest'
import { businessDayFrom } from '#domain/calendar/business-days'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { bigUpdateDueOn, type EntryCase, type EntryDebt, judgeEntry } from './entry-gate.ts'

const bureau = { name: 'Biuro Przykładowe BIG S.A.', seat: 'ul. Przykładowa 1, 00-001 Warszawa' }
const debt = (over: Partial<EntryDebt> = {}): EntryDebt => ({
  invoiceId: '1',
  number: 'FV 1/08/2026',
  dueOn: day('2026-08-31'),
  open: money(1_234_00n, PLN),
  zloty: money(1_234_00n, PLN),
  disputed: false,
  ...over,
})
const letter = { sentOn: day('2026-09-10'), delivery: 'registered-letter', bureau: bureau.name } as const
const given = (over: Partial<EntryCase> = {}): EntryCase => ({
  debtor: 'business',
  bureau,
  emailDemands: false,
  debts: [debt()],
  notices: [letter],
  ...over,
})
const unmet = (of: EntryCase, on: string) =>
  judgeEntry(of, day(on))
    .conditions.filter(({ state }) => state === 'unmet')
    .map(({ id }) => id)

describe('T71 an entry', () => {
  test('due on 31 August and warned by letter on 10 September is safe from Sunday, 11 October: a task for Monday the 12th', () => {
    const early = judgeEntry(given(), day('2026-10-10'))
    expect([early.allowed, early.earliestOn, unmet(given(), '2026-10-10')]).toEqual([false, '2026-10-11', ['month']])
    const { allowed, earliestOn, conditions } = judgeEntry(given(), day('2026-10-11'))
    expect([allowed, earliestOn && businessDayFrom(earliestOn)]).toEqual([true, '2026-10-12'])
    expect(conditions).toEqual([
      { id: 'contract', state: 'met', bureau: bureau.name },
      { id: 'amount', state: 'met', sum: money(1_234_00n, PLN), needed: money(500_00n, PLN) },
      { id: 'overdue', state: 'met', days: 41, needed: 30, from: '2026-10-01' },
      { id: 'notice', state: 'met', sentOn: '2026-09-10', lack: null },
      { id: 'month', state: 'met', from: '2026-10-11' },
    ])
  })
  test('by a demand that names its invoices is warned of those alone', () => {
    const debts = [debt(), debt({ invoiceId: '2', number: 'FV 2/08/2026' })]
    const one = judgeEntry(given({ debts, notices: [{ ...letter, invoiceIds: ['2'] }] }), day('2026-11-20'))
    expect(one.debts.map(({ number, noticedOn, ripeOn }) => [number, noticedOn, ripeOn])).toEqual([
      ['FV 1/08/2026', null, null],
      ['FV 2/08/2026', '2026-09-10', '2026-10-11'],
    ])
    const none = judgeEntry(given({ notices: [{ ...letter, invoiceIds: ['7'] }] }), day('2026-11-20'))
    expect(none.conditions.find(({ id }) => id === 'notice')).toMatchObject({ state: 'unmet', lack: 'not-due' })
  })
  test.each([
    ['of 499,99 zł', { debts: [debt({ zloty: money(499_99n, PLN) })] }, ['amount', 'notice', 'month']],
    ['without a contract with a bureau', { bureau: null }, ['contract', 'notice', 'month']],
    ['without a demand that warned', { notices: [] }, ['notice', 'month']],
    ['warned by e-mail that no contract provides for', { notices: [{ ...letter, delivery: 'email' }] }, ['notice', 'month']],
    ['warned with another bureau', { notices: [{ ...letter, bureau: 'Inne BIG S.A.' }] }, ['notice', 'month']],
    ['warned before it was due', { notices: [{ ...letter, sentOn: day('2026-08-31') }] }, ['notice', 'month']],
    [
      'of euros whose rate is not known',
      { debts: [debt({ open: money(900_00n, EUR), zloty: null })] },
      ['amount', 'rates', 'notice', 'month'],
    ],
    [
      'of a consumer by e-mail',
      { debtor: 'consumer', emailDemands: true, notices: [{ ...letter, delivery: 'email' }] },
      ['notice', 'month'],
    ],
    [
      'of a consumer after six years',
      { debtor: 'consumer', debts: [debt({ dueOn: day('2020-06-01') })] },
      ['amount', 'overdue', 'notice', 'month'],
    ],
  ] as const)('%s is refused', (_, over, ids) => {
    expect(unmet(given(over), '2026-12-01')).toEqual(ids)
    expect(judgeEntry(given(over), day('2026-12-01')).allowed).toBe(false)
  })
  test('of 200 zł may be of a consumer and not of a firm', () => {
    const debts = [debt({ zloty: money(200_00n, PLN) })]
    expect(judgeEntry(given({ debtor: 'consumer', debts }), day('2026-12-01')).allowed).toBe(true)
    expect(judgeEntry(given({ debts }), day('2026-12-01')).allowed).toBe(false)
  })
  test('by e-mail counts for a firm whose contract provides for it', () => {
    expect(judgeEntry(given({ emailDemands: true, notices: [{ ...letter, delivery: 'email' }] }), day('2026-10-11')).allowed).toBe(true)
  })
  test('waits thirty full days although a month since the demand is over', () => {
    const february = given({ debts: [debt({ dueOn: day('2027-01-29') })], notices: [{ ...letter, sentOn: day('2027-01-30') }] })
    expect(judgeEntry(february, day('2027-03-01'))).toMatchObject({ allowed: true, earliestOn: '2027-03-01' })
    expect(unmet(february, '2027-02-28')).toEqual(['overdue', 'month'])
  })
  test('counts the debts that were warned of alone, each from its own demand', () => {
    const small = debt({ zloty: money(300_00n, PLN) })
    const later = debt({ invoiceId: '2', number: 'FV 2/09/2026', dueOn: day('2026-09-30'), zloty: money(300_00n, PLN) })
    expect(unmet(given({ debts: [small, later] }), '2026-12-01')).toEqual(['notice', 'month'])
    const second = { ...letter, sentOn: day('2026-11-10') }
    const both = judgeEntry(given({ debts: [small, later], notices: [second, letter] }), day('2026-12-01'))
    expect([both.allowed, both.earliestOn]).toEqual([false, '2026-12-11'])
    expect(both.debts.map(({ ripeOn }) => ripeOn)).toEqual(['2026-10-11', '2026-12-11'])
  })
  test('of a disputed debt is not hindered and has to say so', () => {
    const { allowed, conditions } = judgeEntry(given({ debts: [debt({ disputed: true })] }), day('2026-10-11'))
    expect([allowed, conditions.at(-1)]).toEqual([true, { id: 'dispute', state: 'disclose', numbers: ['FV 1/08/2026'] }])
  })
})

test('T71 an entry is brought up to date within fourteen days of a payment', () => {
  expect(bigUpdateDueOn(day('2026-11-19'))).toBe('2026-12-03')
})
