// A firm with credit control on real connectors and stand-in vendors: one customer who climbs over the lines, one who is a person.

import { sql } from 'kysely'
import { createWebhookSandbox } from '#channels/webhook/sandbox'
import { connectSystem } from '#flows/connect-system'
import { deliverOutbox } from '#flows/deliver-outbox'
import { matchPayments } from '#flows/match-payments'
import { pullConnection } from '#flows/pull-connection'
import { workOff } from '#jobs/work-off'
import { saveMember } from '#store/members'
import { newId } from '#store/new-id'
import { testActor } from '#test/support/shell'
import { roundInvoice, roundPayment, roundWorld } from './round-world.ts'

/** Of 100,000 sold to Klon in twelve months 14,000 fall due in September, 2,000 on 4 October, 5,000 on 8 October. */
export async function creditWorld() {
  const world = await roundWorld(
    {
      invoices: [
        roundInvoice('FV 1/12/2025', 0, '2025-12-01', 79_000),
        roundInvoice('FV 1/09/2026', 0, '2026-09-10', 14_000),
        roundInvoice('FV 2/09/2026', 0, '2026-09-20', 2_000),
        roundInvoice('FV 3/09/2026', 0, '2026-09-24', 5_000),
        roundInvoice('FV 2/12/2025', 2, '2025-12-01', 20_000),
        roundInvoice('FV 4/09/2026', 2, '2026-09-10', 10_000),
      ],
      payments: [roundPayment('pay_1', '2025-12-10', 79_000, 'FV 1/12/2025'), roundPayment('pay_2', '2025-12-10', 20_000, 'FV 2/12/2025')],
    },
    { reminders: false, confirmations: false },
  )
  const { shell, companyId, vendors, clock } = world
  const webhook = createWebhookSandbox(clock)
  const { settings } = await webhook.start()
  const stripe = await (async () => {
    await world.connect('fakturownia', ['invoices'])
    return world.connect('stripe', ['payments'])
  })()
  await connectSystem(shell, {
    companyId,
    actor: testActor,
    shelf: 'connector',
    pluginId: 'bitrix24',
    name: 'bitrix24',
    settings: { ...vendors.settings.bitrix24, blockedType: 'Sprzedaż wstrzymana' },
    kinds: ['customer-standing'],
  })
  await world.connect('smtp', ['email'])
  await connectSystem(shell, {
    companyId,
    actor: testActor,
    shelf: 'channel',
    pluginId: 'webhook',
    name: 'ERP',
    settings,
    kinds: ['webhook'],
  })

  const person = async (name: string, role: string): Promise<string> => {
    const userId = newId()
    await sql`insert into sign_in.users (id, name, email, "emailVerified", language, "createdAt", "updatedAt")
      values (${userId}, ${name}, ${`${name.toLowerCase()}@jantar.example`}, true, 'pl', ${clock.now()}, ${clock.now()})`.execute(
      shell.database,
    )
    await saveMember(shell.database, companyId, { userId, role, createdAt: clock.now() })
    return userId
  }
  const customerNamed = async (name: string) =>
    (
      await shell.database
        .selectFrom('customers')
        .select('customer_id')
        .where('company_id', '=', companyId)
        .where('name', 'like', `${name}%`)
        .executeTakeFirstOrThrow()
    ).customer_id

  return {
    ...world,
    webhook,
    person,
    customerNamed,
    /** The morning of a day with its round at 8:00. */
    morning: async (on: string) => {
      clock.set(new Date(`${on}T06:00:30Z`))
      await workOff(shell)
    },
    /** Money comes in the middle of the day, without a round. */
    pays: async (id: string, on: string, amount: number, number: string) => {
      clock.set(new Date(`${on}T11:00:00Z`))
      vendors.stripe.addPayment?.(roundPayment(id, on, amount, number))
      await pullConnection(shell, { companyId, connectionId: stripe, actor: testActor })
      await matchPayments(shell, { companyId })
    },
    deliver: () => deliverOutbox(shell, { companyId, limit: 500 }),
    standing: async (customerId: string) =>
      shell.database
        .selectFrom('credit_standings')
        .select(['level', 'blocked', 'basis_points', 'lack'])
        .where('company_id', '=', companyId)
        .where('customer_id', '=', customerId)
        .executeTakeFirstOrThrow(),
    /** What the CRM shows of a company: ratio, blocked, its type. */
    crm: (title: string) => {
      const item = [...vendors.bitrix24.portal.items[4].values()].find((each) => String(each['title']).startsWith(title))
      return [item?.['UF_CRM_COMPANY_SKARBNIK_DEBT_RATIO'], item?.['UF_CRM_COMPANY_SKARBNIK_BLOCKED'], item?.['typeId']]
    },
    mails: () =>
      vendors.mail.received.map((mail) => `${mail.to.join(', ')}: ${(mail.email.subject ?? '').replaceAll('\u00A0', ' ')}`).sort(),
    audit: async (customerId: string) =>
      shell.database
        .selectFrom('audit')
        .select(['action', 'change', 'actor'])
        .where('company_id', '=', companyId)
        .where('subject_id', '=', customerId)
        .where('action', 'like', 'credit.%')
        .orderBy('sequence')
        .execute(),
    close: async () => {
      await webhook.stop()
      await world.close()
    },
  }
}

export type CreditWorld = Awaited<ReturnType<typeof creditWorld>>
