// Lets the house live through a story with two workers that may die, then through calm weeks, and says what was wrong or forgotten.
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage, cancelMessage } from '#flows/outbox-decisions'
import { insertHold } from '#store/holds'
import { suppress } from '#store/suppressions'
import { type Day, instantAt } from '#values/day'
import { isFailure } from '#values/failure'
import { calmDown } from './calm-down.ts'
import { dice, throwFor } from './dice.ts'
import { buildHouse, type Ground, person, policyOfStory, zone } from './house.ts'
import { forgotten, takenTwice } from './last-look.ts'
import { answerOf, hearLetters, type Life, placeByHand, plan, resolveUnknown, rowsIn, setMode, tell } from './life.ts'
import { Killed, mortal } from './mortal.ts'
import { noticesForgotten } from './notices.ts'
import { happen } from './people.ts'
import { type StoryDay, story as storyOf } from './story.ts'
import { witness } from './witness.ts'

export type Outcome = {
  readonly seed: number
  readonly messages: number
  readonly kills: number
  readonly wrong: readonly string[]
  readonly forgotten: readonly string[]
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

/** A worker that was killed ends in `Killed`; any other error is one of the house. */
async function allDone(life: Life, works: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) {
    if (result.status === 'fulfilled') continue
    if (!(result.reason instanceof Killed)) throw result.reason
    life.kills++
  }
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
