// Reads an order or an estimate of Fakturownia: documents that ask for nothing yet.
import type { OrderRecord } from '#ports/connector'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import type { SettingValues } from '#ports/settings'
import { parseAmountText } from '#values/amount-text'
import { findCurrency } from '#values/currency'
import { parseDay } from '#values/day'
import { parseNip } from '#values/nip'
import { invoiceSchema } from './invoice-schema.ts'

const kinds: Readonly<Record<string, OrderRecord['kind']>> = { client_order: 'order', estimate: 'offer' }
/** "Opłacone" closes an order at the vendor, "odrzucone" an estimate; everything else is still open. */
const states: Readonly<Record<string, OrderRecord['state']>> = { paid: 'won', rejected: 'lost' }

/** Accepts null for cancelled, costs and documents of another department. */
export function toOrder(record: unknown, { settings }: { readonly settings: SettingValues }): Parsed<OrderRecord | null> {
  const parsed = invoiceSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const document = parsed.data
  const department = settings['departmentId']
  if (document.cancelled || document.test || (department !== undefined && document.department_id !== String(department)))
    return accepted(null)
  const kind = kinds[document.kind]
  if (kind === undefined) return rejected('record.unknown-kind', { kind: document.kind, number: document.number })
  if (document.number === '') return rejected('record.no-number', { id: String(document.id) })
  const currency = findCurrency(document.currency)
  if (currency === null) return rejected('record.unknown-currency', { currency: document.currency, number: document.number })
  const { price_gross: written } = document
  const total = parseAmountText(written, currency, { mark: written.includes(',') ? ',' : '.' })
  if (total === null) return rejected('record.bad-amount', { field: 'price_gross', text: written, number: document.number })
  const issuedOn = parseDay(document.issue_date)
  if (issuedOn === null) return rejected('record.bad-day', { field: 'issue_date', text: document.issue_date, number: document.number })
  const name = document.buyer_name || `${document.buyer_first_name} ${document.buyer_last_name}`.trim()
  const taxId = parseNip(document.buyer_tax_no) ?? document.buyer_tax_no.replace(/\s/g, '')
  return accepted({
    externalId: String(document.id),
    kind,
    number: document.number,
    issuedOn,
    total,
    state: states[document.status] ?? 'open',
    ...(document.status === '' ? {} : { sourceState: document.status }),
    ...(document.view_url === '' ? {} : { viewUrl: document.view_url }),
    customer: {
      ...(document.client_id === '' ? {} : { externalId: document.client_id }),
      ...(name === '' ? {} : { name }),
      ...(taxId === '' ? {} : { taxId }),
    },
  })
}
