// The end of a story: everything mends, and for some weeks nothing breaks, so that whatever is due has to go.
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage } from '#flows/outbox-decisions'
import { endHold } from '#store/holds'
import { addDays, type Day, instantAt } from '#values/day'
import { isFailure } from '#values/failure'
import { person, zone } from './house.ts'
import { answerOf, hearLetters, type Life, placeByHand, plan, resolveUnknown, rowsIn, setMode, tell } from './life.ts'

/** Everything mends, and for some weeks nothing breaks: whatever is due has to go now. */
export async function calmDown(life: Life, last: Day | null): Promise<void> {
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
  await database.deleteFrom('dunning_assignments').where('company_id', '=', house.companyId).execute()
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
