// A company with customers and invoices written straight into the tables, a channel and a connector that do as they are told: the outbox alone is under test.

import { openVault, vaultKey } from '#app/vault'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { Shell } from '#flows/shell'
import { defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { settableClock } from '#ports/clock'
import { type CustomerStanding, defineConnector, type InvoiceStatusChange, type PushResult, type WebhookReceipt } from '#ports/connector'
import { silentLog } from '#ports/log'
import { insertConnection } from '#store/connections'
import { openDatabase } from '#store/database'
import { newId } from '#store/new-id'
import { addDays, type Day, day } from '#values/day'
import type { Id } from '#values/id'
import { foldText } from '#values/plain-text'
import { testDatabase } from './database.ts'

export const accepted: SendOutcome = { kind: 'accepted', externalId: '<id>', detail: '250 OK' }

/** Noon in Warsaw on a Thursday. */
export const thursdayNoon = new Date('2026-11-19T11:00:00Z')

export async function outboxWorld() {
  const server = await testDatabase()
  const { database, close } = openDatabase(server.url, { connections: 8 })
  const clock = settableClock(thursdayNoon)
  const mailbox: OutgoingMessage[] = []
  const pushed: (InvoiceStatusChange | CustomerStanding)[] = []
  const behaviour = {
    send: async (_message: OutgoingMessage): Promise<SendOutcome> => accepted,
    push: async (_change: InvoiceStatusChange | CustomerStanding): Promise<PushResult> => ({ found: true }),
    webhook: (): WebhookReceipt => ({ ok: false, reason: 'bad-signature' }),
    sendingAllowed: true,
  }
  const channel = defineChannel({
    id: 'postbox',
    name: 'Postbox',
    carries: 'email',
    about: { pl: '', en: '' },
    settings: {},
    test: async () => ({ account: 'postbox' }),
    send: async (_context, message) => {
      mailbox.push(message)
      return behaviour.send(message)
    },
  })
  const connector = defineConnector({
    id: 'books',
    name: 'Books',
    group: 'invoicing',
    kinds: ['invoices', 'statuses', 'customer-standing'],
    about: { pl: '', en: '' },
    docsUrl: 'https://books.example',
    settings: {
      token: { kind: 'secret', label: { pl: 'Token', en: 'Token' } },
      account: { kind: 'text', label: { pl: 'Konto', en: 'Account' } },
    },
    rateLimit: { requests: 10, perMs: 1000 },
    recordId: () => null,
    test: async (context) => ({ account: String(context.settings['account']), facts: [] }),
    pushInvoiceStatus: async (_context, change) => {
      const result = await behaviour.push(change)
      pushed.push(change)
      return result
    },
    pushCustomerStanding: async (_context, standing) => {
      const result = await behaviour.push(standing)
      pushed.push(standing)
      return result
    },
    receiveWebhook: () => behaviour.webhook(),
  })
  const shell: Shell = {
    database,
    clock,
    log: silentLog,
    vault: openVault([vaultKey('a key for tests that is long enough, truly')]),
    publicUrl: 'https://skarbnik.example',
    httpFor: () => ({
      send: () => Promise.reject(new Error('no network in this test')),
      addressOf: () => Promise.reject(new Error('no network in this test')),
    }),
    translatorFor: translatorsOf(readWords()),
    sendingAllowed: async () => behaviour.sendingAllowed,
    shelves: {
      connectors: new Map([['books', connector]]),
      channels: new Map([['postbox', channel]]),
      formats: [],
      reports: new Map(),
      languageModels: new Map(),
    },
  }
  return {
    shell,
    clock,
    mailbox,
    pushed,
    behaviour,
    database,
    url: server.url,
    /** Thursday noon, nothing sent or written back yet, and everybody outside takes what comes. */
    startAnew: () => {
      clock.set(thursdayNoon)
      mailbox.length = 0
      pushed.length = 0
      Object.assign(behaviour, { send: async () => accepted, push: async () => ({ found: true }), sendingAllowed: true })
    },
    close: async () => {
      await close()
      await server.close()
    },
    company: (over: { readonly sendingMode?: string; readonly settings?: object } = {}) => insertCompany(shell, over),
  }
}

export type World = Awaited<ReturnType<typeof outboxWorld>>

async function insertCompany(shell: Shell, over: { readonly sendingMode?: string; readonly settings?: object }) {
  const { database, clock } = shell
  const companyId = newId()
  await database
    .insertInto('companies')
    .values({
      company_id: companyId,
      name: 'Jantar Elektro sp. z o.o.',
      nip: '9153082648',
      sending_mode: over.sendingMode ?? 'automatic',
      settings: JSON.stringify(over.settings ?? {}),
      created_at: clock.now(),
    })
    .execute()
  const connect = async (shelf: 'connector' | 'channel', pluginId: string, kinds: readonly string[]) => {
    const connectionId = newId()
    await insertConnection(database, {
      companyId,
      connectionId,
      shelf,
      pluginId,
      name: pluginId,
      settings: {},
      secrets: null,
      kinds,
      webhookKey: newId(),
      createdAt: clock.now(),
    })
    return connectionId
  }
  const readBank = async (at = clock.now()) => {
    await database.deleteFrom('bank_accounts').where('company_id', '=', companyId).execute()
    await database
      .insertInto('bank_accounts')
      .values({ company_id: companyId, account_id: newId(), account: 'PL1', currency: 'PLN', last_read_at: at, created_at: at })
      .execute()
  }
  await readBank()
  return { companyId, connect, readBank, ...ledgerRows(shell, companyId) }
}

/** Rows as the ledger would write them, balances in step with entries. */
function ledgerRows({ database, clock }: Shell, companyId: Id) {
  const at = () => clock.now()
  return {
    customer: async (over: { readonly name?: string; readonly email?: string | null } = {}) => {
      const customerId = newId()
      const name = over.name ?? `Klient ${customerId.slice(-4)}`
      await database
        .insertInto('customers')
        .values({
          company_id: companyId,
          customer_id: customerId,
          name,
          name_folded: foldText(name),
          email: over.email === undefined ? `k-${customerId.slice(-6)}@klient.example` : over.email,
          created_at: at(),
        })
        .execute()
      return customerId
    },
    invoice: async (customerId: Id, over: { readonly dueOn?: string; readonly minor?: bigint; readonly number?: string } = {}) => {
      const invoiceId = newId()
      const dueOn: Day = day(over.dueOn ?? '2026-11-17')
      const issueOn = addDays(dueOn, -14)
      const minor = over.minor ?? 10_000n
      const number = over.number ?? `FV ${invoiceId.slice(-5)}`
      await database
        .insertInto('invoices')
        .values({
          company_id: companyId,
          invoice_id: invoiceId,
          source_key: 'test',
          external_id: invoiceId,
          number,
          number_key: number,
          type: 'invoice',
          issue_on: issueOn,
          due_on: dueOn,
          currency: 'PLN',
          total_minor: minor,
          customer_id: customerId,
          created_at: at(),
          changed_at: at(),
        })
        .execute()
      await database
        .insertInto('invoice_balances')
        .values({
          company_id: companyId,
          invoice_id: invoiceId,
          customer_id: customerId,
          due_on: dueOn,
          issue_on: issueOn,
          type: 'invoice',
          currency: 'PLN',
          total_minor: minor,
          open_minor: minor,
          settled_minor: 0n,
          status: 'unpaid',
          since_on: issueOn,
        })
        .execute()
      return invoiceId
    },
    payment: async (over: { readonly minor?: bigint; readonly customerId?: Id | null; readonly bookedOn?: string } = {}) => {
      const paymentId = newId()
      const minor = over.minor ?? 10_000n
      await database
        .insertInto('payments')
        .values({
          company_id: companyId,
          payment_id: paymentId,
          source: 'bank',
          source_key: 'test',
          external_id: paymentId,
          booked_on: day(over.bookedOn ?? '2026-11-19'),
          amount_minor: minor,
          currency: 'PLN',
          title: 'zapłata',
          customer_id: over.customerId ?? null,
          payer_name: 'Ktoś Zupełnie Inny',
          created_at: at(),
        })
        .execute()
      await database
        .insertInto('payment_balances')
        .values({
          company_id: companyId,
          payment_id: paymentId,
          currency: 'PLN',
          amount_minor: minor,
          unapplied_minor: minor,
          status: 'new',
        })
        .execute()
      return paymentId
    },
    /** Sets `minor` of a payment against an invoice; a negative amount takes it back, naming what it reverses. */
    allocate: async (paymentId: Id, invoiceId: Id, minor = 10_000n, reverses: Id | null = null) => {
      const entryId = newId()
      await database
        .insertInto('entries')
        .values({
          company_id: companyId,
          entry_id: entryId,
          group_id: entryId,
          kind: 'allocation',
          on_day: day('2026-11-19'),
          recorded_at: at(),
          actor: 'system:system',
          invoice_id: invoiceId,
          payment_id: paymentId,
          amount_minor: minor,
          currency: 'PLN',
          payment_minor: minor,
          payment_currency: 'PLN',
          reverses,
        })
        .execute()
      await database
        .updateTable('invoice_balances')
        .set((eb) => ({ open_minor: eb('open_minor', '-', minor), settled_minor: eb('settled_minor', '+', minor) }))
        .where('company_id', '=', companyId)
        .where('invoice_id', '=', invoiceId)
        .execute()
      await database
        .updateTable('invoice_balances')
        .set((eb) => ({
          status: eb
            .case()
            .when('open_minor', '=', 0n)
            .then('paid')
            .when('settled_minor', '=', 0n)
            .then('unpaid')
            .else('partly-paid')
            .end(),
        }))
        .where('company_id', '=', companyId)
        .where('invoice_id', '=', invoiceId)
        .execute()
      await database
        .updateTable('payment_balances')
        .set((eb) => ({ unapplied_minor: eb('unapplied_minor', '-', minor), status: minor > 0n ? 'settled' : 'new' }))
        .where('company_id', '=', companyId)
        .where('payment_id', '=', paymentId)
        .execute()
      return entryId
    },
    rows: (kind = 'message') =>
      database.selectFrom('outbox').selectAll().where('company_id', '=', companyId).where('kind', '=', kind).orderBy('outbox_id').execute(),
  }
}
