// Bitrix24: companies in; invoice stages, open amounts and what each customer owes back.
import * as z from 'zod'
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { flag, secret, text } from '#ports/settings'
import { read, webhookAddress } from './api.ts'
import { pullCustomers } from './pull.ts'
import { pullOrders } from './pull-orders.ts'
import { pushInvoiceStatus } from './push-invoice.ts'
import { pushCustomerStanding } from './push-standing.ts'
import { parse } from './schema.ts'
import { companyId, toCustomer } from './to-customer.ts'
import { orderId, toOrder } from './to-order.ts'
import { receiveWebhook } from './webhook.ts'

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const scopes = parse(z.array(z.string()), (await read(context, 'scope')).result, 'scope')
  if (!scopes.includes('crm')) throw new ConnectorFailure('misconfigured', { reason: 'missing-right', right: 'crm' })
  const companies = await read(context, 'crm.item.list', { entityTypeId: 4, select: ['id'], filter: { '=isMyCompany': 'N' }, start: 0 })
  return {
    account: webhookAddress(context.settings).host,
    facts: [
      { label: { pl: 'Firmy w CRM', en: 'Companies in the CRM' }, value: String(companies.total ?? 0) },
      { label: { pl: 'Zakładanie pól', en: 'Making fields' }, value: scopes.includes('userfieldconfig') ? '✓' : '✗ userfieldconfig' },
    ],
  }
}

export default defineConnector({
  id: 'bitrix24',
  name: 'Bitrix24',
  group: 'crm',
  kinds: ['customers', 'orders', 'statuses', 'customer-standing'],
  about: {
    pl: 'Pobiera firmy, szanse sprzedaży i oferty z CRM; zapisuje etapy faktur, kwoty do zapłaty, zaległości i wstrzymanie sprzedaży.',
    en: 'Brings companies, deals and offers from the CRM; writes invoice stages, open and overdue amounts, and blocks.',
  },
  docsUrl: 'https://apidocs.bitrix24.com/local-integrations/local-webhooks.html',
  settings: {
    webhookUrl: secret('Adres webhooka przychodzącego', 'Address of the inbound webhook', {
      hint: {
        pl: 'Zasoby dla deweloperów › Inne › Webhook przychodzący, z prawami crm i userfieldconfig. Cały adres jest hasłem.',
        en: 'Developer resources › Other › Inbound webhook, with the rights crm and userfieldconfig. The whole address is a password.',
      },
    }),
    applicationToken: secret('Token aplikacji webhooka wychodzącego', 'Application token of the outbound webhook', { optional: true }),
    blockedType: text('Typ firmy przy wstrzymanej sprzedaży', 'Type of a company while supply is blocked', {
      optional: true,
      hint: {
        pl: 'Nazwa lub kod z listy „Typ firmy” w CRM. Po wznowieniu wraca typ poprzedni. Puste: typ się nie zmienia.',
        en: 'Name or code from the list “Company type” of the CRM. On release the type before returns. Empty: the type stays.',
      },
    }),
    createInvoices: flag('Zakładaj faktury, których w Bitrix24 nie ma', 'Make invoices that Bitrix24 does not have', {
      optional: true,
      initial: true,
    }),
  },
  rateLimit: { requests: 2, perMs: 1000, burst: 50 },
  test,
  pullCustomers,
  toCustomer,
  pullOrders,
  toOrder,
  recordId: (record) => companyId(record) ?? orderId(record),
  pushInvoiceStatus,
  pushCustomerStanding,
  receiveWebhook: (request, { settings }) => receiveWebhook(request, settings),
})
