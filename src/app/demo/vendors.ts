// The stand-in vendors of the sample firm, running inside this process: Fakturownia, Stripe, Bitrix24 and a mail server.
import { createSmtpSandbox, type SmtpSandbox } from '#channels/smtp/sandbox'
import { createSandbox as createBitrix } from '#connectors/bitrix24/sandbox'
import { createSandbox as createFakturownia } from '#connectors/fakturownia/sandbox'
import { createSandbox as createStripe } from '#connectors/stripe/sandbox'
import type { Clock } from '#ports/clock'
import type { PaymentRecord } from '#ports/connector'
import type { InvoiceRecord } from '#ports/invoice-format'
import type { Sandbox, SandboxSeed } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { dayOf } from '#values/day'
import type { Firm } from './firm.ts'
import { sampleOrders } from './orders.ts'

/** Ports that stay the same, so that connections to the stand-ins survive a restart. */
export type VendorPorts = Readonly<Record<VendorId, number>>
export type VendorId = 'fakturownia' | 'stripe' | 'bitrix24' | 'smtp'

export type Vendors = {
  readonly fakturownia: ReturnType<typeof createFakturownia>
  readonly stripe: ReturnType<typeof createStripe>
  readonly bitrix24: ReturnType<typeof createBitrix>
  readonly mail: SmtpSandbox
  readonly settings: Readonly<Record<VendorId, SettingValues>>
  readonly ports: VendorPorts
  stop(): Promise<void>
}

const anyPorts: VendorPorts = { fakturownia: 0, stripe: 0, bitrix24: 0, smtp: 0 }

const portOf = (url: string): number => Number(new URL(url).port)

/** What the vendors know of the firm: all of it, or what had happened by a day when a simulation adds the rest. */
export function seedOf(
  firm: Firm,
  known: { readonly invoices: readonly InvoiceRecord[]; readonly payments: readonly PaymentRecord[] },
  clock: Clock,
): SandboxSeed {
  return {
    clock,
    timeZone: 'Europe/Warsaw',
    company: { name: firm.name, taxId: firm.taxId, account: firm.account },
    customers: firm.customers.map(({ externalId, name, taxId, email, address }) => ({ externalId, name, taxId, email, address })),
    invoices: known.invoices,
    payments: known.payments,
    orders: sampleOrders(firm.customers, dayOf(clock.now(), 'Europe/Warsaw')),
  }
}

export async function startVendors(seed: SandboxSeed, ports: VendorPorts = anyPorts): Promise<Vendors> {
  const documents = (seed.orders ?? []).filter((order) => order.kind !== 'deal')
  const deals = (seed.orders ?? []).filter((order) => order.kind === 'deal')
  const fakturownia = createFakturownia({ ...seed, orders: documents }, { port: ports.fakturownia })
  const stripe = createStripe(seed, { port: ports.stripe })
  const bitrix24 = createBitrix({ ...seed, orders: deals }, { port: ports.bitrix24 })
  const mail = createSmtpSandbox({ port: ports.smtp })
  const startAll = async (sandbox: Sandbox) => sandbox.start()
  const [invoicing, gateway, crm, post] = await Promise.all([startAll(fakturownia), startAll(stripe), startAll(bitrix24), mail.start()])
  return {
    fakturownia,
    stripe,
    bitrix24,
    mail,
    settings: { fakturownia: invoicing.settings, stripe: gateway.settings, bitrix24: crm.settings, smtp: post.settings },
    ports: { fakturownia: portOf(invoicing.baseUrl), stripe: portOf(gateway.baseUrl), bitrix24: portOf(crm.baseUrl), smtp: post.port },
    stop: async () => {
      await Promise.all([fakturownia.stop(), stripe.stop(), bitrix24.stop(), mail.stop()])
    },
  }
}
