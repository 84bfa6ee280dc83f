// Stores payments that are not known yet, each with the entry of its receipt.
import { draft } from '#domain/ledger/entry'
import { openDay } from '#domain/ledger/period-lock'
import { appendEntries, groupOf } from '#store/append-entries'
import type { Tx } from '#store/database'
import { insertPayments, type Payment } from '#store/payments'
import type { Id } from '#values/id'
import type { Intake } from './intake.ts'

/** Ids of the payments that are new; money outside the receivables is stored all the same, with its reason, and can be taken in later. */
export async function storePayments(tx: Tx, intake: Intake, payments: readonly Payment[]): Promise<ReadonlySet<Id>> {
  const { companyId, company, actor, at } = intake
  const fresh = await insertPayments(tx, companyId, payments)
  const groups = payments
    .filter((payment) => fresh.has(payment.id))
    .map((payment) =>
      groupOf([
        draft('payment-received', openDay(payment.bookedOn, company.lockedUntil), payment.amount, {
          paymentId: payment.id,
          key: `received:${payment.id}`,
        }),
      ]),
    )
  await appendEntries(tx, companyId, { actor, at, groups })
  return fresh
}
