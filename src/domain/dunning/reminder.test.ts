// Reminders: which step goes, to whom, once, and what keeps it back.
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { addDays, type Day, day } from '#values/day'
import { money } from '#values/money'
import type { DunnedInvoice } from './gates.ts'
import { nextStep, stepOn } from './next-step.ts'
import type { Policy } from './policy.ts'
import { presetPolicies } from './policy-presets.ts'
import { recheckReminder } from './recheck.ts'
import { decideReminder, type ReminderFacts } from './reminder.ts'

const policy = presetPolicies.standard
const kept = (of: Policy) => ({ policyId: 'p', version: 1, name: 'Standard', policy: of })
// Thursday.
const today = day('2026-11-19')
const invoice = (id: string, dueOn: string, minor = 10_000n): DunnedInvoice => ({
  id,
  number: `FV ${id}`,
  dueOn: day(dueOn),
  open: money(minor, PLN),
})
const here = { addresses: ['biuro@klient.example'], suppressed: 0 }
const nowhere = { addresses: [], suppressed: 0 }
const facts = (over: Partial<ReminderFacts> = {}): ReminderFacts => ({
  reach: { email: here, sms: nowhere, letter: nowhere },
  owed: [invoice('1', '2026-11-17')],
  holds: [],
  unapplied: [],
  mayBeTheirs: [],
  bank: { ageHours: 2, source: 'bank' },
  taken: [],
  writtenOn: [],
  policyFor: () => kept(policy),
  ...over,
})
const decide = (over: Partial<ReminderFacts> = {}, on = today) => decideReminder(facts(over), on, 36)
const reasonsOf = (over: Partial<ReminderFacts>) => {
  const decision = decide(over)
  return decision.kind === 'withheld' ? decision.reasons.map((reason) => reason.code) : decision.kind
}

describe('the next step', () => {
  const due = { dueOn: day('2026-11-03') }
  test.each([
    [-6, null],
    // 29 October is three business days before the due day: the 1st of November is a holiday on a Sunday.
    [-5, 'before'],
    [0, 'before'],
    [1, null],
    [2, 'd2'],
    [6, 'd2'],
    [7, 'd7'],
    [13, 'd7'],
    [14, 'd14'],
    [21, 'd21'],
    [30, 'd30'],
    [400, 'd45'],
  ])('%i days after the due day is %s', (late, step) => {
    expect(nextStep(policy, due, addDays(due.dueOn, late), new Set())?.id ?? null).toBe(step)
  })

  test('that was taken does not come again, and an earlier one never follows a later one', () => {
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d7']))).toBeNull()
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d14']))).toBeNull()
    expect(nextStep(policy, due, addDays(due.dueOn, 8), new Set(['d2']))?.id).toBe('d7')
  })

  test('after a fortnight without sending is the latest one only', () => {
    expect(nextStep(policy, due, addDays(due.dueOn, 20), new Set())?.id).toBe('d14')
  })

  test('counts from the day on which the term really ends, and business days over holidays', () => {
    // Due on Christmas Eve, a Thursday: the term ends on Monday the 28th.
    expect(stepOn({ offsetDays: 2, daysAre: 'business' }, day('2026-12-24'))).toBe('2026-12-30')
    expect(stepOn({ offsetDays: 7, daysAre: 'calendar' }, day('2026-12-24'))).toBe('2027-01-04')
    expect(stepOn({ offsetDays: -3, daysAre: 'business' }, day('2026-11-13'))).toBe('2026-11-09')
  })

  test('T46 falls on the same calendar day over the changes of the clock', () => {
    for (const [dueOn, expected] of [
      ['2026-03-27', '2026-04-03'],
      ['2026-10-23', '2026-10-30'],
      ['2027-03-25', '2027-04-01'],
      ['2027-10-29', '2027-11-05'],
    ] as const)
      expect(stepOn({ offsetDays: 7, daysAre: 'calendar' }, day(dueOn)), dueOn).toBe(expected)
  })
})

