// Stripe: charges, refunds, disputes, fees and payouts in; payment links out.
import * as z from 'zod'
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { secret, url } from '#ports/settings'
import { findCurrency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { call, callIfAllowed } from './api.ts'
import { fromStripe } from './money.ts'
import { closePaymentLink, createPaymentLink } from './payment-link.ts'
import { pullPayments } from './pull.ts'
import { recordId, toPayment } from './to-payment.ts'
import { receiveWebhook } from './webhook.ts'

const balanceSchema = z.object({
  object: z.literal('balance'),
  available: z.array(z.object({ amount: z.number().int(), currency: z.string() })),
  livemode: z.boolean().optional(),
})
const accountSchema = z.object({
  id: z.string(),
  business_profile: z.object({ name: z.string().nullish() }).nullish(),
  settings: z.object({ dashboard: z.object({ display_name: z.string().nullish() }).nullish() }).nullish(),
})

function written(entry: { readonly amount: number; readonly currency: string }): string {
  const currency = findCurrency(entry.currency)
  const amount = currency === null ? null : fromStripe(entry.amount, currency)
  return amount === null ? '' : `${formatDecimal(amount)} ${amount.currency}`
}

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const balance = balanceSchema.safeParse(await call(context, '/v1/balance'))
  if (!balance.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/v1/balance' })
  const account = accountSchema.safeParse(await callIfAllowed(context, '/v1/account')).data
  const key = String(context.settings['apiKey'] ?? '')
  return {
    account: account?.settings?.dashboard?.display_name ?? account?.business_profile?.name ?? account?.id ?? 'Stripe',
    facts: [
      {
        label: { pl: 'Saldo dostępne', en: 'Available balance' },
        value:
          balance.data.available
            .map(written)
            .filter((text) => text !== '')
            .join(', ') || '—',
      },
      { label: { pl: 'Klucz', en: 'Key' }, value: /^[rs]k_test_/.test(key) ? 'test' : 'live' },
    ],
  }
}

export default defineConnector({
  id: 'stripe',
  name: 'Stripe',
  group: 'gateway',
  kinds: ['payments', 'payment-links'],
  about: {
    pl: 'Pobiera wpłaty kartą, BLIK i Przelewy24, zwroty, spory, prowizje i wypłaty; tworzy linki do zapłaty.',
    en: 'Brings card, BLIK and Przelewy24 payments, refunds, disputes, fees and payouts; makes payment links.',
  },
  docsUrl: 'https://docs.stripe.com/keys',
  settings: {
    apiKey: secret('Klucz API', 'API key', {
      hint: {
        pl: 'Najlepiej klucz z ograniczeniami (rk_…): odczyt sald, obciążeń i wypłat, zapis linków płatności.',
        en: 'Best a restricted key (rk_…): read balances, charges and payouts, write payment links.',
      },
    }),
    webhookSecret: secret('Sekret webhooka', 'Webhook secret', {
      optional: true,
      hint: {
        pl: 'Zaczyna się od whsec_; Stripe pokazuje go przy punkcie końcowym webhooka.',
        en: 'Begins with whsec_; Stripe shows it at the webhook endpoint.',
      },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: {
        pl: 'Zostaw puste; potrzebny tylko do prób na serwerze zastępczym.',
        en: 'Leave empty; only needed for trials on a stand-in server.',
      },
    }),
  },
  rateLimit: { requests: 20, perMs: 1000, burst: 20 },
  test,
  pullPayments,
  toPayment,
  recordId,
  createPaymentLink,
  closePaymentLink,
  receiveWebhook,
})
