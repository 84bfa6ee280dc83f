// A customer's credit figures on past days, from the dated facts of the ledger: a row for each day on which something changed.
import type { Currency } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween } from '#values/day'
import { divideRounded } from '#values/money'
import type { BaseAmount } from './base-amount.ts'
import { type CreditFigures, type CreditInvoice, creditFigures, type DebtRatio, debtRatio } from './debt-ratio.ts'
import type { RatioDefinition } from './ratio-definition.ts'
import { type DuePast, type RiskClass, riskOf } from './risk-class.ts'

/** What one day did to an invoice: to its total, to what is open, and how much of it advance invoices had billed. */
export type DatedChange = { readonly on: Day; readonly totalMinor: bigint; readonly openMinor: bigint; readonly deductedMinor: bigint }

export type DatedInvoice = {
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly currency: Currency
  /** Net of the whole document as it stands today. */
  readonly netMinor: bigint | null
  /** By day. */
  readonly changes: readonly DatedChange[]
  readonly disputes: readonly { readonly from: Day; readonly until: Day | null }[]
}

export type CreditDay = {
  readonly on: Day
  readonly figures: CreditFigures
  readonly ratio: DebtRatio
  /** Null also where nobody asked for it. */
  readonly risk: RiskClass | null
}

const disputedOn = (invoice: DatedInvoice, on: Day): boolean =>
  invoice.disputes.some(({ from, until }) => from <= on && (until === null || until > on))

/** The document from each of its changes on, without disputes: counted once, as a history looks at it on hundreds of days. */
type Stand = { readonly on: Day; readonly invoice: CreditInvoice }

function standsOf(invoice: DatedInvoice): readonly Stand[] {
  let [total, open, deducted] = [0n, 0n, 0n]
  const whole = invoice.changes.reduce((sum, change) => sum + change.totalMinor, 0n)
  return invoice.changes.map((change) => {
    total += change.totalMinor
    open += change.openMinor
    deducted += change.deductedMinor
    const gross = total - deducted
    const netMinor = invoice.netMinor === null || whole === 0n ? null : divideRounded(invoice.netMinor * gross, whole)
    // What is set against a document never turns its sign; an excess stands elsewhere.
    const wrongSign = total < 0n ? open > 0n : open < 0n
    return {
      on: change.on,
      invoice: {
        issueOn: invoice.issueOn,
        dueOn: invoice.dueOn,
        currency: invoice.currency,
        grossMinor: gross,
        netMinor: total === 0n ? 0n : netMinor,
        openMinor: wrongSign ? 0n : open,
        disputed: false,
        count: 1,
      },
    }
  })
}

/** The document as it stood at the end of the day `on`; null before it was issued. */
function standing(invoice: DatedInvoice, stands: readonly Stand[], on: Day): CreditInvoice | null {
  const found = stands.findLast((stand) => stand.on <= on)?.invoice
  if (found === undefined) return null
  return disputedOn(invoice, on) ? { ...found, disputed: true } : found
}

/** When the invoice was first fully settled on or before `on`; null while it is open. */
function settledBy(invoice: DatedInvoice, on: Day): Day | null {
  let [open, settled]: [bigint, Day | null] = [0n, null]
  for (const change of invoice.changes) {
    if (change.on > on) break
    open += change.openMinor
    settled = open === 0n ? (settled ?? change.on) : null
  }
  return settled
}

/** How the invoices that fell due in the year before `on` were paid by then. */
function riskOn(invoices: readonly DatedInvoice[], on: Day): RiskClass | null {
  const from = addDays(on, -365)
  const due = invoices.flatMap((invoice): DuePast[] => {
    const total = invoice.changes.reduce((sum, change) => sum + (change.on <= on ? change.totalMinor : 0n), 0n)
    if (invoice.dueOn === null || invoice.dueOn < from || invoice.dueOn >= on || total <= 0n) return []
    return [{ dueOn: invoice.dueOn, settledOn: settledBy(invoice, on) }]
  })
  return riskOf(due, on).class
}

/** The day on which a document issued then leaves the period of turnover. */
function leavesPeriod(period: RatioDefinition['period'], issueOn: Day): readonly Day[] {
  if (period === 'year-to-date') return [`${Number(issueOn.slice(0, 4)) + 1}-01-01` as Day]
  const months = { 'months-3': 3, 'months-6': 6, 'months-12': 12 }[period]
  // At the end of a month several days have the same day of months ago; asking a few days around costs nothing.
  return [0, 1, 2, 3].map((more) => addDays(addMonths(issueOn, months), more))
}

/** Days between `from` and `to` on which a figure may change; all of them once another currency is open, for its rate is of the day. */
function turningDays(invoices: readonly DatedInvoice[], definition: RatioDefinition, base: Currency, from: Day, to: Day): readonly Day[] {
  const days = new Set<Day>([from])
  const note = (on: Day): void => {
    if (on > from && on <= to) days.add(on)
  }
  for (const invoice of invoices) {
    for (const { on } of invoice.changes) note(on)
    for (const { from: begun, until } of invoice.disputes) {
      note(begun)
      if (until !== null) note(until)
    }
    if (invoice.dueOn !== null) note(addDays(invoice.dueOn, 1))
    for (const on of leavesPeriod(definition.period, invoice.issueOn)) note(on)
    note(addDays(invoice.issueOn, definition.leastAgeDays))
    if (invoice.currency !== base) for (let on = invoice.issueOn < from ? from : invoice.issueOn; on <= to; on = addDays(on, 1)) note(on)
  }
  return [...days].sort()
}

/** The figures from `from` to `to`, each row standing until the next; the days overdue go on between two rows. */
export function creditHistory(
  invoices: readonly DatedInvoice[],
  definition: RatioDefinition,
  span: { readonly from: Day; readonly to: Day; readonly base: Currency; readonly inBase: BaseAmount; readonly withRisk: boolean },
): readonly CreditDay[] {
  const dated = invoices.map((invoice) => ({ invoice, stands: standsOf(invoice) }))
  return turningDays(invoices, definition, span.base, span.from, span.to).map((on) => {
    const standings = dated.flatMap(({ invoice, stands }) => standing(invoice, stands, on) ?? [])
    const figures = creditFigures(standings, definition, on, span.inBase)
    return { on, figures, ratio: debtRatio(figures, definition), risk: span.withRisk ? riskOn(invoices, on) : null }
  })
}

/** The figures of a day between two rows: the earlier row, with the days overdue counted on. */
export function onDay(row: CreditDay, on: Day): CreditFigures {
  const { oldestOverdueOn } = row.figures
  return { ...row.figures, on, overdueDays: oldestOverdueOn === null ? 0 : daysBetween(oldestOverdueOn, on) }
}
