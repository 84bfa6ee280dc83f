// What befalls a quarter beside invoices and payments: corrections, withdrawals, money taken back, what customers say, mergers, a changed policy.
import { type Preset, presets } from '#domain/dunning/policy-presets'
import { addDays, type Day, daysBetween } from '#values/day'
import { type Dice, dice } from './dice.ts'
import type { StoryInvoice, StoryPayment } from './story-facts.ts'

export type Happening = {
  readonly on: Day
  /** Before the day's plan, or between the plan and the sending. */
  readonly when: 'dawn' | 'midday'
} & (
  | { readonly kind: 'correction'; readonly invoice: string; readonly minor: bigint }
  | { readonly kind: 'withdrawn'; readonly invoice: string }
  | { readonly kind: 'returned'; readonly payment: StoryPayment }
  | { readonly kind: 'promise'; readonly invoice: string; readonly promisedOn: Day }
  | { readonly kind: 'dispute-opened'; readonly invoice: string }
  | { readonly kind: 'dispute-closed'; readonly invoice: string }
  | { readonly kind: 'instalments'; readonly invoice: string; readonly rows: readonly Instalment[] }
  | { readonly kind: 'merged'; readonly from: number; readonly into: number }
  | { readonly kind: 'parted'; readonly from: number; readonly into: number }
  | { readonly kind: 'left-out' | 'taken-in'; readonly customer: number }
  | { readonly kind: 'policy'; readonly preset: Preset }
)

/** `paid`: he will keep to it. */
export type Instalment = { readonly dueOn: Day; readonly minor: bigint; readonly paid: boolean }

export type Befallen = { readonly happenings: readonly Happening[]; readonly payments: readonly StoryPayment[] }

/** Each invoice meets with one thing at most, so that what is true of it stays plain. */
export function befalls(
  seed: number,
  about: {
    readonly from: Day
    readonly customers: number
    readonly invoices: readonly StoryInvoice[]
    readonly payments: readonly StoryPayment[]
  },
): Befallen {
  const roll = dice(seed ^ 0x5f3759df)
  const each = about.invoices.map((invoice) =>
    befallsInvoice(
      roll,
      invoice,
      about.payments.filter((payment) => payment.invoice === invoice.number),
      about.from,
    ),
  )
  const when = () => (roll.chance(0.5) ? 'dawn' : 'midday')
  const others: Happening[] = []
  if (roll.chance(0.2)) {
    const from = roll.below(about.customers)
    const both = { from, into: (from + 1) % about.customers }
    const on = addDays(about.from, roll.below(80))
    others.push({ ...both, kind: 'merged', on, when: when() })
    if (roll.chance(0.5)) others.push({ ...both, kind: 'parted', on: addDays(on, 1 + roll.below(25)), when: when() })
  } else if (roll.chance(0.15)) {
    const customer = roll.below(about.customers)
    const on = addDays(about.from, roll.below(70))
    others.push({ customer, kind: 'left-out', on, when: when() })
    others.push({ customer, kind: 'taken-in', on: addDays(on, 1 + roll.below(20)), when: when() })
  }
  for (let left = roll.chance(0.3) ? 1 + roll.below(2) : 0; left > 0; left--)
    others.push({ kind: 'policy', on: addDays(about.from, roll.below(80)), when: when(), preset: roll.pick(presets) })
  return {
    happenings: [...each.flatMap((one) => one.happenings), ...others].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    payments: each.flatMap((one) => one.payments),
  }
}

const nothing: Befallen = { happenings: [], payments: [] }

function befallsInvoice(roll: Dice, invoice: StoryInvoice, payments: readonly StoryPayment[], from: Day): Befallen {
  const kind = roll()
  const on = addDays(from, Math.max(roll.below(60), daysBetween(from, invoice.issueOn)))
  const at = { on, when: roll.chance(0.5) ? ('dawn' as const) : ('midday' as const), invoice: invoice.number }
  const only = (...happenings: Happening[]): Befallen => ({ happenings, payments: [] })
  // A payment that names nothing is known by its amount alone: were another sum owed by then, nobody could know whose it is.
  if (kind < 0.12 && payments.every((payment) => payment.title === 'clear'))
    return only({ ...at, kind: 'correction', minor: roll.chance(0.3) ? invoice.minor : BigInt(1_000 + roll.below(5_000)) })
  if (kind < 0.2) return only({ ...at, kind: 'withdrawn' })
  const [first] = payments
  if (kind < 0.4 && payments.length === 1 && first?.title === 'clear')
    return only({ on: addDays(first.on, 2 + roll.below(12)), when: at.when, kind: 'returned', payment: first })
  if (kind < 0.5) return only({ ...at, kind: 'promise', promisedOn: addDays(on, 2 + roll.below(15)) })
  if (kind < 0.62)
    return only(
      { ...at, kind: 'dispute-opened' },
      { ...at, kind: 'dispute-closed', on: addDays(on, 1 + roll.below(25)), when: roll.chance(0.5) ? 'dawn' : 'midday' },
    )
  if (kind < 0.75 && payments.length === 0) return instalmentsOf(roll, invoice, at)
  return nothing
}

/** Two or three parts a week from each other; the last of them, or an earlier one, is never paid in half of the stories. */
function instalmentsOf(
  roll: Dice,
  invoice: StoryInvoice,
  at: { readonly on: Day; readonly when: 'dawn' | 'midday'; readonly invoice: string },
): Befallen {
  const parts = 2 + roll.below(2)
  const missed = roll.chance(0.5) ? roll.below(parts) : parts
  const share = invoice.minor / BigInt(parts)
  const rows = Array.from({ length: parts }, (_, nth) => ({
    dueOn: addDays(at.on, 7 * (nth + 1)),
    minor: nth === parts - 1 ? invoice.minor - share * BigInt(parts - 1) : share,
    paid: nth < missed,
  }))
  return {
    happenings: [{ ...at, kind: 'instalments', rows }],
    payments: rows.flatMap((row, nth): StoryPayment[] =>
      row.paid
        ? [
            {
              id: `${invoice.number} part ${nth + 1}`,
              on: row.dueOn,
              when: 'dawn',
              customer: invoice.customer,
              invoice: invoice.number,
              minor: row.minor,
              title: 'clear',
            },
          ]
        : [],
    ),
  }
}
