// Whether a debtor may be entered at a bureau on a day, condition by condition, and from which day (BIG Act of 9 April 2010, art. 12, 14, 15, 15a).
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import { PLN } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { add, compare, type Money, zero } from '#values/money'
import { type BigDelivery, bigMinimum } from './big-gate.ts'

export type EntryDebt = {
  readonly invoiceId: Id
  readonly number: string
  readonly dueOn: Day
  readonly open: Money
  /** At the mean rate of the day; null while the rate is not known. */
  readonly zloty: Money | null
  readonly disputed: boolean
}

/** A demand that warned of the entry, as a person knows it went out. */
export type EntryNotice = {
  readonly sentOn: Day
  readonly delivery: BigDelivery
  readonly bureau: string
  /** The debts that it demanded; left out: all that were due on its day. */
  readonly invoiceIds?: readonly Id[] | null
}

export type EntryCase = {
  readonly debtor: 'business' | 'consumer'
  /** The bureau with which there is a written contract (art. 12). */
  readonly bureau: { readonly name: string; readonly seat: string } | null
  /** The contract provides for demands by e-mail (art. 15(1a)). */
  readonly emailDemands: boolean
  readonly debts: readonly EntryDebt[]
  readonly notices: readonly EntryNotice[]
}

export type EntryCondition =
  | { readonly id: 'contract'; readonly state: ConditionState; readonly bureau: string | null }
  | { readonly id: 'amount'; readonly state: ConditionState; readonly sum: Money; readonly needed: Money }
  | { readonly id: 'rates'; readonly state: ConditionState; readonly numbers: readonly string[] }
  | { readonly id: 'overdue'; readonly state: ConditionState; readonly days: number; readonly needed: number; readonly from: Day | null }
  | {
      readonly id: 'notice'
      readonly state: ConditionState
      readonly sentOn: Day | null
      readonly lack: 'none' | 'way' | 'bureau' | 'not-due' | null
    }
  | { readonly id: 'month'; readonly state: ConditionState; readonly from: Day | null }
  | { readonly id: 'dispute'; readonly state: ConditionState; readonly numbers: readonly string[] }
/** `disclose`: hinders nothing, but the entry has to say it. */
export type ConditionState = 'met' | 'unmet' | 'disclose'

export type JudgedDebt = EntryDebt & {
  /** The demand that warned of this debt; null where none did. */
  readonly noticedOn: Day | null
  /** The first day on which this debt may stand in an entry. */
  readonly ripeOn: Day | null
}

export type EntryJudgement = {
  readonly allowed: boolean
  readonly conditions: readonly EntryCondition[]
  /** The first day on which the sum that is ripe reaches the minimum; null while none is in sight. */
  readonly earliestOn: Day | null
  readonly debts: readonly JudgedDebt[]
}

export const bigOverdueDays = 30
/** Claims on consumers older than this are not entered (art. 14). */
const consumerYears = 6

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)
const overdueFrom = (debt: EntryDebt): Day => addDays(effectiveDueOn(debt.dueOn), bigOverdueDays + 1)
const monthOver = (sentOn: Day): Day => addDays(addMonths(sentOn, 1), 1)

export function judgeEntry(of: EntryCase, on: Day): EntryJudgement {
  const needed = bigMinimum[of.debtor]
  const wayCounts = (notice: EntryNotice) => notice.delivery !== 'email' || (of.debtor === 'business' && of.emailDemands)
  const byWay = of.notices.filter(wayCounts)
  const valid = byWay.filter((notice) => notice.bureau === of.bureau?.name).toSorted((a, b) => (a.sentOn < b.sentOn ? -1 : 1))
  const debts = of.debts
    .filter((debt) => effectiveDueOn(debt.dueOn) < on)
    .filter((debt) => of.debtor === 'business' || addMonths(effectiveDueOn(debt.dueOn), 12 * consumerYears) >= on)
    .map((debt): JudgedDebt => {
      // A demand of what was not due yet, or of other debts, warned of nothing.
      const noticedOn =
        valid.find(
          (notice) =>
            notice.sentOn > effectiveDueOn(debt.dueOn) && (notice.invoiceIds == null || notice.invoiceIds.includes(debt.invoiceId)),
        )?.sentOn ?? null
      return { ...debt, noticedOn, ripeOn: noticedOn === null ? null : laterOf(overdueFrom(debt), monthOver(noticedOn)) }
    })
  const reached = (dayOf: (debt: JudgedDebt) => Day | null): Day | null => dayWhenReached(debts, needed, dayOf)

  const sum = debts.reduce((all, debt) => (debt.zloty === null ? all : add(all, debt.zloty)), zero(PLN))
  const unknown = debts.filter((debt) => debt.zloty === null).map((debt) => debt.number)
  const disputed = debts.filter((debt) => debt.disputed).map((debt) => debt.number)
  const decisive = reached((debt) => effectiveDueOn(debt.dueOn)) ?? debts.map((debt) => effectiveDueOn(debt.dueOn)).toSorted()[0] ?? null
  const overdueOn = decisive === null ? null : addDays(decisive, bigOverdueDays + 1)
  const noticedOn = reached((debt) => debt.noticedOn)
  const monthFrom = noticedOn === null ? null : monthOver(noticedOn)
  const earliestOn = reached((debt) => debt.ripeOn)
  const when = (met: boolean): ConditionState => (met ? 'met' : 'unmet')
  const hasBureau = of.bureau !== null && of.bureau.name.trim() !== '' && of.bureau.seat.trim() !== ''
  const lack =
    noticedOn !== null ? null : of.notices.length === 0 ? 'none' : byWay.length === 0 ? 'way' : valid.length === 0 ? 'bureau' : 'not-due'
  const conditions: readonly EntryCondition[] = [
    { id: 'contract', state: when(hasBureau), bureau: of.bureau?.name ?? null },
    { id: 'amount', state: when(compare(sum, needed) >= 0), sum, needed },
    ...(unknown.length === 0 ? [] : [{ id: 'rates', state: 'unmet', numbers: unknown } as const]),
    {
      id: 'overdue',
      state: when(overdueOn !== null && on >= overdueOn),
      days: decisive === null ? 0 : daysBetween(decisive, on),
      needed: bigOverdueDays,
      from: overdueOn,
    },
    { id: 'notice', state: when(noticedOn !== null), sentOn: noticedOn, lack },
    { id: 'month', state: when(monthFrom !== null && on >= monthFrom), from: monthFrom },
    ...(disputed.length === 0 ? [] : [{ id: 'dispute', state: 'disclose', numbers: disputed } as const]),
  ]
  const allowed = conditions.every(({ state }) => state !== 'unmet') && earliestOn !== null && on >= earliestOn
  return { allowed, conditions, earliestOn, debts }
}

/** The day on which the debts, taken in the order of their days, first make up the minimum. */
function dayWhenReached(debts: readonly JudgedDebt[], needed: Money, dayOf: (debt: JudgedDebt) => Day | null): Day | null {
  const dated = debts.flatMap((debt) => {
    const on = dayOf(debt)
    return on === null || debt.zloty === null ? [] : [{ on, zloty: debt.zloty }]
  })
  let sum = zero(PLN)
  for (const { on, zloty } of dated.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    sum = add(sum, zloty)
    if (compare(sum, needed) >= 0) return on
  }
  return null
}

/** After a payment the entry is brought up to date within this many days (art. 29). */
const updateDays = 14
export const bigUpdateDueOn = (paidOn: Day): Day => addDays(paidOn, updateDays)
