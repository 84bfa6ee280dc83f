// Everything that two months have left behind, here and outside, without ids and times: equal after a quiet run and after one full of kills.
import type { Executor } from '#store/database'
import type { Id } from '#values/id'
import type { World } from './two-months.ts'

export type EndState = {
  readonly invoices: Readonly<Record<string, string>>
  readonly payments: readonly string[]
  readonly fakturownia: Readonly<Record<string, string>>
  readonly bitrixInvoices: Readonly<Record<string, string>>
  readonly mails: readonly string[]
}

export async function endState(executor: Executor, companyId: Id, world: World): Promise<EndState> {
  const invoices = await executor
    .selectFrom('invoices as i')
    .innerJoin('invoice_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'i.company_id').onRef('b.invoice_id', '=', 'i.invoice_id'),
    )
    .select(['i.number', 'b.status', 'b.open_minor', 'b.settled_minor'])
    .where('i.company_id', '=', companyId)
    .orderBy('i.number')
    .execute()
  const payments = await executor
    .selectFrom('payments as p')
    .innerJoin('payment_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'p.company_id').onRef('b.payment_id', '=', 'p.payment_id'),
    )
    .select(['p.booked_on', 'p.amount_minor', 'p.title', 'p.outside_reason', 'b.status', 'b.unapplied_minor'])
    .where('p.company_id', '=', companyId)
    .execute()
  const outside = (number: string) => world.vendors.fakturownia.invoiceByNumber(number)
  const crm = (number: string) => world.vendors.bitrix24.invoiceByNumber(number)
  return {
    invoices: Object.fromEntries(invoices.map((row) => [row.number, `${row.status} open ${row.open_minor} settled ${row.settled_minor}`])),
    payments: payments
      .map((row) => `${row.booked_on} ${row.amount_minor} ${row.title} ${row.status} ${row.unapplied_minor} ${row.outside_reason ?? ''}`)
      .sort(),
    fakturownia: Object.fromEntries(
      invoices.map((row) => {
        const invoice = outside(row.number)
        return [row.number, `${String(invoice?.['status'])} ${String(invoice?.['paid'])}`]
      }),
    ),
    bitrixInvoices: Object.fromEntries(invoices.map((row) => [row.number, String(crm(row.number)?.['stageId'])])),
    mails: world.vendors.mail.received.map((mail) => `${mail.to.join(',')} | ${mail.email.subject ?? ''}`).sort(),
  }
}
