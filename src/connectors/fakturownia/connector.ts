// Fakturownia (fakturownia.pl, also InvoiceOcean and VosFactures): invoices in, payments and statuses back.
import * as z from 'zod'
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { number, secret, text } from '#ports/settings'
import { accountUrl, callForList } from './api.ts'
import { fetchInvoicePdf } from './invoice-pdf.ts'
import { pullInvoices, pullOrders } from './pull.ts'
import { pushInvoiceStatus } from './push.ts'
import { recordId, toInvoice } from './to-invoice.ts'
import { toOrder } from './to-order.ts'
import { receiveWebhook } from './webhook.ts'

const departmentSchema = z.object({ name: z.string().nullish(), shortcut: z.string().nullish() })
const newestSchema = z.object({ number: z.string() })

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const departments = await callForList(context, '/departments.json', { page: 1, per_page: 1 })
  const newest = await callForList(context, '/invoices.json', { period: 'all', order: 'issue_date.desc', page: 1, per_page: 1 })
  const department = departmentSchema.safeParse(departments[0]).data
  const number = newestSchema.safeParse(newest[0]).data?.number
  return {
    account: department?.name ?? department?.shortcut ?? new URL(accountUrl(context.settings)).host,
    facts: [{ label: { pl: 'Ostatnia faktura', en: 'Latest invoice' }, value: number ?? '—' }],
  }
}

export default defineConnector({
  id: 'fakturownia',
  name: 'Fakturownia',
  group: 'invoicing',
  kinds: ['invoices', 'statuses', 'orders'],
  about: {
    pl: 'Pobiera faktury, korekty, zaliczki, zamówienia i oferty, a wpłaty i statusy zapisuje z powrotem w Fakturowni.',
    en: 'Brings invoices, corrections, advances, orders and estimates, and writes payments and statuses back to Fakturownia.',
  },
  docsUrl: 'https://github.com/fakturownia/API',
  settings: {
    account: text('Subdomena lub adres konta', 'Subdomain or address of the account', {
      example: 'jantar',
      suffix: '.fakturownia.pl',
      hint: {
        pl: 'Początek adresu, pod którym otwierasz Fakturownię, albo cały adres.',
        en: 'The beginning of the address at which you open Fakturownia, or the whole address.',
      },
    }),
    token: secret('Kod autoryzacyjny API', 'API token', {
      hint: {
        pl: 'Ustawienia › Ustawienia konta › Integracja › Kod autoryzacyjny API.',
        en: 'Settings › Account settings › Integration › API token.',
      },
    }),
    departmentId: number('Numer działu (firmy)', 'Department (firm) number', {
      optional: true,
      min: 1,
      hint: {
        pl: 'Gdy na jednym koncie wystawia faktury kilka firm: numer z adresu strony Ustawienia › Dane firmy.',
        en: 'When several firms issue invoices in one account: the number in the address of Settings › Company data.',
      },
    }),
    webhookToken: secret('Kod webhooka', 'Webhook token', {
      optional: true,
      hint: {
        pl: 'Dowolny długi tekst; ten sam wpisz przy zakładaniu webhooka w Fakturowni.',
        en: 'Any long text; enter the same one when you add the webhook in Fakturownia.',
      },
    }),
  },
  // The vendor publishes no limit; one to three calls a second is what integrations live with.
  rateLimit: { requests: 2, perMs: 1000, burst: 5 },
  test,
  pullInvoices,
  toInvoice,
  pullOrders,
  toOrder,
  fetchInvoicePdf,
  recordId,
  pushInvoiceStatus,
  receiveWebhook: (request, { settings }) => receiveWebhook(request, settings),
})
