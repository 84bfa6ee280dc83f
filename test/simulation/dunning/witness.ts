// Stands beside the channel and knows what is true: every message that a customer gets is held against the books, the calendar and what people said.
import type { OutgoingMessage } from '#ports/channel'
import { type Day, dayOf, daysBetween, wallClock, weekday } from '#values/day'
import type { Mode, Story, StoryHold } from './story.ts'

const zone = 'Europe/Warsaw'
/** Written down here, and not asked of the calendar that is on trial. */
const holidays = new Set(
  '2025-01-01 2025-01-06 2025-04-20 2025-04-21 2025-05-01 2025-05-03 2025-06-08 2025-06-19 2025-08-15 2025-11-01 2025-11-11 2025-12-24 2025-12-25 2025-12-26 2026-01-01 2026-01-06 2026-04-05 2026-04-06 2026-05-01 2026-05-03 2026-05-24 2026-06-04 2026-08-15 2026-11-01 2026-11-11 2026-12-24 2026-12-25 2026-12-26 2027-01-01 2027-01-06'.split(
    ' ',
  ),
)

export type Got = {
  readonly key: string
  readonly customer: number
  readonly at: Date
  readonly on: Day
  readonly numbers: readonly string[]
}

export type Witness = {
  readonly got: readonly Got[]
  readonly wrong: readonly string[]
  /** What the house may do from now on. */
  now(state: { readonly mode: Mode; readonly restored: boolean; readonly bankReadAt: Date | null }): void
  paid(invoice: string, minor: bigint): void
  struckOff(customer: number, is: boolean): void
  endHolds(): void
  hear(message: OutgoingMessage, at: Date): void
}

export function witness(story: Story, times: { readonly minGapDays: number; readonly maxPerWeek: number }): Witness {
  const got: Got[] = []
  const wrong: string[] = []
  const received = new Map<string, bigint>()
  const struck = new Set<number>()
  let holds: readonly StoryHold[] = story.holds
  let house: Parameters<Witness['now']>[0] = { mode: 'off', restored: false, bankReadAt: null }
  const holding = (customer: number, number: string, on: Day) =>
    holds.find(
      (hold) => hold.customer === customer && (hold.invoice === null || hold.invoice === number) && hold.from <= on && on <= hold.until,
    )
  return {
    got,
    wrong,
    now: (state) => {
      house = state
    },
    paid: (invoice, minor) => void received.set(invoice, (received.get(invoice) ?? 0n) + minor),
    struckOff: (customer, is) => void (is ? struck.add(customer) : struck.delete(customer)),
    endHolds: () => {
      holds = []
    },
    hear: (message, at) => {
      const on = dayOf(at, zone)
      const { hour, minute } = wallClock(at, zone)
      const say = (what: string) => wrong.push(`${at.toISOString()} ${message.key.split('/')[1]}: ${what}`)
      const customer = Number(/klient-(\d+)@/.exec(message.to[0]?.address ?? '')?.[1] ?? -1)
      const numbers = story.invoices
        .filter((invoice) => new RegExp(`${invoice.number}(?!\\d)`).test(message.text))
        .map((each) => each.number)
      if (numbers.length === 0) say('names no invoice')
      for (const number of numbers) {
        const invoice = story.invoices.find((each) => each.number === number)
        if (invoice === undefined || invoice.customer !== customer) say(`names ${number} of another customer`)
        else if ((received.get(number) ?? 0n) >= invoice.minor) say(`asks for ${number}, whose money is here`)
        const hold = holding(customer, number, on)
        if (hold !== undefined) say(`asks for ${number} during ${hold.kind}`)
      }
      if (house.mode === 'off' || house.mode === 'dry-run') say(`went in mode ${house.mode}`)
      if (house.restored) say('left a restored copy')
      if (house.bankReadAt === null || at.getTime() - house.bankReadAt.getTime() > 36 * 3_600_000) say('went on stale bank data')
      if (struck.has(customer)) say('went to an address that was struck off')
      const minutes = hour * 60 + minute
      const ends = /-12-(24|31)$/.test(on) ? 12 * 60 : 16 * 60
      if (weekday(on) > 5 || holidays.has(on)) say(`went on a day off, ${on}`)
      else if (minutes < 9 * 60 || minutes >= ends) say(`went outside the window, at ${hour}:${String(minute).padStart(2, '0')}`)
      if (got.some((each) => each.key === message.key)) say('went twice')
      const before = got.filter((each) => each.customer === customer)
      const last = before
        .map((each) => each.on)
        .sort()
        .at(-1)
      if (last !== undefined && daysBetween(last, on) < times.minGapDays) say(`went ${daysBetween(last, on)} days after the last one`)
      if (before.filter((each) => daysBetween(each.on, on) < 7).length >= times.maxPerWeek)
        say(`was one too many in a week after ${before.map((each) => `${each.key.split(':').at(-1)} on ${each.on}`).join(', ')}`)
      if (got.filter((each) => Math.abs(each.at.getTime() - at.getTime()) < 3_600_000).length >= story.perHour)
        say('was one too many in an hour')
      got.push({ key: message.key, customer, at, on, numbers })
    },
  }
}
