// The life of a house in a story: what is known of it from outside, and what people and channels do on any day.
import type { Policy } from '#domain/dunning/policy'
import { system } from '#flows/actor'
import { changeCompany } from '#flows/change-company'
import { messagePayload } from '#flows/deliver/message-content'
import { messageKey } from '#flows/deliver/outgoing-message'
import { judgeAgreements } from '#flows/judge-agreements'
import { markOutside } from '#flows/mark-outside'
import { resolveUnknownMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import type { Shell } from '#flows/shell'
import type { SendOutcome } from '#ports/channel'
import { throwFor } from './dice.ts'
import { type House, person } from './house.ts'
import type { Mortal } from './mortal.ts'
import type { Mode, Story, StoryDay } from './story.ts'
import type { Witness } from './witness.ts'

export type Life = {
  readonly story: Story
  readonly house: House
  readonly seen: Witness
  /** Payments that a person has marked as no customer's. */
  readonly outside: Set<string>
  policy: Policy
  mode: Mode
  bankReadAt: Date | null
  kills: number
}

export async function setMode(life: Life, mode: Mode): Promise<void> {
  if (life.mode === mode) return
  life.mode = mode
  await changeCompany(life.house.shell, { companyId: life.house.companyId, actor: system, change: { sendingMode: mode } })
}

export const tell = ({ seen, mode, house, bankReadAt, policy }: Life) =>
  seen.now({ mode, restored: house.restored, bankReadAt, times: policy })

export async function plan(shell: Shell, { companyId }: House): Promise<void> {
  await judgeAgreements(shell, { companyId })
  await runDunning(shell, { companyId })
}

/** What a person has posted went by no channel: the books say when. */
export async function hearLetters({ house, story, seen }: Life): Promise<void> {
  if (story.ways === 'mail') return
  const posted = await house.shell.database
    .selectFrom('outbox')
    .select(['company_id', 'outbox_id', 'key', 'payload', 'sent_at'])
    .where('company_id', '=', house.companyId)
    .where('kind', '=', 'message')
    .where('state', '=', 'done')
    .where('reason', '=', 'posted')
    .execute()
  for (const row of posted) {
    const key = messageKey(row)
    const { content } = messagePayload(row)
    if (content === undefined || row.sent_at === null || seen.got.some((got) => got.key === key)) continue
    seen.hear({ key, to: content.to.map(({ address }) => ({ address })), text: content.text }, 'letter', row.sent_at)
  }
}

/** The channel takes the message and says so, takes it and is silent, kills the worker that asked, or takes nothing. */
export const answerOf =
  (life: Life, day: Pick<StoryDay, 'on' | 'channel'>, workers: readonly Mortal[]) =>
  async (...[message, medium]: Parameters<House['answer']>): Promise<SendOutcome> => {
    const thrown = day.channel === 'up' ? 1 : throwFor(life.story.seed, `${message.key} ${day.on}`)
    if (day.channel === 'down' || thrown < 0.15) return { kind: 'later', reason: 'unavailable', detail: '421', retryAfterMs: null }
    if (thrown < 0.2) return { kind: 'refused', reason: 'policy', detail: '550' }
    life.seen.hear(message, medium, life.house.clock.now())
    if (thrown < 0.3) return { kind: 'unknown', detail: 'timed out after it was taken' }
    if (thrown < 0.4) throw new Error('the connection broke after it was taken')
    if (thrown < 0.5) for (const worker of workers) worker.kill()
    return { kind: 'accepted', externalId: null, detail: '250' }
  }

export const rowsIn = (house: House, state: string) =>
  house.shell.database
    .selectFrom('outbox')
    .select(['outbox_id', 'key', 'company_id'])
    .where('company_id', '=', house.companyId)
    .where('kind', '=', 'message')
    .where('state', '=', state)
    .orderBy('outbox_id')
    .execute()

/** A person looks into the mailbox and tells the truth. */
export async function resolveUnknown(life: Life): Promise<void> {
  const { house, seen } = life
  for (const row of await rowsIn(house, 'unknown')) {
    const arrived = seen.got.some((got) => got.key === `${row.company_id}/${row.key}`)
    await resolveUnknownMessage(house.shell, { companyId: house.companyId, actor: person, outboxId: row.outbox_id, arrived })
  }
}

/** What nobody could place is marked as no customer's, so that it keeps no reminder back for ever. */
export async function placeByHand(life: Life): Promise<void> {
  const { house } = life
  const unplaced = await house.shell.database
    .selectFrom('payment_balances as b')
    .innerJoin('payments as p', (join) => join.onRef('p.company_id', '=', 'b.company_id').onRef('p.payment_id', '=', 'b.payment_id'))
    .select(['b.payment_id', 'p.external_id'])
    .where('b.company_id', '=', house.companyId)
    .where('b.status', '=', 'new')
    .execute()
  for (const row of unplaced) {
    const meant = life.story.payments.find((payment) => payment.id === row.external_id)
    await markOutside(house.shell, { companyId: house.companyId, actor: person, paymentId: row.payment_id, reason: 'other' })
    if (meant === undefined) continue
    life.outside.add(meant.id)
    life.seen.truth.paid(meant.invoice, -meant.minor)
    life.seen.truth.partRefused(meant.invoice)
  }
}
