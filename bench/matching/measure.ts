// Decides a generated case the way `skarbnik match` does, and counts what is right by category and by probability.
import { readInvoiceLine, readPaymentLine } from '#cli/match-lines'
import { buildMatchingIndex, decideAll } from '#domain/matching/matching'
import { defaultMatchingSettings } from '#domain/matching/settings'
import { type Decision, nothingLearnt, type OpenInvoice, type PaymentFacts } from '#domain/matching/types'
import { formatDecimal } from '#values/decimal'
import { caseLines } from './case-lines.ts'
import type { CaseTruth, MatchingCase } from './case-types.ts'

export type Count = { payments: number; matchable: number; posted: number; postedRight: number; suggested: number; suggestedRight: number }
export type Sample = { readonly category: string; readonly probability: number; readonly right: boolean; readonly decision: Decision }

const blank = (): Count => ({ payments: 0, matchable: 0, posted: 0, postedRight: 0, suggested: 0, suggestedRight: 0 })

function byCompany<T>(
  lines: readonly string[],
  read: (line: string) => ReturnType<typeof readInvoiceLine> | ReturnType<typeof readPaymentLine>,
): Map<string, T[]> {
  const rows = new Map<string, T[]>()
  for (const line of lines) {
    const result = read(line)
    if (!result.ok) throw new Error(`the generator wrote a wrong line: ${result.why}`)
    const { company, value } = result.value
    rows.set(company, [...(rows.get(company)?.splice(0) ?? []), value as T])
  }
  return rows
}

const setOf = (allocations: readonly { readonly invoiceId: string; readonly amount: string }[], amountsMatter: boolean): string =>
  allocations
    .map((each) => (amountsMatter ? `${each.invoiceId}=${each.amount}` : each.invoiceId))
    .sort()
    .join('|')

const decimal = (minor: number): string =>
  `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${(Math.abs(minor) % 100).toString().padStart(2, '0')}`

function isRight(truth: CaseTruth, decision: Decision): boolean {
  const wanted = truth.allocations.map((each) => ({ invoiceId: each.invoiceId, amount: decimal(each.amount) }))
  const got = decision.allocations.map((each) => ({ invoiceId: each.invoiceId, amount: formatDecimal(each.amount) }))
  return setOf(got, truth.amountsMatter) === setOf(wanted, truth.amountsMatter)
}

/** Decisions of one case beside its truth. */
export function samplesOf(made: MatchingCase): { readonly samples: Sample[]; readonly truth: readonly CaseTruth[] } {
  const lines = caseLines(made)
  const invoices = byCompany<OpenInvoice>(lines.invoices, (line) => readInvoiceLine(line, ''))
  const payments = byCompany<PaymentFacts>(lines.payments, readPaymentLine)
  const decisions = new Map<string, Decision>()
  for (const [company, rows] of payments) {
    const index = buildMatchingIndex(invoices.get(company) ?? [], nothingLearnt, { ...defaultMatchingSettings, autoPost: true })
    for (const decision of decideAll(index, rows)) decisions.set(decision.paymentId, decision)
  }
  const samples = made.truth.map((truth): Sample => {
    const decision = decisions.get(truth.paymentId)
    if (decision === undefined) throw new Error(`no decision for ${truth.paymentId}`)
    return { category: truth.category, probability: decision.probability, right: isRight(truth, decision), decision }
  })
  return { samples, truth: made.truth }
}

/** Adds samples to the counts of their categories; `all` is the sum. */
export function count(into: Map<string, Count>, samples: readonly Sample[], truth: readonly CaseTruth[]): void {
  for (const [at, sample] of samples.entries()) {
    for (const name of [sample.category, 'all']) {
      const row = into.get(name) ?? blank()
      into.set(name, row)
      row.payments++
      if ((truth[at]?.allocations.length ?? 0) > 0) row.matchable++
      if (sample.decision.allocations.length === 0) continue
      if (sample.decision.outcome === 'posted') {
        row.posted++
        if (sample.right) row.postedRight++
      } else {
        row.suggested++
        if (sample.right) row.suggestedRight++
      }
    }
  }
}

export type Bin = { readonly from: number; readonly to: number; count: number; right: number; sum: number }

/** Ten bins of probability, and the expected calibration error: the mean distance of what was said from what came true. */
export function reliability(samples: readonly Sample[]): { readonly bins: readonly Bin[]; readonly error: number } {
  const bins = Array.from({ length: 10 }, (_, at): Bin => ({ from: at / 10, to: (at + 1) / 10, count: 0, right: 0, sum: 0 }))
  for (const sample of samples) {
    const bin = bins[Math.min(9, Math.floor(sample.probability * 10))]
    if (bin === undefined) continue
    bin.count++
    bin.sum += sample.probability
    if (sample.right) bin.right++
  }
  const error = bins.reduce((total, bin) => total + Math.abs(bin.right - bin.sum), 0) / Math.max(1, samples.length)
  return { bins, error }
}
