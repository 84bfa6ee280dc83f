// A company of the story on a real database, made and fed through the real flows; its channel is the witness.
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { Policy } from '#domain/dunning/policy'
import { presetPolicies } from '#domain/dunning/policy-presets'
import { type Actor, system } from '#flows/actor'
import { keepPolicy } from '#flows/change-dunning'
import { beginIntake } from '#flows/intake'
import { matchPayments } from '#flows/match-payments'
import type { Shell } from '#flows/shell'
import { storeGatewayPayments } from '#flows/store-gateway-payments'
import { storeInvoices } from '#flows/store-invoices'
import { defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { settableClock } from '#ports/clock'
import { insertConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { type TestShell, testCompany, testShell } from '#test/support/shell'
import { PLN } from '#values/currency'
import { instantAt } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { keepPlans } from './keep-plans.ts'
import type { Story, StoryPayment } from './story.ts'

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

/** The ready ladder by mail alone. */
export const policyOfStory = (story: Story): Policy => {
  const preset = presetPolicies[story.preset]
  const { steps } = preset
  return { ...preset, steps: steps.map((step) => ({ ...step, media: step.media.length === 0 ? [] : ['email'] })) }
}

export type House = {
  readonly companyId: Id
  readonly shell: Shell
  readonly clock: ReturnType<typeof settableClock>
  readonly customerIds: readonly Id[]
  readonly invoiceIds: ReadonlyMap<string, Id>
  /** What the channel answers to the message that it is handed. */
  answer: (message: OutgoingMessage) => Promise<SendOutcome>
  restored: boolean
  readBank(at: Date): Promise<void>
  receive(payment: StoryPayment): Promise<void>
}

export async function buildHouse(ground: Ground, story: Story): Promise<House> {
  const first = story.days[0]?.on ?? story.calmDays[0]
  if (first === undefined) throw new Error('a story without days')
  const clock = settableClock(instantAt(first, 6, 0, zone))
  const channel = defineChannel({
    id: 'postbox',
    name: 'Postbox',
    carries: 'email',
    about: { pl: '', en: '' },
    settings: {},
    test: async () => ({ account: 'postbox' }),
    send: (_context, message) => house.answer(message),
  })
  const shell: Shell = {
    ...ground.shell,
    clock,
    translatorFor: words,
    shelves: { ...ground.shell.shelves, channels: new Map([['postbox', channel]]) },
    sendingAllowed: async () => !house.restored,
  }
  const companyId = await testCompany(shell, { automaticPosting: true, confirmations: false, remindersPerHour: story.perHour }, 'Jantar')
  await insertConnection(shell.database, {
    companyId,
    connectionId: newId(),
    shelf: 'channel',
    pluginId: 'postbox',
    name: 'postbox',
    settings: {},
    secrets: null,
    kinds: ['email'],
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
  const stored = await intake(shell, companyId, (tx, of) =>
    storeInvoices(
      tx,
      of,
      story.invoices.map((invoice) => ({
        knownAs: null,
        record: {
          externalId: invoice.number,
          number: invoice.number,
          type: 'invoice',
          issueOn: invoice.issueOn,
          dueOn: invoice.dueOn,
          total: money(invoice.minor, PLN),
          customer: {
            externalId: String(invoice.customer),
            name: `Klient ${'ABC'[invoice.customer]} sp. z o.o.`,
            email: `klient-${invoice.customer}@klient.example`,
          },
        },
      })),
    ),
  )
  const rows = await shell.database
    .selectFrom('invoices')
    .select(['number', 'invoice_id', 'customer_id'])
    .where('company_id', '=', companyId)
    .execute()
  if (stored.outcomes.length !== story.invoices.length || rows.length !== story.invoices.length)
    throw new Error('not every invoice came in')
  const idOf = (customer: number) => {
    const number = story.invoices.find((invoice) => invoice.customer === customer)?.number
    return rows.find((row) => row.number === number)?.customer_id ?? ''
  }
  const house: House = {
    companyId,
    shell,
    clock,
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
      await intake(shell, companyId, (tx, of) =>
        storeGatewayPayments(tx, of, [
          {
            externalId: payment.id,
            kind: 'payment',
            bookedOn: payment.on,
            occurredAt: clock.now(),
            amount: money(payment.minor, PLN),
            payerName: payment.title === 'clear' ? `KLIENT ${'ABC'[payment.customer]} SP Z O O` : 'Zupełnie Kto Inny',
            title: payment.title === 'clear' ? `zaplata ${payment.invoice}` : 'przelew',
          },
        ]),
      )
      await matchPayments(shell, { companyId })
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
