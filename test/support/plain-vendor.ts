// A vendor at the port of connectors: holds invoices and payments, answers in pages of two, fails when told to.

import type { Shell } from '#flows/shell'
import { type Connector, defineConnector, type Page, type PaymentRecord, type PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { InvoiceRecord } from '#ports/invoice-format'
import { accepted, rejected } from '#ports/rejection'
import { insertConnection } from '#store/connections'
import { newId } from '#store/new-id'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { invoice, zl } from './plain-files.ts'

export type Raw = {
  readonly id: string
  readonly number?: string
  readonly issued?: string
  readonly total: number
  readonly paid?: number
  readonly name?: string
  readonly taxId?: string
  readonly corrects?: string
  readonly cancelled?: true
}
export type RawPayment = {
  readonly id: string
  readonly kind: PaymentRecord['kind']
  readonly on: string
  readonly amount: number
  readonly title: string
  readonly reverses?: string
}

/** What the vendor holds; pages of two, a cursor that counts pages. */
export const vendor: {
  invoices: Raw[]
  payments: RawPayment[]
  failAtPage: number | null
  failure: ConnectorFailure
  wholeSince: string | null
} = {
  invoices: [],
  payments: [],
  failAtPage: null,
  failure: new ConnectorFailure('unavailable'),
  wholeSince: null,
}

async function* pages<R>(records: readonly R[], { cursor }: PullContext): AsyncGenerator<Page<R>> {
  const first = cursor === null ? 0 : Number(cursor['page'])
  for (let page = first; page * 2 < records.length; page++) {
    if (vendor.failAtPage === page) throw vendor.failure
    yield { records: records.slice(page * 2, page * 2 + 2), cursor: { page: page + 1 } }
  }
  // The vendor tells of changes: the next pull starts anew and finds most of it known.
  yield { records: [], cursor: { page: 0 }, ...(vendor.wholeSince === null ? {} : { wholeSince: day(vendor.wholeSince) }) }
}

export const plainConnector: Connector = defineConnector({
  id: 'plain',
  name: 'Plain',
  group: 'invoicing',
  kinds: ['invoices', 'payments'],
  about: { pl: '', en: '' },
  docsUrl: '',
  settings: {},
  rateLimit: { requests: 1, perMs: 1 },
  test: async () => ({ account: '', facts: [] }),
  pullInvoices: (context) => pages(vendor.invoices, context),
  pullPayments: (context) => pages(vendor.payments, context),
  recordId: (record) => (record as { id: string }).id,
  toInvoice: (record) => {
    const raw = record as Raw
    if (raw.number === undefined) return rejected('record.no-number', { id: raw.id })
    const made: InvoiceRecord = {
      ...invoice(raw.number, raw.issued ?? '2026-11-01', raw.total, {
        externalId: raw.id,
        type: raw.total < 0 ? 'credit-note' : 'invoice',
      }),
      settledAtSource: zl(raw.paid ?? 0),
      customer: {
        externalId: `c-${raw.name ?? 'Klon'}`,
        name: raw.name ?? 'Klon sp. z o.o.',
        ...(raw.taxId === undefined ? {} : { taxId: raw.taxId }),
      },
      ...(raw.corrects === undefined ? {} : { corrects: [raw.corrects] }),
      ...(raw.cancelled === undefined ? {} : { cancelled: true as const }),
    }
    return accepted(made)
  },
  toPayment: (record) => {
    const raw = record as RawPayment
    return accepted({
      externalId: raw.id,
      kind: raw.kind,
      bookedOn: day(raw.on),
      occurredAt: new Date(`${raw.on}T10:00:00Z`),
      amount: zl(raw.amount),
      title: raw.title,
      payerName: 'Klon sp. z o.o.',
      ...(raw.reverses === undefined ? {} : { reverses: raw.reverses }),
    })
  },
})

/** Connects a company to the vendor, who holds nothing yet. */
export async function connectVendor(shell: Shell, companyId: Id): Promise<Id> {
  const connectionId = newId()
  Object.assign(vendor, { invoices: [], payments: [], failAtPage: null })
  await insertConnection(shell.database, {
    companyId,
    connectionId,
    shelf: 'connector',
    pluginId: 'plain',
    name: 'Plain',
    settings: {},
    secrets: null,
    kinds: ['invoices', 'payments'],
    webhookKey: newId(),
    createdAt: shell.clock.now(),
  })
  return connectionId
}
