// Reminders: which step goes, to whom, once, and what keeps it back.
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { money } from '#values/money'
import type { DunnedInvoice } from './gates.ts'
import { nextStep } from './next-step.ts'
import { standardPolicy as policy } from './policy-presets.ts'
import { decideReminder, type ReminderFacts, recheckReminder } from './reminder.ts'

// Thursday.
const today = day('2026-11-19')
const invoice = (id: string, dueOn: string, minor = 10_000n): DunnedInvoice => ({
  id,
  number: `FV ${id}`,
  dueOn: day(dueOn),
  open: money(minor, PLN),
})
const facts = (over: Partial<ReminderFacts> = {}): ReminderFacts => ({
  email: 'biuro@klient.example',
  overdue: [invoice('1', '2026-11-17')],
  holds: [],
  unapplied: [],
  mayBeTheirs: [],
  bank: { ageHours: 2, source: 'bank' },
  sent: [],
  lastReminderOn: null,
  ...over,
})
const decide = (over: Partial<ReminderFacts> = {}, on = today) => decideReminder(facts(over), policy, on, 36)
const reasonsOf = (over: Partial<ReminderFacts>) => {
  const decision = decide(over)
  return decision.kind === 'withheld' ? decision.reasons.map((reason) => reason.code) : decision.kind
}

describe('the next step', () => {
  const due = { dueOn: day('2026-11-03') }
  test.each([
    [1, null],
    [2, 'd2'],
    [6, 'd2'],
    [7, 'd7'],
    [13, 'd7'],
    [14, 'd14'],
    [400, 'd14'],
  ])('%i days after the due day is %s', (late, step) => {
    expect(nextStep(policy, due, addDays(due.dueOn, late), new Set())?.id ?? null).toBe(step)
  })

  test('that was sent does not come again, and an earlier one never follows a later one', () => {
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d7']))).toBeNull()
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d14']))).toBeNull()
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d2']))?.id).toBe('d7')
  })

  test('after a fortnight without sending is the latest one only', () => {
    expect(nextStep(policy, due, addDays(due.dueOn, 20), new Set())?.id).toBe('d14')
  })
})

describe('one customer on one day', () => {
  test('two days late gets the friendly step', () => {
    expect(decide()).toMatchObject({ kind: 'send', plan: { tone: 'friendly', steps: [{ invoiceId: '1', stepId: 'd2' }] } })
  })

  test('T66 several invoices go in one message at the hardest tone, the oldest first, with those that have no step today', () => {
    const decision = decide({
      overdue: [invoice('new', '2026-11-18'), invoice('middle', '2026-11-12'), invoice('old', '2026-11-04')],
      sent: [{ invoiceId: 'middle', stepId: 'd7' }],
    })
    expect(decision).toMatchObject({ kind: 'send', plan: { tone: 'firm', steps: [{ invoiceId: 'old', stepId: 'd14' }], leftOut: [] } })
    expect(decision.kind === 'send' && decision.plan.invoices.map((entry) => entry.id)).toEqual(['old', 'middle', 'new'])
  })

  test('waits for Monday on a Saturday, and for the gap after the last message', () => {
    expect(decide({}, day('2026-11-21'))).toEqual({ kind: 'later', notBefore: '2026-11-23' })
    expect(decide({ lastReminderOn: day('2026-11-16') })).toEqual({ kind: 'later', notBefore: '2026-11-23' })
    expect(decide({ lastReminderOn: day('2026-11-14') }).kind).toBe('send')
  })
})

describe('T65 gates keep a reminder back with their reason', () => {
  const hold = (kind: 'pause' | 'dispute' | 'promise' | 'instalments' | 'insolvency', invoiceId: string | null = null) => ({
    kind,
    invoiceId,
    untilOn: null,
  })
  test.each(['pause', 'dispute', 'promise', 'instalments', 'insolvency'] as const)('%s of the customer', (kind) => {
    expect(reasonsOf({ holds: [hold(kind)] })).toEqual([kind])
  })

  test('a dispute of one invoice leaves it out and the others go', () => {
    const decision = decide({ overdue: [invoice('1', '2026-11-17'), invoice('2', '2026-11-10')], holds: [hold('dispute', '2')] })
    expect(decision).toMatchObject({
      kind: 'send',
      plan: { invoices: [{ id: '1' }], leftOut: [{ invoiceId: '2', reason: { code: 'dispute' } }] },
    })
  })

  test('a dispute of the only invoice keeps the message back', () => {
    expect(reasonsOf({ holds: [hold('dispute', '1')] })).toEqual(['dispute'])
  })

  test('bank data older than the limit, and a company that never had any', () => {
    expect(reasonsOf({ bank: { ageHours: 36.5, source: 'mBank' } })).toEqual(['bank-data-stale'])
    expect(reasonsOf({ bank: { ageHours: 36, source: 'mBank' } })).toBe('send')
    expect(reasonsOf({ bank: null })).toEqual(['bank-data-missing'])
  })

  test('a payment that nobody has placed and that may be theirs', () => {
    expect(reasonsOf({ mayBeTheirs: [{ paymentId: 'p', bookedOn: today, amount: money(10_000n, PLN) }] })).toEqual([
      'payment-may-be-theirs',
    ])
  })

  test('unapplied money that covers the debt in its currency; less of it, or another currency, does not', () => {
    expect(reasonsOf({ unapplied: [money(10_000n, PLN)] })).toEqual(['unapplied-covers'])
    expect(reasonsOf({ unapplied: [money(9_999n, PLN)] })).toBe('send')
    expect(reasonsOf({ unapplied: [money(99_999n, EUR)] })).toBe('send')
    expect(reasonsOf({ unapplied: [money(6_000n, PLN), money(4_000n, PLN)] })).toEqual(['unapplied-covers'])
  })

  test('no address', () => {
    expect(reasonsOf({ email: null })).toEqual(['no-address'])
  })

  test('several reasons are all told', () => {
    expect(reasonsOf({ email: null, bank: null, holds: [hold('pause')] })).toEqual(['pause', 'bank-data-missing', 'no-address'])
  })
})

describe('T61 in the moment of sending', () => {
  const plan = { steps: [{ invoiceId: '1', stepId: 'd2' }] }
  test('a message whose invoices were settled meanwhile is cancelled, also when others are overdue', () => {
    expect(recheckReminder(plan, facts({ overdue: [] }), 36)).toEqual({ kind: 'settled' })
    expect(recheckReminder(plan, facts({ overdue: [invoice('2', '2026-11-17')] }), 36)).toEqual({ kind: 'settled' })
  })

  test('one that is partly settled goes with the rest', () => {
    const both = {
      steps: [
        { invoiceId: '1', stepId: 'd2' },
        { invoiceId: '2', stepId: 'd2' },
      ],
    }
    expect(recheckReminder(both, facts({ overdue: [invoice('2', '2026-11-17')] }), 36)).toMatchObject({
      kind: 'send',
      invoices: [{ id: '2' }],
    })
  })

  test('a hold or stale bank data that came meanwhile keeps it back', () => {
    expect(recheckReminder(plan, facts({ bank: { ageHours: 40, source: 'bank' } }), 36)).toMatchObject({
      kind: 'withheld',
      reasons: [{ code: 'bank-data-stale' }],
    })
    expect(recheckReminder(plan, facts({ holds: [{ kind: 'promise', invoiceId: '1', untilOn: today }] }), 36)).toMatchObject({
      kind: 'withheld',
      reasons: [{ code: 'promise' }],
    })
  })
})
