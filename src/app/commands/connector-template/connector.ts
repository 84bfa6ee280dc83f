// TemplateName: brings invoices. Replace the vendor's addresses and fields; the shape of the rest holds.
import * as z from 'zod'
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { secret, url } from '#ports/settings'
import { callForPage } from './api.ts'
import { pullInvoices } from './pull.ts'
import { recordId, toInvoice } from './to-invoice.ts'

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const page = await callForPage(context, { limit: 1 })
  const newest = z.object({ number: z.string() }).safeParse(page.data[0]).data?.number
  return {
    account: new URL(String(context.settings['baseUrl'])).host,
    facts: [{ label: { pl: 'Pierwsza faktura', en: 'First invoice' }, value: newest ?? '—' }],
  }
}

export default defineConnector({
  id: 'template-id',
  name: 'TemplateName',
  group: 'invoicing',
  kinds: ['invoices'],
  about: { pl: 'Pobiera faktury z systemu TemplateName.', en: 'Brings invoices from TemplateName.' },
  docsUrl: 'https://vendor.example/docs',
  settings: {
    baseUrl: url('Adres API', 'API address'),
    token: secret('Token API', 'API token'),
  },
  rateLimit: { requests: 2, perMs: 1000, burst: 5 },
  test,
  pullInvoices,
  toInvoice,
  recordId,
})
