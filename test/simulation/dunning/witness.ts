// Stands beside the channels and knows what is true: every message that a customer gets is held against the books, the calendar and what people said.
import type { OutgoingMessage } from '#ports/channel'
import { type Day, dayOf, daysBetween, wallClock } from '#values/day'
import { isDayOff } from './plain-calendar.ts'
import type { Mode, Story } from './story.ts'
import { type Truth, truthOf } from './truth.ts'

const zone = 'Europe/Warsaw'

export type Got = {
  readonly key: string
  readonly medium: Medium
  readonly customer: number
  readonly at: Date
  readonly on: Day
  readonly numbers: readonly string[]
}

type Medium = 'email' | 'sms' | 'letter'
type Times = { readonly minGapDays: number; readonly maxPerWeek: number }
type HouseNow = { readonly mode: Mode; readonly restored: boolean; readonly bankReadAt: Date | null; readonly times: Times }

export type Witness = {
  readonly got: readonly Got[]
  readonly wrong: readonly string[]
  readonly truth: Truth
  /** What the house may do from now on. */
  now(state: HouseNow): void
  hear(message: Pick<OutgoingMessage, 'key' | 'to' | 'text'>, medium: Medium, at: Date): void
}

/** A letter or an SMS beside a mail about the same invoices is one writing to the customer, though the post goes some days later. */
const isSameWriting = (a: Got, b: Got): boolean =>
  a.medium !== b.medium && Math.abs(daysBetween(a.on, b.on)) <= 10 && a.numbers.some((number) => b.numbers.includes(number))

/** `1234,50`: as the text says it, without the blanks between thousands. */
const amountText = (minor: bigint): string => `${minor / 100n},${String(minor % 100n).padStart(2, '0')}`

export function witness(story: Story, times: Times): Witness {
  const got: Got[] = []
  const wrong: string[] = []
  const truth = truthOf(story)
  let house: HouseNow = { mode: 'off', restored: false, bankReadAt: null, times }

  function aboutInvoices(text: string, { medium, customer, on, numbers }: Got): readonly string[] {
    const plain = text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, '')
    const says: string[] = numbers.length === 0 ? ['names no invoice'] : []
    for (const number of numbers) {
      const due = truth.balance(number)
      if (truth.customerOf(number) !== customer) says.push(`names ${number} of another customer`)
      else if (due <= 0n) says.push(`asks for ${number}, of which nothing is owed`)
      else if (medium !== 'sms' && truth.extra(customer) === 0n && !plain.includes(amountText(due)))
        says.push(`does not name ${amountText(due)}, which is owed for ${number}`)
      const hold = truth.holdOn(number, on)
      if (hold !== null) says.push(`asks for ${number} during ${hold}`)
    }
    return says
  }

  function aboutTime(at: Date, on: Day): readonly string[] {
    const { hour, minute } = wallClock(at, zone)
    const minutes = hour * 60 + minute
    const ends = /-12-(24|31)$/.test(on) ? 12 * 60 : 16 * 60
    if (isDayOff(on)) return [`went on a day off, ${on}`]
    return minutes < 9 * 60 || minutes >= ends ? [`went outside the window, at ${hour}:${String(minute).padStart(2, '0')}`] : []
  }

  function aboutHouse(at: Date, medium: Medium, customer: number): readonly string[] {
    const stale = house.bankReadAt === null || at.getTime() - house.bankReadAt.getTime() > 36 * 3_600_000
    return [
      ...(house.mode === 'off' || house.mode === 'dry-run' ? [`went in mode ${house.mode}`] : []),
      ...(house.restored ? ['left a restored copy'] : []),
      ...(stale ? ['went on stale bank data'] : []),
      ...(medium === 'email' && truth.isStruckOff(customer) ? ['went to an address that was struck off'] : []),
    ]
  }

  function aboutOthers(one: Got): readonly string[] {
    const before = got.filter((each) => truth.customerNow(each.customer) === one.customer && !isSameWriting(each, one))
    const last = before
      .map((each) => each.on)
      .sort()
      .at(-1)
    const inWeek = before.filter(
      (each, nth) => daysBetween(each.on, one.on) < 7 && !before.slice(0, nth).some((earlier) => isSameWriting(earlier, each)),
    )
    const inHour = got.filter((each) => Math.abs(each.at.getTime() - one.at.getTime()) < 3_600_000)
    return [
      ...(got.some((each) => each.key === one.key) ? ['went twice'] : []),
      ...(last !== undefined && daysBetween(last, one.on) < house.times.minGapDays
        ? [`went ${daysBetween(last, one.on)} days after the last one`]
        : []),
      ...(inWeek.length >= house.times.maxPerWeek
        ? [`was one too many in a week, after ${inWeek.map((each) => `${each.medium} on ${each.on}`).join(', ')}`]
        : []),
      ...(inHour.length >= story.perHour ? ['was one too many in an hour'] : []),
    ]
  }

  return {
    got,
    wrong,
    truth,
    now: (state) => {
      house = state
    },
    hear: (message, medium, at) => {
      const on = dayOf(at, zone)
      const customer = Number(
        /klient-(\d+)@|60000000(\d)|Klientów (\d+)/
          .exec(message.to[0]?.address ?? '')
          ?.slice(1)
          .find(Boolean) ?? -1,
      )
      const numbers = story.invoices.map((each) => each.number).filter((number) => new RegExp(`${number}(?!\\d)`).test(message.text))
      const one: Got = { key: message.key, medium, customer, at, on, numbers }
      for (const what of [
        ...aboutInvoices(message.text, one),
        ...aboutHouse(at, medium, customer),
        ...aboutTime(at, on),
        ...aboutOthers(one),
      ])
        wrong.push(`${at.toISOString()} ${message.key.split('/')[1]}: ${what}`)
      got.push(one)
    },
  }
}
