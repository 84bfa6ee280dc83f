// Values of credit control in the shape of the contract.

import type { RatioDefinition } from '#domain/credit/ratio-definition'
import type { PartialThresholds, Thresholds } from '#domain/credit/thresholds'
import type { BlockRow, ExceptionRow } from '#store/views/credit-blocks'
import { type Currency, currency } from '#values/currency'
import { Failure } from '#values/failure'
import { type Money, money } from '#values/money'

type RatioView = Omit<RatioDefinition, 'leastTurnoverMinor'> & { readonly leastTurnover: Money }
type MoneyLine = 'overdueAmount' | 'overdueAmountRelease' | 'creditLimit'
export type LinesView = { readonly [K in keyof Thresholds]?: (K extends MoneyLine ? Money | null : Thresholds[K]) | undefined }

export const ratioView = ({ leastTurnoverMinor, ...rest }: RatioDefinition, base: Currency): RatioView => ({
  ...rest,
  leastTurnover: money(leastTurnoverMinor, base),
})

/** Failure `credit.currency-wrong`: lines are drawn in the company's own currency. */
function minorOf(amount: Money, base: Currency): bigint {
  if (amount.currency !== base) throw new Failure('credit.currency-wrong', { currency: base })
  return amount.minor
}

export const ratioOf = ({ leastTurnover, ...rest }: RatioView, base: Currency): RatioDefinition => ({
  ...rest,
  leastTurnoverMinor: minorOf(leastTurnover, base),
})

const amountView = (minor: bigint | null, base: Currency): Money | null => (minor === null ? null : money(minor, base))

/** Lines as they count: each is there. */
export const linesView = (lines: Thresholds, base: Currency) => ({
  ...lines,
  overdueAmount: amountView(lines.overdueAmount, base),
  overdueAmountRelease: amountView(lines.overdueAmountRelease, base),
  creditLimit: amountView(lines.creditLimit, base),
})

const mapped = <T>(value: T | null | undefined, map: (value: T) => unknown): unknown =>
  value === undefined || value === null ? value : map(value)

/** The lines of one rule: what it leaves out stays out. */
export const ruleLinesView = (lines: PartialThresholds, base: Currency): LinesView => {
  const view = (minor: bigint) => money(minor, base)
  const { overdueAmount, overdueAmountRelease, creditLimit } = lines
  return {
    ...lines,
    overdueAmount: mapped(overdueAmount, view),
    overdueAmountRelease: mapped(overdueAmountRelease, view),
    creditLimit: mapped(creditLimit, view),
  } as LinesView
}

export const linesOf = (view: LinesView, base: Currency): PartialThresholds => {
  const minor = (amount: Money) => minorOf(amount, base)
  const { overdueAmount, overdueAmountRelease, creditLimit } = view
  return {
    ...view,
    overdueAmount: mapped(overdueAmount, minor),
    overdueAmountRelease: mapped(overdueAmountRelease, minor),
    creditLimit: mapped(creditLimit, minor),
  } as PartialThresholds
}

export function figuresView(kept: NonNullable<BlockRow['figures']>) {
  const base = currency(kept.currency)
  const amount = (minor: string): Money => money(BigInt(minor), base)
  return {
    on: kept.on,
    from: kept.from,
    open: amount(kept.openMinor),
    overdue: amount(kept.overdueMinor),
    disputed: amount(kept.disputedMinor),
    numerator: amount(kept.numeratorMinor),
    turnover: amount(kept.turnoverMinor),
    basisPoints: kept.basisPoints === null ? null : Number(kept.basisPoints),
    lack: kept.lack,
    overdueDays: kept.overdueDays,
    oldestOverdueOn: kept.oldestOverdueOn,
    withoutNet: kept.withoutNet,
    withoutRate: [...kept.withoutRate],
  }
}

/** Names of the actors of rows: `person:usr_…` by the people given, everybody else the house itself. */
export const nameOf = (actor: string, people: ReadonlyMap<string, string>): string => {
  const [kind, id] = [actor.slice(0, actor.indexOf(':')), actor.slice(actor.indexOf(':') + 1)]
  return kind === 'person' ? (people.get(id) ?? id) : 'Skarbnik'
}

export const userIdsOf = (actors: readonly (string | null)[]): readonly string[] =>
  actors.flatMap((actor) => (actor?.startsWith('person:') ? [actor.slice('person:'.length)] : []))

export const exceptionView = (exception: ExceptionRow, people: ReadonlyMap<string, string>, caller: string) => ({
  exceptionId: exception.exceptionId,
  untilOn: exception.untilOn,
  why: exception.why,
  approved: exception.approved,
  createdByName: nameOf(exception.createdBy, people),
  approvedByName: exception.approvedBy === null ? null : nameOf(exception.approvedBy, people),
  mayApprove: !exception.approved && exception.createdBy !== caller,
})