describe('one customer on one day', () => {
  test('two days late gets the friendly step', () => {
    expect(decide()).toMatchObject({
      kind: 'send',
      plan: { step: { id: 'd2', tone: 'friendly' }, steps: [{ invoiceId: '1', stepId: 'd2' }], media: ['email'] },
    })
  })

  test('T66 several invoices go in one message in the hardest tone, the oldest first, with those that have no step today', () => {
    const decision = decide({
      owed: [invoice('new', '2026-11-18'), invoice('middle', '2026-11-12'), invoice('old', '2026-11-04')],
      taken: [{ invoiceId: 'middle', stepId: 'd7' }],
    })
    expect(decision).toMatchObject({
      kind: 'send',
      plan: { step: { tone: 'firm' }, steps: [{ invoiceId: 'old', stepId: 'd14' }], leftOut: [] },
    })
    expect(decision.kind === 'send' && decision.plan.invoices.map((entry) => entry.id)).toEqual(['old', 'middle', 'new'])
  })

  test('a demand names only what has come as far; a notice before the due day never stands in a reminder', () => {
    const demand = decide({ owed: [invoice('old', '2026-10-27'), invoice('new', '2026-11-12'), invoice('next', '2026-11-20')] })
    expect(demand.kind === 'send' && [demand.plan.step.kind, demand.plan.invoices.map((each) => each.id)]).toEqual(['demand', ['old']])
    const reminder = decide({ owed: [invoice('late', '2026-11-12'), invoice('next', '2026-11-20')] })
    expect(reminder.kind === 'send' && [reminder.plan.step.id, reminder.plan.invoices.map((each) => each.id)]).toEqual(['d7', ['late']])
    const notice = decide({ owed: [invoice('next', '2026-11-20')] })
    expect(notice.kind === 'send' && [notice.plan.step.kind, notice.plan.invoices.map((each) => each.id)]).toEqual([
      'notice-before-due',
      ['next'],
    ])
  })

  test('T67 waits for Monday on a Saturday and over a holiday, and for the gap after the last message', () => {
    expect(decide({}, day('2026-11-21'))).toMatchObject({ kind: 'later', notBefore: '2026-11-23', because: 'day' })
    expect(decide({ owed: [invoice('1', '2026-11-06')] }, day('2026-11-11'))).toMatchObject({ kind: 'later', notBefore: '2026-11-12' })
    expect(decide({ writtenOn: [day('2026-11-16')] })).toMatchObject({ kind: 'later', notBefore: '2026-11-23', because: 'gap' })
    expect(decide({ writtenOn: [day('2026-11-14')] }).kind).toBe('send')
  })

  test('gets no more messages in seven days than the policy allows', () => {
    const often = { ...policy, minGapDays: 1, maxPerWeek: 2 }
    const on = (writtenOn: readonly Day[]) => decide({ policyFor: () => kept(often), writtenOn })
    expect(on([day('2026-11-16'), day('2026-11-17')])).toMatchObject({ kind: 'later', notBefore: '2026-11-23', because: 'week' })
    expect(on([day('2026-11-12'), day('2026-11-17')]).kind).toBe('send')
  })

  test('of whose ways some are closed gets it by the others, and that is said', () => {
    const both = { ...policy, steps: policy.steps.map((step) => ({ ...step, media: ['email', 'letter'] as const })) }
    expect(decide({ policyFor: () => kept(both) })).toMatchObject({
      kind: 'send',
      plan: { media: ['email'], closed: [{ medium: 'letter', reason: { code: 'no-address' } }] },
    })
  })

  test('whose invoices are under no policy gets nothing', () => {
    expect(decide({ policyFor: () => null }).kind).toBe('nothing-due')
  })
})

