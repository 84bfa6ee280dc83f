// The machine's clock steps back or jumps ahead between the plan and the sending: nothing goes twice, nothing is lost, nothing goes in a burst.
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { resolveUnknownMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import { accepted, thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
const left: { readonly to: string; readonly at: Date }[] = []
beforeEach(() => {
  world.clock.set(thursdayNoon)
  left.length = 0
  Object.assign(world.behaviour, {
    sendingAllowed: true,
    send: async (message: { readonly to: readonly { readonly address: string }[] }) => {
      left.push({ to: message.to[0]?.address ?? '', at: world.clock.now() })
      return accepted
    },
  })
})

const hourMs = 3_600_000

/** A company with so many customers in arrears and so many reminders an hour. */
async function inArrears(customers: number, remindersPerHour: number) {
  const company = await world.company({ settings: { remindersPerHour, staleAfterHours: 500 } })
  await company.connect('channel', 'postbox', ['email'])
  for (let left = customers; left > 0; left--) await company.invoice(await company.customer())
  return company
}
const twoWorkers = (companyId: Id) => Promise.all([0, 1].map(() => deliverOutbox(world.shell, { companyId, parts: ['messages'] })))
const mostInAnHour = () =>
  Math.max(...left.map((one) => left.filter((other) => Math.abs(other.at.getTime() - one.at.getTime()) < hourMs).length))

describe('T48 the clock', () => {
  test('steps back two hours after a reminder has left: it does not go again, and the next of the hour still waits', async () => {
    const { companyId, rows } = await inArrears(2, 1)
    await runDunning(world.shell, { companyId })
    await twoWorkers(companyId)
    expect(left).toHaveLength(1)
    world.clock.set(new Date(thursdayNoon.getTime() - 2 * hourMs))
    await runDunning(world.shell, { companyId })
    await twoWorkers(companyId)
    expect(left).toHaveLength(1)
    for (const minutes of [5, 30, 59, 61, 90]) {
      world.clock.set(new Date(thursdayNoon.getTime() + minutes * 60_000))
      await runDunning(world.shell, { companyId })
      await twoWorkers(companyId)
      expect(left).toHaveLength(minutes < 60 ? 1 : 2)
    }
    expect(new Set(left.map((one) => one.to)).size).toBe(2)
    expect((await rows()).map((row) => row.state)).toEqual(['done', 'done'])
  })

  test('jumps three days ahead over the window: what was missed goes in the next window, no more than so many an hour, each once', async () => {
    const { companyId } = await inArrears(7, 2)
    world.clock.set(new Date('2026-11-19T07:00:00Z'))
    await runDunning(world.shell, { companyId })
    await twoWorkers(companyId)
    // Before nine nothing goes; then the clock stands on Sunday.
    expect(left).toEqual([])
    world.clock.set(new Date('2026-11-22T11:00:00Z'))
    await runDunning(world.shell, { companyId })
    await twoWorkers(companyId)
    expect(left).toEqual([])
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      world.clock.set(new Date(Date.parse('2026-11-23T06:00:00Z') + minutes * 60_000))
      if (minutes === 0) await runDunning(world.shell, { companyId })
      await twoWorkers(companyId)
    }
    expect(left).toHaveLength(7)
    expect(new Set(left.map((one) => one.to)).size).toBe(7)
    expect(mostInAnHour()).toBe(2)
    // The window is from nine to four on the clock of Warsaw.
    expect(left.every((one) => one.at >= new Date('2026-11-23T08:00:00Z') && one.at < new Date('2026-11-23T15:00:00Z'))).toBe(true)
  })

  test('shows noon, and a reminder that has waited since the morning is on its way: another worker takes no second place in the hour', async () => {
    const { companyId } = await inArrears(2, 1)
    world.clock.set(new Date('2026-11-19T07:30:00Z'))
    await runDunning(world.shell, { companyId })
    await deliverOutbox(world.shell, { companyId, parts: ['messages'] })
    world.clock.set(thursdayNoon)
    const { send } = world.behaviour
    world.behaviour.send = async (message) => {
      const outcome = await send(message)
      if (left.length === 1) await deliverOutbox(world.shell, { companyId, parts: ['messages'] })
      return outcome
    }
    await deliverOutbox(world.shell, { companyId, parts: ['messages'], limit: 1 })
    expect(left).toHaveLength(1)
  })

  test('T60 a message whose arrival is learnt three weeks later left when the channel had it: the next reminder waits no longer for that', async () => {
    const { companyId, rows } = await inArrears(1, 60)
    world.behaviour.send = async () => ({ kind: 'unknown', detail: 'no answer' })
    await runDunning(world.shell, { companyId })
    await deliverOutbox(world.shell, { companyId })
    const [row] = await rows()
    expect(row?.state).toBe('unknown')
    world.clock.set(new Date('2026-12-08T09:00:00Z'))
    await resolveUnknownMessage(world.shell, {
      companyId,
      actor: { kind: 'person', id: 'usr_anna', name: 'Anna' },
      outboxId: row?.outbox_id ?? '',
      arrived: true,
    })
    expect((await rows())[0]).toMatchObject({ state: 'done', reason: 'person', sent_at: thursdayNoon })
    expect(await runDunning(world.shell, { companyId })).toMatchObject({ planned: 1, later: 0 })
  })
})

test('T65 a payment of exactly his amount that nobody has placed for ten weeks still keeps the reminder back', async () => {
  const { companyId, payment, rows } = await inArrears(1, 60)
  await payment({ bookedOn: '2026-09-10' })
  await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
  expect(left).toEqual([])
  expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['withheld', 'payment-may-be-theirs']])
})
