// What a customer sees on his own page: who asks, what is open, where to pay, and what he has already answered.
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import { isDisputed } from '../disputes.ts'
import { getLetterSettings } from '../letter-settings.ts'
import { findGateway } from '../payment-links.ts'
import { getSendingCompany } from '../sending-companies.ts'

const isWebAddress = (text: string | null): boolean => text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

export type PortalInvoice = {
  readonly invoiceId: Id
  readonly number: string
  readonly dueOn: Day | null
  readonly open: Money
  /** Its source gives a way to pay online, or a gateway of the company makes one. */
  readonly paysOnline: boolean
  readonly viewUrl: string | null
  readonly payToAccount: string | null
  readonly disputed: boolean
}

export type PortalData = {
  readonly company: {
    readonly name: string
    readonly nip: string | null
    readonly timeZone: string
    readonly contactName: string | null
    readonly contactPhone: string | null
    readonly replyTo: string | null
  }
  readonly customer: { readonly name: string; readonly language: Language }
  readonly invoices: readonly PortalInvoice[]
  readonly unplaced: readonly Money[]
  readonly promises: readonly { readonly amount: Money; readonly until: Day }[]
  /** Where the invoices name none: the account of the company's letters, else the only one that it has. */
  readonly account: string | null
}

/** Null when the customer is gone or merged away: his link opens nothing then. */
export async function readPortal(executor: Executor, companyId: Id, customerId: Id, today: Day): Promise<PortalData | null> {
  const company = await getSendingCompany(executor, companyId)
  const customer = await executor
    .selectFrom('customers')
    .select(['name', 'language', 'merged_into', 'erased_at'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (customer === undefined || customer.merged_into !== null || customer.erased_at !== null) return null
  const { contactName, contactPhone, replyTo, paymentLinks, paymentGatewayId } = company.settings
  const gateway = paymentLinks ? await findGateway(executor, companyId, paymentGatewayId) : null
  return {
    company: { name: company.name, nip: company.nip, timeZone: company.timeZone, contactName, contactPhone, replyTo },
    customer: { name: customer.name, language: isLanguage(customer.language) ? customer.language : company.language },
    invoices: await openInvoices(executor, companyId, customerId, gateway !== null),
    unplaced: await unplacedMoney(executor, companyId, customerId),
    promises: await standingPromises(executor, companyId, customerId, today),
    account: (await getLetterSettings(executor, companyId)).bankAccount ?? (await onlyAccount(executor, companyId)),
  }
}

async function openInvoices(executor: Executor, companyId: Id, customerId: Id, gateway: boolean): Promise<readonly PortalInvoice[]> {
  const rows = await executor
    .selectFrom('invoice_balances as b')
    .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
    .where('b.company_id', '=', companyId)
    .where('b.customer_id', '=', customerId)
    .where('b.open_minor', '>', 0n)
    .where('b.type', '<>', 'proforma')
    .where('i.cancelled', '=', false)
    .select([
      'b.invoice_id',
      'i.number',
      'b.due_on',
      'b.open_minor',
      'b.currency',
      'i.payment_url',
      'i.view_url',
      'i.pay_to_account',
      isDisputed('b').as('disputed'),
    ])
    .orderBy('b.due_on')
    .orderBy('b.invoice_id')
    .limit(5000)
    .execute()
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    number: row.number,
    dueOn: row.due_on,
    open: money(row.open_minor, currency(row.currency)),
    paysOnline: gateway || isWebAddress(row.payment_url),
    viewUrl: row.view_url,
    payToAccount: row.pay_to_account,
    disputed: row.disputed,
  }))
}

/** Payments of his that are set against nothing yet, by currency. */
async function unplacedMoney(executor: Executor, companyId: Id, customerId: Id): Promise<readonly Money[]> {
  const rows = await executor
    .selectFrom('payments as p')
    .innerJoin('payment_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'p.company_id').onRef('b.payment_id', '=', 'p.payment_id'),
    )
    .where('p.company_id', '=', companyId)
    .where('p.customer_id', '=', customerId)
    .where('b.unapplied_minor', '>', 0n)
    .select((eb) => ['b.currency', eb.fn.sum<string>('b.unapplied_minor').as('sum')])
    .groupBy('b.currency')
    .execute()
  return rows.map((row) => money(BigInt(row.sum), currency(row.currency)))
}

async function standingPromises(executor: Executor, companyId: Id, customerId: Id, today: Day): Promise<PortalData['promises']> {
  const rows = await executor
    .selectFrom('holds')
    .select(['amount_minor', 'currency', 'until_on'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'promise')
    .where('ended_at', 'is', null)
    .where('until_on', '>=', today)
    .orderBy('until_on')
    .execute()
  return rows.flatMap((row) =>
    row.amount_minor === null || row.currency === null || row.until_on === null
      ? []
      : [{ amount: money(row.amount_minor, currency(row.currency)), until: row.until_on }],
  )
}

async function onlyAccount(executor: Executor, companyId: Id): Promise<string | null> {
  const rows = await executor
    .selectFrom('bank_accounts')
    .select('account')
    .where('company_id', '=', companyId)
    .where('kind', '=', 'settlement')
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.account ?? null) : null
}
