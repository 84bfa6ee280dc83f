// Money that a bank or a gateway takes back: finds the payment it was, and reopens what that had settled.
import { paymentReturn } from '#domain/ledger/payment-return'
import type { Rejection } from '#ports/rejection'
import { appendEntries, groupOf } from '#store/append-entries'
import type { Tx } from '#store/database'
import { listEntriesOfPayments } from '#store/entries'
import { lockSubjects } from '#store/lock-subjects'
import { listPaymentsBySource, listReturnable, type Payment } from '#store/payments'
import { addDays, type Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Id } from '#values/id'
import { absolute, type Money } from '#values/money'
import { alphanumerics } from '#values/plain-text'
import type { Intake } from './intake.ts'

/** What is known of a return. `reverses` is the outside id of the payment, where the source names it. */
export type TakenBack = {
  /** Source and id of the return itself: it is taken once. */
  readonly key: string
  readonly sourceKey: string
  readonly amount: Money
  readonly on: Day
  readonly account: string | null
  readonly title: string
  readonly reverses: string | null
}

export type ReturnOutcome =
  | { readonly ok: true; readonly paymentId: Id; readonly invoiceIds: readonly Id[] }
  | { readonly ok: false; readonly rejection: Rejection }

/** Chargebacks come up to 13 months after the payment (SEPA), card disputes later still. */
const lookBackDays = 550

/** Takes a payment back in the ledger, or says why a person must look: no such payment, or several alike. */
export async function returnPayment(tx: Tx, intake: Intake, taken: TakenBack): Promise<ReturnOutcome> {
  const { companyId, company, actor, at } = intake
  const amount = absolute(taken.amount)
  const found = await findReturned(tx, companyId, taken, amount)
  if (!found.ok) return found
  const paymentId = found.payment.id
  await lockSubjects(tx, companyId, { paymentIds: [paymentId], invoiceIds: [] })
  const entries = await listEntriesOfPayments(tx, companyId, [paymentId])
  const known = entries.find((entry) => entry.key === taken.key)
  if (known !== undefined) return { ok: true, paymentId, invoiceIds: [] }
  const plan = paymentReturn({
    paymentId,
    entries,
    amount,
    on: taken.on,
    lockedUntil: company.lockedUntil,
    key: taken.key,
    why: taken.title,
  })
  if (!plan.ok) return { ok: false, rejection: { code: plan.code, facts: plan.facts } }
  const written = await appendEntries(tx, companyId, { actor, at, groups: [groupOf(plan.drafts)] })
  return { ok: true, paymentId, invoiceIds: [...new Set(written.flatMap((entry) => entry.invoiceId ?? []))] }
}

async function findReturned(
  tx: Tx,
  companyId: Id,
  taken: TakenBack,
  amount: Money,
): Promise<{ readonly ok: true; readonly payment: Payment } | { readonly ok: false; readonly rejection: Rejection }> {
  const facts = { on: taken.on, amount: formatDecimal(amount), currency: amount.currency }
  if (taken.reverses !== null) {
    const [payment] = await listPaymentsBySource(tx, companyId, taken.sourceKey, [taken.reverses])
    return payment === undefined ? { ok: false, rejection: { code: 'return.payment-not-found', facts } } : { ok: true, payment }
  }
  const candidates = await listReturnable(tx, companyId, {
    sourceKey: taken.sourceKey,
    amount,
    from: addDays(taken.on, -lookBackDays),
    to: taken.on,
  })
  const byAccount = taken.account === null ? [] : candidates.filter((payment) => payment.payerAccount === taken.account)
  // Of equal payments of one payer the bank takes back the latest.
  if (byAccount[0] !== undefined) return { ok: true, payment: byAccount[0] }
  const words = alphanumerics(taken.title)
  const byTitle = candidates.filter((payment) => alphanumerics(payment.title).length >= 6 && words.includes(alphanumerics(payment.title)))
  const [only, ...others] =
    byTitle.length > 0 ? byTitle : taken.account === null ? candidates : candidates.filter((payment) => payment.payerAccount === null)
  if (only === undefined) return { ok: false, rejection: { code: 'return.payment-not-found', facts } }
  return others.length === 0
    ? { ok: true, payment: only }
    : { ok: false, rejection: { code: 'return.several-payments', facts: { ...facts, count: others.length + 1 } } }
}
