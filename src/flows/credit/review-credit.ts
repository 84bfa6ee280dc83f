// Judges the customers of changed invoices in the very transaction that changed them: a block lifts with the payment, not with the night.
import { getCreditSettings } from '#store/credit/settings'
import type { Tx } from '#store/database'
import { listCustomersOfInvoices } from '#store/push-targets'
import type { Id } from '#values/id'
import type { Shell } from '../shell.ts'
import { evaluateCredit } from './evaluate-credit.ts'

/** Nothing while the rules are not active: then the daily round alone keeps the figures. */
export async function reviewCredit(
  tx: Tx,
  shell: Shell,
  change: { readonly companyId: Id; readonly invoiceIds: readonly Id[]; readonly cause: string; readonly at: Date },
): Promise<void> {
  const { companyId, invoiceIds, cause, at } = change
  if (invoiceIds.length === 0 || !(await getCreditSettings(tx, companyId)).active) return
  await evaluateCredit(tx, shell, { companyId, customerIds: await listCustomersOfInvoices(tx, companyId, invoiceIds), cause, at })
}
