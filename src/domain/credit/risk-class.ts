// The risk class of a customer: how he has paid in the last year, in one word.
import { type Day, daysBetween } from '#values/day'

export const riskClasses = ['low', 'medium', 'high'] as const
export type RiskClass = (typeof riskClasses)[number]

/** An invoice that fell due within the last year; `settledOn` is null while it is open. */
export type DuePast = { readonly dueOn: Day; readonly settledOn: Day | null }

export type Risk = {
  /** Null when fewer than three invoices fell due: too little to judge by. */
  readonly class: RiskClass | null
  readonly due: number
  readonly onTime: number
  /** Sum of days late; those still open count up to today. */
  readonly lateDays: number
}

const leastInvoices = 3

/** Whether `a` is as risky as `b` or more. */
export const atLeast = (a: RiskClass | null, b: RiskClass): boolean => a !== null && riskClasses.indexOf(a) >= riskClasses.indexOf(b)

/**
 * high: late by more than 30 days in the mean, or fewer than 40 % on time · medium: by more than 7 days, or fewer than 75 % on time ·
 * low: everybody else. Whole numbers are compared, so that the edge is exact.
 */
export function riskOf(invoices: readonly DuePast[], today: Day): Risk {
  let [onTime, lateDays] = [0, 0]
  for (const { dueOn, settledOn } of invoices) {
    const late = Math.max(0, daysBetween(dueOn, settledOn ?? today))
    if (settledOn !== null && late === 0) onTime++
    lateDays += late
  }
  const due = invoices.length
  return { class: due < leastInvoices ? null : classOf(due, onTime, lateDays), due, onTime, lateDays }
}

function classOf(due: number, onTime: number, lateDays: number): RiskClass {
  if (lateDays > 30 * due || onTime * 100 < 40 * due) return 'high'
  return lateDays > 7 * due || onTime * 100 < 75 * due ? 'medium' : 'low'
}