describe('T65 gates keep a message back with their reason', () => {
  const hold = (kind: 'pause' | 'dispute' | 'promise' | 'instalments' | 'insolvency', invoiceId: string | null = null) => ({
    kind,
    invoiceId,
    untilOn: null,
  })
  test.each(['pause', 'dispute', 'promise', 'instalments', 'insolvency'] as const)('%s of the customer', (kind) => {
    expect(reasonsOf({ holds: [hold(kind)] })).toEqual([kind])
  })

  test('a dispute of one invoice leaves it out and the others go', () => {
    const decision = decide({ owed: [invoice('1', '2026-11-17'), invoice('2', '2026-11-10')], holds: [hold('dispute', '2')] })
    expect(decision).toMatchObject({
      kind: 'send',
      plan: { invoices: [{ id: '1' }], leftOut: [{ invoiceId: '2', reason: { code: 'dispute' } }] },
    })
  })

  test('a dispute of the only invoice keeps the message back', () => {
    expect(reasonsOf({ holds: [hold('dispute', '1')] })).toEqual(['dispute'])
  })

  test('bank data older than the limit, a statement that is missing, and a company that never had any', () => {
    expect(reasonsOf({ bank: { ageHours: 36.5, source: 'mBank' } })).toEqual(['bank-data-stale'])
    expect(reasonsOf({ bank: { ageHours: 36, source: 'mBank' } })).toBe('send')
    expect(reasonsOf({ bank: { ageHours: 1, source: 'mBank', missing: 'mBank' } })).toEqual(['statement-missing'])
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

  test('no address, and T68 one that came back', () => {
    const mail = (email: typeof here) => ({ reach: { email, sms: nowhere, letter: nowhere } })
    expect(reasonsOf(mail(nowhere))).toEqual(['no-address'])
    expect(reasonsOf(mail({ addresses: [], suppressed: 1 }))).toEqual(['address-suppressed'])
  })

  test('several reasons are all told', () => {
    expect(reasonsOf({ reach: { email: nowhere, sms: nowhere, letter: nowhere }, bank: null, holds: [hold('pause')] })).toEqual([
      'pause',
      'bank-data-missing',
      'no-address',
    ])
  })
})

describe('T61 in the moment of sending', () => {
  const d2 = policy.steps.find((step) => step.id === 'd2') ?? policy.steps[0]
  if (d2 === undefined) throw new Error('no step')
  const plan = { steps: [{ invoiceId: '1', stepId: 'd2' }], medium: 'email', step: d2 } as const
  const again = (over: Partial<ReminderFacts>, of: Parameters<typeof recheckReminder>[0] = plan, on = today) =>
    recheckReminder(of, facts(over), on, 36)

  test('a message whose invoices were settled meanwhile is cancelled, also when others are overdue', () => {
    expect(again({ owed: [] })).toEqual({ kind: 'cancelled', reason: 'settled' })
    expect(again({ owed: [invoice('2', '2026-11-17')] })).toEqual({ kind: 'cancelled', reason: 'settled' })
  })

  test('one that is partly settled goes with the rest', () => {
    const both = {
      ...plan,
      steps: [
        { invoiceId: '1', stepId: 'd2' },
        { invoiceId: '2', stepId: 'd2' },
      ],
    }
    expect(again({ owed: [invoice('2', '2026-11-17')] }, both)).toMatchObject({ kind: 'send', invoices: [{ id: '2' }] })
  })

  test('a hold, stale bank data or a struck-off address that came meanwhile keeps it back', () => {
    expect(again({ bank: { ageHours: 40, source: 'bank' } })).toMatchObject({ kind: 'withheld', reasons: [{ code: 'bank-data-stale' }] })
    expect(again({ holds: [{ kind: 'promise', invoiceId: '1', untilOn: today }] })).toMatchObject({
      kind: 'withheld',
      reasons: [{ code: 'promise' }],
    })
    expect(again({ reach: { email: { addresses: [], suppressed: 2 }, sms: nowhere, letter: nowhere } })).toMatchObject({
      kind: 'withheld',
      reasons: [{ code: 'address-suppressed' }],
    })
  })

  test('one whose step another message took, or that a later step has overtaken, is cancelled', () => {
    expect(again({ taken: [{ invoiceId: '1', stepId: 'd2' }] })).toEqual({ kind: 'cancelled', reason: 'step-taken' })
    expect(again({}, plan, day('2026-11-24'))).toEqual({ kind: 'cancelled', reason: 'overtaken' })
  })

  test('one that comes too soon after another message, or on a day off, waits', () => {
    expect(again({ writtenOn: [day('2026-11-18')] })).toEqual({ kind: 'later', notBefore: '2026-11-23' })
    expect(again({}, plan, day('2026-11-21'))).toEqual({ kind: 'later', notBefore: '2026-11-23' })
  })

  test('a notice of a due day that has passed is cancelled', () => {
    const [notice] = policy.steps
    if (notice === undefined) throw new Error('no step')
    expect(again({}, { steps: [{ invoiceId: '1', stepId: 'before' }], medium: 'email', step: notice })).toEqual({
      kind: 'cancelled',
      reason: 'overtaken',
    })
  })
})
