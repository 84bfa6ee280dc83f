// A drafted row into a statement line: amounts, days, accounts and currencies, each refused with its reason.
import { accepted, type Parsed, rejected } from '#ports/rejection'
import type { StatementLine } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import { parseAmountText, splitCurrency } from '#values/amount-text'
import { type Currency, findCurrency } from '#values/currency'
import type { Day } from '#values/day'
import { type DayOrder, isClamped, parseDayText } from '#values/day-text'
import { absolute, isZero, type Money } from '#values/money'
import { tidy } from '#values/title-text'
import type { Layout, RowDraft } from './csv-layout.ts'

export type ReadRow = {
  readonly line: StatementLine /** What a gateway kept of it. */
  readonly fee: StatementLine | null
  readonly account: string | undefined
  readonly balance: Money | null
  /** Days that no calendar has, and what was taken in their place. */
  readonly mended: readonly { readonly written: string; readonly day: Day }[]
}

export type RowContext = {
  readonly layout: Layout
  readonly dayOrder: DayOrder
  readonly fileCurrency: Currency | null
  readonly account: string | undefined
}

const optional = <K extends string>(key: K, text: string | undefined): { readonly [key in K]?: string } =>
  text === undefined || tidy(text) === '' ? {} : ({ [key]: tidy(text) } as { readonly [key in K]: string })

function moneyOf(text: string | undefined, currency: Currency, layout: Layout): Money | null {
  if (text === undefined || text.trim() === '') return null
  const split = splitCurrency(text)
  return parseAmountText(split.amount, split.currency ?? currency, layout.decimalMark === undefined ? {} : { mark: layout.decimalMark })
}

function originalOf(draft: RowDraft, amount: Money, layout: Layout): Money | null {
  const currency = draft.original === undefined ? null : findCurrency(draft.original.currency)
  if (currency === null || currency === amount.currency) return null
  const money = moneyOf(draft.original?.amount, currency, layout)
  return money === null ? null : absolute(money)
}

/** A fee beside its payment; the same references lead back to it. */
const feeLine = (of: StatementLine, amount: Money): StatementLine => ({
  bookedOn: of.bookedOn,
  amount,
  title: of.title,
  operation: tidy(`${of.operation ?? ''} fee`),
  status: of.status,
  notAPayment: 'fee',
  ...optional('bankReference', of.bankReference),
  ...optional('customerReference', of.customerReference),
  ...optional('gatewayReference', of.gatewayReference),
})

const mendedDay = (written: string, day: Day | null): ReadRow['mended'] =>
  day !== null && isClamped(written, day) ? [{ written: written.slice(0, 40), day }] : []

/** Reads one draft; the reason names the text that could not be read. */
export function readRow(draft: RowDraft, context: RowContext): Parsed<ReadRow> {
  const { layout } = context
  const split = splitCurrency(draft.amount)
  const code = split.currency ?? draft.currency
  const currency = code === undefined || code === '' ? (context.fileCurrency ?? layout.currency) : findCurrency(code)
  if (currency === null) return rejected('line.unknown-currency', { currency: (draft.currency ?? '').slice(0, 20) })
  const amount = parseAmountText(split.amount, currency, layout.decimalMark === undefined ? {} : { mark: layout.decimalMark })
  if (amount === null) return rejected('line.unreadable-amount', { text: draft.amount.slice(0, 40) })
  const bookedOn = parseDayText(draft.bookedOn, context.dayOrder)
  if (bookedOn === null) return rejected('line.no-day', { text: draft.bookedOn.slice(0, 40) })
  const valueOn = draft.valueOn === undefined ? null : parseDayText(draft.valueOn, context.dayOrder)
  const original = originalOf(draft, amount, layout)
  const charges = moneyOf(draft.charges, currency, layout)
  const line: StatementLine = {
    bookedOn,
    ...(valueOn === null ? {} : { valueOn }),
    amount,
    title: tidy(draft.title),
    ...optional('counterpartyName', draft.name),
    ...optional('counterpartyAccount', accountText(draft.counterpartyAccount ?? '')),
    ...optional('creditedAccount', accountText(draft.creditedAccount ?? '')),
    ...optional('bankReference', draft.bankReference),
    ...optional('customerReference', draft.customerReference),
    ...optional('operation', draft.operation),
    status: draft.isPending === true ? 'pending' : 'booked',
    ...(draft.isReversal === true ? { reversal: true as const } : {}),
    ...(original === null ? {} : { original }),
    ...(charges === null || isZero(charges) ? {} : { charges: absolute(charges) }),
    ...optional('payerEmail', draft.payerEmail),
    ...optional('gatewayReference', draft.gatewayReference),
    ...(draft.notAPayment === undefined ? {} : { notAPayment: draft.notAPayment }),
  }
  const fee = moneyOf(draft.fee, currency, layout)
  return accepted({
    line,
    fee: fee === null || isZero(fee) ? null : feeLine(line, fee),
    account: accountText(draft.ownAccount ?? '') ?? context.account,
    balance: moneyOf(draft.balance, currency, layout),
    mended: [...mendedDay(draft.bookedOn, bookedOn), ...mendedDay(draft.valueOn ?? '', draft.valueOn === draft.bookedOn ? null : valueOn)],
  })
}
