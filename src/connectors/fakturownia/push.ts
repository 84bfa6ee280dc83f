// Writes the state of an invoice back: payments with a key of ours, so that repeating is harmless, and the status word where payments cannot tell.
import * as z from 'zod'
import type { ConnectorContext, InvoiceStatusChange, PushResult } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { formatDecimal } from '#values/decimal'
import { call, callForList } from './api.ts'

type Access = Pick<ConnectorContext, 'settings' | 'http'>
type Payment = z.infer<typeof paymentSchema>
type Invoice = z.infer<typeof invoiceSchema>

const paymentSchema = z.object({
  id: z.number().int(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  price: z.union([z.string(), z.number()]).transform(String),
  invoice_id: z.number().nullish(),
  invoices: z.array(z.object({ id: z.number() })).nullish(),
})
const invoiceSchema = z.object({
  id: z.number().int(),
  number: z.string(),
  status: z.string(),
  connected_payments: z.array(paymentSchema).nullish(),
})

const mostPages = 20

/** The mark by which a payment of ours is known again among those that people enter. */
const markOf = (key: string): string => `[skarbnik:${key}]`
const keyOf = (payment: Payment): string | null =>
  /\[skarbnik:([^\]]+)\]/.exec(`${payment.name ?? ''} ${payment.description ?? ''}`)?.[1] ?? null

function parse<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path, problem: parsed.error.issues[0]?.message ?? '' })
  return parsed.data
}

async function readInvoice(access: Access, id: string): Promise<Invoice | null> {
  const path = `/invoices/${encodeURIComponent(id)}.json`
  const answer = await call(access, path, { query: { 'additional_fields[invoice]': 'connected_payments' }, expect: [404] })
  return answer.status === 404 ? null : parse(invoiceSchema, answer.json(), path)
}

/** An invoice that came from elsewhere is known by its number alone, and only when one has it. */
async function findInvoice(access: Access, change: InvoiceStatusChange): Promise<Invoice | null> {
  if (change.fromHere) return readInvoice(access, change.externalId)
  const found = (await callForList(access, '/invoices.json', { period: 'all', number: change.number, page: 1, per_page: 10 }))
    .map((record) => parse(invoiceSchema, record, '/invoices.json'))
    .filter((invoice) => invoice.number === change.number)
  const [only] = found
  return only === undefined || found.length > 1 ? null : readInvoice(access, String(only.id))
}

/** Payments of one invoice: with the invoice itself, or from the list where an account does not give them there. */
async function paymentsOf(access: Access, invoice: Invoice): Promise<readonly Payment[]> {
  if (invoice.connected_payments !== null && invoice.connected_payments !== undefined) return invoice.connected_payments
  const found: Payment[] = []
  for (let page = 1; page <= mostPages; page++) {
    const rows = await callForList(access, '/banking/payments.json', { include: 'invoices', invoice_id: invoice.id, page, per_page: 100 })
    found.push(...rows.map((row) => parse(paymentSchema, row, '/banking/payments.json')))
    if (rows.length < 100) break
  }
  return found.filter((payment) => payment.invoice_id === invoice.id || payment.invoices?.some((other) => other.id === invoice.id) === true)
}

/** False when the vendor refuses the payment (422), as it may for a document that is closed there. */
async function addPayment(access: Access, invoice: Invoice, payment: InvoiceStatusChange['payments'][number]): Promise<boolean> {
  const title = payment.title
    .replace(/[[\]\s]+/g, ' ')
    .trim()
    .slice(0, 100)
  const answer = await call(access, '/banking/payments.json', {
    method: 'POST',
    expect: [422],
    // The documented form of the price is a JSON number; two decimals survive it exactly.
    json: {
      banking_payment: {
        name: `${title} ${markOf(payment.key)}`.trim(),
        price: Number(formatDecimal(payment.amount)),
        invoice_id: invoice.id,
        paid: true,
        paid_date: payment.on,
        kind: 'api',
      },
    },
  })
  if (answer.status === 422) return false
  parse(paymentSchema.pick({ id: true }), answer.json(), '/banking/payments.json')
  return true
}

const samePrice = (payment: Payment, wanted: InvoiceStatusChange['payments'][number]): boolean =>
  Number(payment.price.replace(',', '.')) === Number(formatDecimal(wanted.amount))

/** Makes our payments at the vendor those of the change; people's own are left alone. */
async function syncPayments(
  access: Access,
  invoice: Invoice,
  change: InvoiceStatusChange,
): Promise<{ readonly removed: boolean; readonly refused: boolean; readonly touched: boolean }> {
  const wanted = new Map(change.payments.map((payment) => [payment.key, payment]))
  const kept = new Set<string>()
  let removed = false
  for (const payment of await paymentsOf(access, invoice)) {
    const key = keyOf(payment)
    if (key === null) continue
    const match = wanted.get(key)
    if (match !== undefined && !kept.has(key) && samePrice(payment, match)) kept.add(key)
    else {
      await call(access, `/banking/payments/${payment.id}.json`, { method: 'DELETE', expect: [404] })
      removed = true
    }
  }
  let refused = false
  const missing = [...wanted.values()].filter((payment) => !kept.has(payment.key))
  for (const payment of missing) if (!(await addPayment(access, invoice, payment))) refused = true
  return { removed, refused, touched: removed || missing.length > 0 }
}

const setStatus = (access: Access, invoice: Invoice, status: 'paid' | 'partial' | 'issued') =>
  call(access, `/invoices/${invoice.id}/change_status.json`, { method: 'POST', query: { status }, repeatable: true, expect: [422] })

/**
 * Payments first, then the status word: raised to paid where the house counts the invoice as settled by more than payments, or where payments were refused;
 * lowered only after a payment of ours was taken back, so that what a person marked as paid at the vendor stays.
 */
export async function pushInvoiceStatus(context: ConnectorContext, change: InvoiceStatusChange): Promise<PushResult> {
  const invoice = await findInvoice(context, change)
  if (invoice === null) return { found: false }
  const { removed, refused, touched } = await syncPayments(context, invoice, change)
  const after = touched ? ((await readInvoice(context, String(invoice.id))) ?? invoice) : invoice
  const settled = change.status === 'paid' || change.status === 'overpaid'
  if (settled && after.status !== 'paid') await setStatus(context, invoice, 'paid')
  else if (!settled && refused && change.status === 'partly-paid' && after.status !== 'partial')
    await setStatus(context, invoice, 'partial')
  else if (!settled && removed && after.status === 'paid')
    await setStatus(context, invoice, change.status === 'partly-paid' ? 'partial' : 'issued')
  return { found: true, externalId: String(invoice.id) }
}
