// T71: the gate before a warning of a bureau of economic information.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { type BigDebt, bigWarningRefusals, mentionsBig } from './big-gate.ts'

const debt = (over: Partial<BigDebt> = {}): BigDebt => ({
  debtor: 'business',
  total: money(500_00n, PLN),
  oldestDueOn: day('2026-08-31'),
  disputed: false,
  bureau: { name: 'Biuro Przykładowe BIG S.A.', seat: 'ul. Przykładowa 1, 00-001 Warszawa' },
  emailDemands: false,
  ...over,
})

describe('T71 a warning', () => {
  test('of 500 zł, overdue, undisputed, by letter, with a bureau named, may go', () => {
    expect(bigWarningRefusals(debt(), 'letter', day('2026-09-10'))).toEqual([])
  })
  test.each([
    ['below 500 zł', { total: money(499_99n, PLN) }, 'letter', 'big.below-minimum'],
    ['of an unknown sum', { total: null }, 'letter', 'big.amount-unknown'],
    ['without a contract', { bureau: null }, 'letter', 'big.no-contract'],
    ['without the seat', { bureau: { name: 'BIG', seat: ' ' } }, 'letter', 'big.no-contract'],
    ['of a disputed debt', { disputed: true }, 'letter', 'big.disputed'],
    ['of a debt that is not overdue', { oldestDueOn: day('2026-09-10') }, 'letter', 'big.nothing-overdue'],
    ['by e-mail that no contract provides for', {}, 'email', 'big.way-not-allowed'],
    ['by SMS', { emailDemands: true }, 'sms', 'big.way-not-allowed'],
    ['to a consumer by e-mail', { debtor: 'consumer', emailDemands: true }, 'email', 'big.way-not-allowed'],
  ] as const)('%s may not', (_, over, medium, refusal) => {
    expect(bigWarningRefusals(debt(over), medium, day('2026-09-10'))).toEqual([refusal])
  })
  test('by e-mail may go where the contract provides for it; a consumer is warned from 200 zł by letter', () => {
    expect(bigWarningRefusals(debt({ emailDemands: true }), 'email', day('2026-09-10'))).toEqual([])
    expect(bigWarningRefusals(debt({ debtor: 'consumer', total: money(200_00n, PLN) }), 'letter', day('2026-09-10'))).toEqual([])
    expect(bigWarningRefusals(debt({ debtor: 'consumer', total: money(199_99n, PLN) }), 'letter', day('2026-09-10'))).toEqual([
      'big.below-minimum',
    ])
  })
})

test('T71 a text that speaks of a bureau is known by its words', () => {
  for (const text of [
    'przekażemy dane do BIG',
    'wpis w Krajowym Rejestrze Długów',
    'do KRD',
    'ERIF',
    'BIG InfoMonitor',
    'biura informacji gospodarczej',
    'Biurze  Informacji Gospodarczej',
    'wpisu do rejestru',
    'rejestrze dłużników',
    'an economic information bureau',
    "the debtors' register",
  ])
    expect(mentionsBig(text), text).toBe(true)
  for (const text of ['prosimy o zapłatę', 'wezwanie do zapłaty', 'a big order', 'rejestracja', 'ubiegły tydzień'])
    expect(mentionsBig(text), text).toBe(false)
})
