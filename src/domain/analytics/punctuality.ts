// Punctuality: which part of what fell due was paid in time, and how late the rest came.
import { type Day, daysBetween } from '#values/day'

export type DueInvoice = { readonly dueOn: Day; readonly settledOn: Day | null }

export type Punctuality = {
  /** Invoices that fell due. */
  readonly due: number
  readonly onTime: number
  /** Share paid on or before the due day, per cent; null when nothing fell due. */
  readonly onTimePercent: number | null
  /** Mean days after the due day of those that are settled, early ones counted as zero; null when none is. */
  readonly meanDelayDays: number | null
}

/** Counts invoices; one that is not settled yet is not on time. */
export function punctuality(invoices: readonly DueInvoice[]): Punctuality {
  const delays = invoices.flatMap(({ dueOn, settledOn }) => (settledOn === null ? [] : [Math.max(0, daysBetween(dueOn, settledOn))]))
  const onTime = invoices.filter(({ dueOn, settledOn }) => settledOn !== null && settledOn <= dueOn).length
  return {
    due: invoices.length,
    onTime,
    onTimePercent: invoices.length === 0 ? null : (onTime / invoices.length) * 100,
    meanDelayDays: delays.length === 0 ? null : delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
  }
}
