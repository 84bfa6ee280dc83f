// The books of a company, for scenarios: filled through the front door, read where screens read them.
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import type { InvoiceRecord } from '#ports/invoice-format'
import type { ByteSource, StatementLine } from '#ports/statement-format'
import { findLatestMatches } from '#store/matches'
import type { Id } from '#values/id'
import { invoicesFile, statement, statementsFile } from './plain-files.ts'
import { type TestShell, testActor } from './shell.ts'

export type CompanyBook = ReturnType<typeof companyBook>

/** Number, open amount and status of every invoice of a company, by number. */
export const balancesByNumber = async (shell: TestShell, companyId: Id) =>
  (
    await shell.database
      .selectFrom('invoice_balances as b')
      .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
      .select(['i.number', 'b.open_minor', 'b.status'])
      .where('b.company_id', '=', companyId)
      .orderBy('i.number')
      .execute()
  ).map((row) => [row.number, row.open_minor, row.status])

/** The books of one company on a shell: filled by files, read by balances. */
export function companyBook(shell: TestShell, companyId: Id) {
  const take = (bytes: ByteSource) => importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'file', bytes })

  /** A book of invoices and payments; answers their ids in the order given. */
  async function bookOf(
    invoices: readonly InvoiceRecord[],
    lines: readonly StatementLine[],
  ): Promise<{ readonly invoiceIds: readonly Id[]; readonly paymentIds: readonly Id[] }> {
    await take(invoicesFile(invoices))
    await take(statementsFile(statement('2026-11-05', '2026-11-10', 0, lines)))
    const known = await shell.database.selectFrom('invoices').select(['invoice_id', 'number']).where('company_id', '=', companyId).execute()
    const payments = await shell.database
      .selectFrom('payments')
      .select(['payment_id', 'title', 'amount_minor'])
      .where('company_id', '=', companyId)
      .execute()
    return {
      invoiceIds: invoices.map((each) => known.find((row) => row.number === each.number)?.invoice_id ?? ''),
      paymentIds: lines.map(
        (each) => payments.find((row) => row.title === each.title && row.amount_minor === each.amount.minor)?.payment_id ?? '',
      ),
    }
  }

  async function derived(): Promise<object> {
    const invoices = await shell.database
      .selectFrom('invoice_balances')
      .selectAll()
      .where('company_id', '=', companyId)
      .orderBy('invoice_id')
      .execute()
    const payments = await shell.database
      .selectFrom('payment_balances')
      .selectAll()
      .where('company_id', '=', companyId)
      .orderBy('payment_id')
      .execute()
    const owners = await shell.database
      .selectFrom('payments')
      .select(['payment_id', 'customer_id'])
      .where('company_id', '=', companyId)
      .orderBy('payment_id')
      .execute()
    return { invoices, payments, owners }
  }

  const balance = async (invoiceId: Id) =>
    shell.database
      .selectFrom('invoice_balances')
      .select(['open_minor', 'settled_minor', 'overpaid_minor', 'status'])
      .where('company_id', '=', companyId)
      .where('invoice_id', '=', invoiceId)
      .executeTakeFirstOrThrow()
  const rest = async (paymentId: Id) =>
    shell.database
      .selectFrom('payment_balances')
      .select(['unapplied_minor', 'status'])
      .where('company_id', '=', companyId)
      .where('payment_id', '=', paymentId)
      .executeTakeFirstOrThrow()

  async function proposed(paymentId: Id): Promise<Id> {
    await matchPayments(shell, { companyId })
    const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
    if (match === undefined) throw new Error('nothing proposed')
    return match.id
  }

  return { take, fill: bookOf, derived, balance, rest, proposed }
}
