// The trial of a rule as people read it: names instead of ids, contradictions first, twenty lines of each.

import type { Decision } from '#domain/matching/types'
import type { TrialLine } from '#domain/matching-rules/rule-trial'
import type { Shell } from '#flows/shell'
import type { TriedRule } from '#flows/try-rule'
import { namesOf, numbersOf } from '#store/views/payment-detail'
import type { Id } from '#values/id'

const shown = 20

export async function trialView(shell: Shell, companyId: Id, { since, payments, touched, lines }: TriedRule) {
  const against = lines.filter((line) => line.contradiction !== null)
  const contradicted = against.slice(0, shown)
  const sample = lines.slice(0, shown)
  const sides = [...contradicted, ...sample].flatMap((line) => [line.before, line.after])
  const names = await namesOf(shell.database, companyId, [...new Set(sides.flatMap((side) => side.customerId ?? []))])
  const numbers = await numbersOf(shell.database, companyId, [
    ...new Set(sides.flatMap((side) => side.allocations.map((allocation) => allocation.invoiceId))),
  ])
  const side = ({ outcome, kind, customerId, allocations }: Decision) => ({
    outcome,
    kind,
    customerName: names.get(customerId ?? '') ?? null,
    invoices: allocations.flatMap((allocation) => numbers.get(allocation.invoiceId)?.number ?? []),
  })
  const lineView = ({ payment, before, after, changed, contradiction }: TrialLine) => ({
    paymentId: payment.id,
    bookedOn: payment.bookedOn,
    amount: payment.amount,
    payerName: payment.payerName ?? null,
    title: payment.title,
    before: side(before),
    after: side(after),
    changed,
    contradiction,
  })
  return {
    since,
    payments,
    touched,
    decided: lines.length,
    changed: lines.filter((line) => line.changed).length,
    contradictions: against.length,
    contradicted: contradicted.map(lineView),
    sample: sample.map(lineView),
  }
}
