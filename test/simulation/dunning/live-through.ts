// Lets the house live through a story with two workers that may die, then through a calm fortnight, and says what was wrong or forgotten.

import type { Policy } from '#domain/dunning/policy'
import { system } from '#flows/actor'
import { changeCompany } from '#flows/change-company'
import { messagePayload } from '#flows/deliver/message-content'
import { messageKey } from '#flows/deliver/outgoing-message'
import { deliverOutbox } from '#flows/deliver-outbox'
import { judgeAgreements } from '#flows/judge-agreements'
import { markOutside } from '#flows/mark-outside'
import { approveMessage, cancelMessage, resolveUnknownMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import type { Shell } from '#flows/shell'
import type { SendOutcome } from '#ports/channel'
import { endHold, insertHold } from '#store/holds'
import { suppress } from '#store/suppressions'
import { addDays, type Day, instantAt } from '#values/day'
import { isFailure } from '#values/failure'
import { dice, throwFor } from './dice.ts'
import { buildHouse, type Ground, type House, person, policyOfStory, zone } from './house.ts'
import { forgotten, takenTwice } from './last-look.ts'
import { Killed, type Mortal, mortal } from './mortal.ts'
import { noticesForgotten } from './notices.ts'
import { happen } from './people.ts'
import { type Mode, type Story, type StoryDay, story as storyOf } from './story.ts'
import { type Witness, witness } from './witness.ts'

export type Outcome = {
  readonly seed: number
  readonly messages: number
  readonly kills: number
  readonly wrong: readonly string[]
  readonly forgotten: readonly string[]
}

type Life = {
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

export async function liveThrough(ground: Ground, seed: number): Promise<Outcome> {
  const story = storyOf(seed)
  const house = await buildHouse(ground, story)
  const policy = policyOfStory(story)
  const life: Life = {
    story,
    house,
    seen: witness(story, policy),
    outside: new Set(),
    policy,
    mode: 'off',
    bankReadAt: house.clock.now(),
    kills: 0,
  }
  await setMode(life, 'automatic')
  let last: Day | null = null
  for (const day of story.days) {
    await liveDay(life, day, last)
    last = day.on
  }
  await calmDown(life, last)
  return {
    seed,
    messages: life.seen.got.length,
    kills: life.kills,
    wrong: [...life.seen.wrong, ...(await takenTwice(life))],
    forgotten: [...(await forgotten(life)), ...noticesForgotten(story, life.policy, life.seen)],
  }
}

async function setMode(life: Life, mode: Mode): Promise<void> {
  if (life.mode === mode) return
  life.mode = mode
  await changeCompany(life.house.shell, { companyId: life.house.companyId, actor: system, change: { sendingMode: mode } })
}

const tell = ({ seen, mode, house, bankReadAt, policy }: Life) => seen.now({ mode, restored: house.restored, bankReadAt, times: policy })

async function liveDay(life: Life, day: StoryDay, last: Day | null): Promise<void> {
  const { house, story } = life
  const roll = dice(story.seed * 1_000 + Number(day.on.slice(5, 7)) * 31 + Number(day.on.slice(8)))
  const at = (seconds: number) =>
    new Date(
      instantAt(day.on, 0, 0, zone).getTime() +
        (instantAt(day.on, 12, 0, zone).getTime() - instantAt(day.on, 0, 0, zone).getTime() - 12 * 3_600_000) +
        seconds * 1_000,
    )
  const since = <T extends { readonly on: Day }>(each: T) => each.on <= day.on && (last === null || each.on > last)
  house.clock.set(at(7 * 3_600))
  await setMode(life, day.mode)
  house.restored = day.restored
  await makeHolds(life, day.on, last)
  for (const { customer } of story.struckOff.filter(since)) await strikeOff(life, customer)
  const arrives = async (when: 'dawn' | 'midday') => {
    for (const payment of story.payments.filter((each) =>
      since(each) && each.on < day.on ? when === 'dawn' : since(each) && each.when === when,
    )) {
      await house.receive(payment)
      life.seen.truth.paid(payment.invoice, payment.minor)
    }
    for (const what of story.happenings.filter((each) => since(each) && (each.on < day.on ? when === 'dawn' : each.when === when))) {
      await happen({ house, story, truth: life.seen.truth, outside: life.outside }, what, day.on)
      if (what.kind === 'policy') life.policy = policyOfStory(story, what.preset)
    }
    tell(life)
  }
  await arrives('dawn')
  if (day.bankRead) {
    life.bankReadAt = house.clock.now()
    await house.readBank(life.bankReadAt)
  }
  tell(life)
  for (const [index, seconds] of day.looks.entries()) {
    house.clock.set(at(day.clockBack && index > 0 ? Math.max(seconds - 7_200, 7 * 3_600 + index) : seconds))
    const workers = [0, 1].map(() => mortal(house.shell, day.kills && roll.chance(0.4) ? roll.below(60) : null))
    life.house.answer = answerOf(life, day, workers)
    await allDone(life, index === 0 ? workers.map((worker) => plan(worker.shell, house)) : [])
    if (index === 0) await arrives('midday')
    // Demands wait for a person in automatic mode too, and he does not look every day.
    if (index > 0 && (day.mode === 'approve' || (day.mode === 'automatic' && roll.chance(0.4)))) await decideWaiting(life, day)
    await allDone(
      life,
      workers.map((worker) => deliverOutbox(worker.shell, { companyId: house.companyId, parts: ['messages'] })),
    )
    await hearLetters(life)
  }
  if (roll.chance(0.3)) await resolveUnknown(life)
  if (roll.chance(0.1)) await placeByHand(life)
}

async function plan(shell: Shell, { companyId }: House): Promise<void> {
  await judgeAgreements(shell, { companyId })
  await runDunning(shell, { companyId })
}

/** What a person has posted went by no channel: the books say when. */
async function hearLetters({ house, story, seen }: Life): Promise<void> {
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

/** A worker that was killed ends in `Killed`; any other error is one of the house. */
async function allDone(life: Life, works: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) {
    if (result.status === 'fulfilled') continue
    if (!(result.reason instanceof Killed)) throw result.reason
    life.kills++
  }
}

/** The channel takes the message and says so, takes it and is silent, kills the worker that asked, or takes nothing. */
const answerOf =
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

async function makeHolds(life: Life, on: Day, last: Day | null): Promise<void> {
  const { house, story, seen } = life
  for (const hold of story.holds)
    if (hold.from <= on && (last === null || hold.from > last) && hold.until >= on)
      await insertHold(house.shell.database, house.companyId, {
        kind: hold.kind,
        customerId: house.customerIds[seen.truth.customerNow(hold.customer)] ?? '',
        invoiceId: hold.invoice === null ? null : (house.invoiceIds.get(hold.invoice) ?? ''),
        untilOn: hold.until,
        why: 'story',
        createdBy: 'person:usr_sim',
        createdAt: house.clock.now(),
      })
}

async function strikeOff(life: Life, customer: number): Promise<void> {
  await suppress(life.house.shell.database, life.house.companyId, {
    address: `klient-${customer}@klient.example`,
    reason: 'bounced',
    detail: null,
    customerId: life.house.customerIds[life.seen.truth.customerNow(customer)] ?? null,
    outboxId: null,
    createdBy: 'system:system',
    at: life.house.clock.now(),
  })
  life.seen.truth.struckOff(customer, true)
}

const rowsIn = (house: House, state: string) =>
  house.shell.database
    .selectFrom('outbox')
    .select(['outbox_id', 'key', 'company_id'])
    .where('company_id', '=', house.companyId)
    .where('kind', '=', 'message')
    .where('state', '=', state)
    .orderBy('outbox_id')
    .execute()

/** A person reads what waits: lets most go, keeps some back, leaves the rest for another day. */
async function decideWaiting(life: Life, day: StoryDay): Promise<void> {
  const { house, story } = life
  for (const row of await rowsIn(house, 'awaiting-approval')) {
    const thrown = throwFor(story.seed, `decides ${row.key} ${day.on}`)
    const command = { companyId: house.companyId, actor: person, outboxId: row.outbox_id }
    try {
      if (thrown < 0.7) await approveMessage(house.shell, command)
      else if (thrown < 0.75) await cancelMessage(house.shell, command)
    } catch (error) {
      if (!isFailure(error, 'outbox.outdated') && !isFailure(error, 'outbox.not-waiting')) throw error
    }
  }
}

/** A person looks into the mailbox and tells the truth. */
async function resolveUnknown(life: Life): Promise<void> {
  const { house, seen } = life
  for (const row of await rowsIn(house, 'unknown')) {
    const arrived = seen.got.some((got) => got.key === `${row.company_id}/${row.key}`)
    await resolveUnknownMessage(house.shell, { companyId: house.companyId, actor: person, outboxId: row.outbox_id, arrived })
  }
}

/** What nobody could place is marked as no customer's, so that it keeps no reminder back for ever. */
async function placeByHand(life: Life): Promise<void> {
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
  }
}

/** Everything mends, and for some weeks nothing breaks: whatever is due has to go now. */
async function calmDown(life: Life, last: Day | null): Promise<void> {
  const { house, story, seen } = life
  const { database } = house.shell
  house.restored = false
  await setMode(life, 'automatic')
  const holds = await database
    .selectFrom('holds')
    .select('hold_id')
    .where('company_id', '=', house.companyId)
    .where('ended_at', 'is', null)
    // Plans are judged by the money that comes, and by nobody else.
    .where((eb) => eb.or([eb('kind', '<>', 'instalments'), eb('amount_minor', 'is', null)]))
    .execute()
  for (const { hold_id: holdId } of holds)
    await endHold(database, house.companyId, holdId, { at: house.clock.now(), by: 'person:usr_sim', why: null })
  await database
    .updateTable('suppressed_addresses')
    .set({ lifted_at: house.clock.now(), lifted_by: 'person:usr_sim' })
    .where('company_id', '=', house.companyId)
    .where('lifted_at', 'is', null)
    .execute()
  for (const { customer } of story.struckOff) seen.truth.struckOff(customer, false)
  seen.truth.endHolds()
  for (const payment of story.payments.filter((each) => last === null || each.on > last)) {
    house.clock.set(instantAt(addDays(story.calmDays[0] ?? payment.on, 0), 6, 0, zone))
    await house.receive({ ...payment, on: story.calmDays[0] ?? payment.on })
    seen.truth.paid(payment.invoice, payment.minor)
  }
  await placeByHand(life)
  for (const on of story.calmDays) {
    house.clock.set(instantAt(on, 8, 0, zone))
    life.bankReadAt = house.clock.now()
    await house.readBank(life.bankReadAt)
    tell(life)
    life.house.answer = answerOf(life, { on, channel: 'up' }, [])
    await plan(house.shell, house)
    for (const [hour, minute] of [
      [9, 30],
      [10, 45],
      [12, 1],
      [14, 30],
    ] as const) {
      house.clock.set(instantAt(on, hour, minute, zone))
      await approveAll(life)
      await deliverOutbox(house.shell, { companyId: house.companyId, parts: ['messages'] })
      await hearLetters(life)
    }
    await resolveUnknown(life)
  }
}

/** Steps of the legal stage wait for a person in automatic mode too. */
async function approveAll(life: Life): Promise<void> {
  for (const row of await rowsIn(life.house, 'awaiting-approval'))
    try {
      await approveMessage(life.house.shell, { companyId: life.house.companyId, actor: person, outboxId: row.outbox_id })
    } catch (error) {
      if (!isFailure(error, 'outbox.outdated')) throw error
    }
}
