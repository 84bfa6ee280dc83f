// A company of the story on a real database, made and fed through the real flows; its channel is the witness.
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { Policy } from '#domain/dunning/policy'
import { type Preset, presetPolicies } from '#domain/dunning/policy-presets'
import { type Actor, system } from '#flows/actor'
import { keepPolicy } from '#flows/change-dunning'
import { beginIntake } from '#flows/intake'
import { matchPayments } from '#flows/match-payments'
import type { Shell } from '#flows/shell'
import { storeGatewayPayments } from '#flows/store-gateway-payments'
import { storeInvoices } from '#flows/store-invoices'
import { defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { settableClock } from '#ports/clock'
import type { PaymentRecord } from '#ports/connector'
import type { InvoiceRecord } from '#ports/invoice-format'
import { insertConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { type TestShell, testCompany, testShell } from '#test/support/shell'
import { PLN } from '#values/currency'
import { type Day, instantAt } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { keepPlans } from './keep-plans.ts'
import type { Story } from './story.ts'
import type { StoryInvoice, StoryPayment } from './story-facts.ts'

export const zone = 'Europe/Warsaw'
export const person: Actor = { kind: 'person', id: 'usr_sim', name: 'Anna' }

const words = translatorsOf(readWords())

export type Ground = { readonly shell: TestShell; close(): Promise<void> }

/** One pool of connections for all companies of a run. */
export function openGround(url: string, connections: number): Ground {
  const shell = testShell({ url, close: async () => undefined }, { connections })
  shell.open.pool.on('connect', keepPlans)
  return { shell, close: () => shell.close() }
}

/** A ready ladder by the ways of the story. */
export const policyOfStory = (story: Story, preset: Preset = story.preset): Policy => {
  const ready = presetPolicies[preset]
  return story.ways === 'all'
    ? ready
    : { ...ready, steps: ready.steps.map((step) => ({ ...step, media: step.media.length === 0 ? [] : ['email'] })) }
}

export type House = {
  readonly companyId: Id
  readonly shell: Shell
  readonly clock: ReturnType<typeof settableClock>
  readonly customerIds: readonly Id[]
  readonly invoiceIds: ReadonlyMap<string, Id>
  /** What a channel answers to the message that it is handed. */
  answer: (message: OutgoingMessage, medium: 'email' | 'sms') => Promise<SendOutcome>
  policy: { readonly policyId: Id; readonly version: number }
  /** Of the two customers that became one. */
  mergeId: Id
  restored: boolean
  readBank(at: Date): Promise<void>
  receive(payment: StoryPayment): Promise<void>
  /** Hands on what the source says about its documents. */
  hear(invoices: readonly InvoiceRecord[]): Promise<void>
  takeBack(payment: StoryPayment, on: Day): Promise<void>
}

export const recordOf = (invoice: StoryInvoice): InvoiceRecord => ({
  externalId: invoice.number,
  number: invoice.number,
  type: 'invoice',
  issueOn: invoice.issueOn,
  dueOn: invoice.dueOn,
  total: money(invoice.minor, PLN),
  customer: {
    externalId: String(invoice.customer),
    name: nameOf(invoice.customer),
    email: `klient-${invoice.customer}@klient.example`,
    phone: `+48 60000000${invoice.customer}`,
    address: `ul. Klientów ${invoice.customer}, 00-001 Warszawa`,
  },
})

const nameOf = (customer: number): string => `Klient ${'ABC'[customer]} sp. z o.o.`

export async function buildHouse(ground: Ground, story: Story): Promise<House> {
  const first = story.days[0]?.on ?? story.calmDays[0]
  if (first === undefined) throw new Error('a story without days')
  const clock = settableClock(instantAt(first, 6, 0, zone))
  const channels = (['email', 'sms'] as const).map((carries) =>
    defineChannel({
      id: carries,
      name: carries,
      carries,
      about: { pl: '', en: '' },
      settings: {},
      test: async () => ({ account: carries }),
      send: (_context, message) => house.answer(message, carries),
    }),
  )
  const shell: Shell = {
    ...ground.shell,
    clock,
    translatorFor: words,
    shelves: { ...ground.shell.shelves, channels: new Map(channels.map((channel) => [channel.id, channel])) },
    sendingAllowed: async () => !house.restored,
  }
  const companyId = await testCompany(shell, { automaticPosting: true, confirmations: false, remindersPerHour: story.perHour }, 'Jantar')
  for (const { id } of channels)
    await insertConnection(shell.database, {
      companyId,
      connectionId: newId(),
      shelf: 'channel',
      pluginId: id,
      name: id,
      settings: {},
      secrets: null,
      kinds: [id],
      webhookKey: newId(),
      createdAt: clock.now(),
    })
  const kept = await keepPolicy(shell, {
    companyId,
    actor: system,
    policyId: null,
    basedOn: null,
    name: story.preset,
    policy: policyOfStory(story),
  })
  if (!kept.kept) throw new Error(`the policy of the story is wrong: ${JSON.stringify(kept.problems)}`)
  const accountId = newId()
  await shell.database
    .insertInto('bank_accounts')
    .values({
      company_id: companyId,
      account_id: accountId,
      account: 'PL1',
      currency: 'PLN',
      last_read_at: clock.now(),
      created_at: clock.now(),
    })
    .execute()
  const hear = async (invoices: readonly InvoiceRecord[]): Promise<void> => {
    const { outcomes } = await intake(shell, companyId, (tx, of) =>
      storeInvoices(
        tx,
        of,
        invoices.map((record) => ({ knownAs: null, record })),
      ),
    )
    const refused = outcomes.find((outcome) => outcome.kind === 'rejected')
    if (outcomes.length !== invoices.length || refused !== undefined)
      throw new Error(`a document did not come in: ${JSON.stringify(refused)}`)
  }
  await hear(story.invoices.map(recordOf))
  const rows = await shell.database
    .selectFrom('invoices')
    .select(['number', 'invoice_id', 'customer_id'])
    .where('company_id', '=', companyId)
    .execute()
  if (rows.length !== story.invoices.length) throw new Error('not every invoice came in')
  const idOf = (customer: number) => {
    const number = story.invoices.find((invoice) => invoice.customer === customer)?.number
    return rows.find((row) => row.number === number)?.customer_id ?? ''
  }
  const gateway = (records: readonly PaymentRecord[]) => intake(shell, companyId, (tx, of) => storeGatewayPayments(tx, of, records))
  const house: House = {
    companyId,
    shell,
    clock,
    policy: { policyId: kept.policyId, version: kept.version },
    mergeId: '',
    hear,
    restored: false,
    customerIds: Array.from({ length: story.customers }, (_, customer) => idOf(customer)),
    invoiceIds: new Map(rows.map((row) => [row.number, row.invoice_id])),
    answer: async () => ({ kind: 'accepted', externalId: null, detail: '' }),
    readBank: async (at) => {
      await shell.database
        .updateTable('bank_accounts')
        .set({ last_read_at: at })
        .where('account_id', '=', accountId)
        .where('company_id', '=', companyId)
        .execute()
    },
    receive: async (payment) => {
      await gateway([
        {
          externalId: payment.id,
          kind: 'payment',
          bookedOn: payment.on,
          occurredAt: clock.now(),
          amount: money(payment.minor, PLN),
          payerName: payment.title === 'clear' ? nameOf(payment.customer).toUpperCase() : 'Zupełnie Kto Inny',
          title: payment.title === 'clear' ? `zaplata ${payment.invoice}` : 'przelew',
        },
      ])
      await matchPayments(shell, { companyId })
    },
    takeBack: async (payment, on) => {
      const { became } = await gateway([
        {
          externalId: `${payment.id} back`,
          kind: 'chargeback',
          bookedOn: on,
          occurredAt: clock.now(),
          amount: money(-payment.minor, PLN),
          title: `zwrot ${payment.invoice}`,
          reverses: payment.id,
        },
      ])
      if (became[0]?.outcome !== 'accepted') throw new Error(`money was not taken back: ${JSON.stringify(became)}`)
    },
  }
  return house
}

const intake = <T>(
  shell: Shell,
  companyId: Id,
  work: (tx: Parameters<typeof storeInvoices>[0], of: Awaited<ReturnType<typeof beginIntake>>) => Promise<T>,
) =>
  inTransaction(shell.database, async (tx) =>
    work(tx, await beginIntake(tx, shell, { companyId, importId: newId(), connectionId: null, sourceKey: 'story', actor: system })),
  )
