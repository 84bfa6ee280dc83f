// What happens in a quarter of a small firm, all of it out of one seed: who owes what, who pays when and how oddly, what people decide, what breaks.
import { type Preset, presets } from '#domain/dunning/policy-presets'
import { addDays, type Day, day, weekday } from '#values/day'
import { type Dice, dice, throwFor } from './dice.ts'
import { befalls, type Happening } from './happenings.ts'
import type { StoryInvoice, StoryPayment } from './story-facts.ts'

export type StoryHold = {
  readonly kind: 'pause' | 'dispute' | 'promise' | 'instalments' | 'insolvency'
  readonly customer: number
  readonly invoice: string | null
  readonly from: Day
  readonly until: Day
}

export type Mode = 'off' | 'dry-run' | 'approve' | 'automatic'

export type StoryDay = {
  readonly on: Day
  readonly mode: Mode
  readonly restored: boolean
  readonly bankRead: boolean
  /** Seconds after midnight at which both workers look at the outbox; the plan comes at the first. */
  readonly looks: readonly number[]
  readonly channel: 'up' | 'down' | 'shaky'
  /** The machine's clock goes back by two hours after the first look. */
  readonly clockBack: boolean
  readonly kills: boolean
}

export type Story = {
  readonly seed: number
  readonly preset: Preset
  readonly perHour: number
  /** By mail alone, or by every way that the ladder names: mail, SMS and letters that a person posts. */
  readonly ways: 'mail' | 'all'
  readonly customers: number
  readonly invoices: readonly StoryInvoice[]
  readonly payments: readonly StoryPayment[]
  readonly holds: readonly StoryHold[]
  readonly happenings: readonly Happening[]
  /** Days on which an address is struck off, with the customer. */
  readonly struckOff: readonly { readonly customer: number; readonly on: Day }[]
  /** Working days and some others; days that are missing are days on which nothing ran. */
  readonly days: readonly StoryDay[]
  readonly calmDays: readonly Day[]
}

/** Quarters that hold a change of the clock, Christmas, or neither; within the years whose interest rates are known. */
const starts = ['2025-03-03', '2025-06-02', '2025-09-29', '2025-11-03', '2026-01-05', '2026-03-02'].map(day)
const length = 91
const calm = 18

export function story(seed: number): Story {
  const roll = dice(seed)
  const from = roll.pick(starts)
  const to = addDays(from, length)
  const customers = 2 + roll.below(2)
  const invoices: StoryInvoice[] = []
  for (let customer = 0; customer < customers; customer++)
    for (let left = 1 + roll.below(3); left > 0; left--) {
      const dueOn = addDays(from, -20 + roll.below(85))
      // Amounts differ from each other, so that a vague payment has one meaning.
      invoices.push({
        number: `FV ${invoices.length + 1}/${String(seed % 10_000)}/${from.slice(0, 4)}`,
        customer,
        issueOn: addDays(dueOn, -14),
        dueOn,
        minor: BigInt(10_000 + invoices.length * 7_919 + roll.below(5_000)),
      })
    }
  const preset = roll.pick(presets)
  const perHour = roll.chance(0.2) ? 1 : 60
  const payments = invoices.flatMap((invoice) => paymentsOf(roll, invoice, from, to))
  const befallen = befalls(seed, { from, customers, invoices, payments })
  return {
    seed,
    preset,
    perHour,
    ways: throwFor(seed, 'ways') < 0.6 ? 'mail' : 'all',
    customers,
    invoices,
    payments: [...payments, ...befallen.payments],
    happenings: befallen.happenings,
    holds: Array.from({ length: roll.below(3) }, () => holdOf(roll, invoices, customers, from)).filter(
      (hold) => !isOfSurvivor(hold, befallen.happenings),
    ),
    struckOff: roll.chance(0.15) ? [{ customer: roll.below(customers), on: addDays(from, roll.below(80)) }] : [],
    days: daysOf(roll, from, to),
    calmDays: Array.from({ length: calm }, (_, at) => addDays(to, at)),
  }
}

function paymentsOf(roll: Dice, invoice: StoryInvoice, from: Day, to: Day): readonly StoryPayment[] {
  const wanted = addDays(invoice.dueOn, roll.chance(0.35) ? -roll.below(6) : roll.below(50))
  const on = wanted < from ? addDays(from, roll.below(3)) : wanted
  if (on >= to || roll.chance(0.3)) return []
  const one = (id: string, minor: bigint, later: number): StoryPayment => ({
    id: `${invoice.number} ${id}`,
    on: addDays(on, later),
    when: roll.chance(0.5) ? 'dawn' : 'midday',
    customer: invoice.customer,
    invoice: invoice.number,
    minor,
    title: 'clear',
  })
  const kind = roll()
  if (kind < 0.15) return [one('a', invoice.minor / 2n, 0), one('b', invoice.minor - invoice.minor / 2n, 3 + roll.below(20))]
  if (kind < 0.25) return [one('a', invoice.minor, 0), one('twice', invoice.minor, roll.below(3))]
  if (kind < 0.35) return [{ ...one('a', invoice.minor, 0), title: 'vague' }]
  return [one('a', invoice.minor, 0)]
}

function holdOf(roll: Dice, invoices: readonly StoryInvoice[], customers: number, from: Day): StoryHold {
  const start = addDays(from, roll.below(80))
  const invoice = roll.pick(invoices)
  const ofInvoice = roll.chance(0.5)
  return {
    kind: roll.pick(['pause', 'dispute', 'promise', 'instalments', 'insolvency']),
    customer: ofInvoice ? invoice.customer : roll.below(customers),
    invoice: ofInvoice ? invoice.number : null,
    from: start,
    until: addDays(start, 2 + roll.below(20)),
  }
}

/** What is agreed for all of a customer while he is one with another stays with the survivor: that story is another one. */
function isOfSurvivor(hold: StoryHold, happenings: readonly Happening[]): boolean {
  const merged = happenings.find((what) => what.kind === 'merged')
  return hold.invoice === null && merged !== undefined && happenings.some((what) => what.kind === 'parted') && hold.until >= merged.on
}

function daysOf(roll: Dice, from: Day, to: Day): readonly StoryDay[] {
  const days: StoryDay[] = []
  let mode: Mode = 'automatic'
  let restoredUntil = from
  let staleUntil = from
  const hours = () => Math.floor((8 + roll() * 10) * 3_600)
  for (let on = from; on < to; on = addDays(on, 1)) {
    if (roll.chance(0.05)) mode = roll.pick(['off', 'dry-run', 'approve', 'automatic', 'automatic', 'approve'])
    if (roll.chance(0.02)) restoredUntil = addDays(on, 1 + roll.below(6))
    if (roll.chance(0.03)) staleUntil = addDays(on, 2 + roll.below(5))
    // The machine was off, or its clock went forward by three days.
    if (roll.chance(0.02)) on = addDays(on, 3 + roll.below(9))
    if (on >= to) break
    if (roll.chance(weekday(on) > 5 ? 0.75 : 0.2)) continue
    days.push({
      on,
      mode,
      restored: on < restoredUntil,
      bankRead: on >= staleUntil,
      looks: Array.from({ length: 2 + roll.below(2) }, hours).sort((a, b) => a - b),
      channel: roll.chance(0.06) ? 'down' : roll.chance(0.3) ? 'shaky' : 'up',
      clockBack: roll.chance(0.05),
      kills: roll.chance(0.35),
    })
  }
  return days
}
