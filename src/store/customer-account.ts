// Everything that the ledger knows of one customer: his invoices, his payments, and their entries.
import type { Account } from '#domain/ledger/account-statement'
import { currency } from '#values/currency'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { listEntriesOfInvoices, listEntriesOfPayments } from './entries.ts'

/** Proformas are no debt and payments that are no customer's money are left out. */
export async function readAccount(executor: Executor, companyId: Id, customerId: Id): Promise<Account> {
  const invoices = await executor
    .selectFrom('invoices')
    .select(['invoice_id', 'number', 'type', 'issue_on', 'due_on', 'currency'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('type', '<>', 'proforma')
    .orderBy('issue_on')
    .execute()
  const payments = await executor
    .selectFrom('payments')
    .select(['payment_id', 'title', 'booked_on', 'currency'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('outside_reason', 'is', null)
    .orderBy('booked_on')
    .execute()
  const entries = [
    ...(await listEntriesOfInvoices(
      executor,
      companyId,
      invoices.map((row) => row.invoice_id),
    )),
    ...(await listEntriesOfPayments(
      executor,
      companyId,
      payments.map((row) => row.payment_id),
    )),
  ]
  return {
    invoices: invoices.map((row) => ({
      id: row.invoice_id,
      number: row.number,
      type: row.type,
      issueOn: row.issue_on,
      dueOn: row.due_on,
      currency: currency(row.currency),
    })),
    payments: payments.map((row) => ({
      id: row.payment_id,
      title: row.title,
      bookedOn: row.booked_on,
      currency: currency(row.currency),
    })),
    // An allocation is an entry of both sides.
    entries: [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
