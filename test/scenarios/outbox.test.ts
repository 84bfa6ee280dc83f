// What leaves the house: each message once, each status until it has arrived, nothing while sending is off.
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { runDunning } from '#flows/run-dunning'
import { insertHold } from '#store/holds'
import { accepted, thursdayNoon, type World } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000))
/** A company with a mail connection and one customer with an overdue invoice. */
async function overdue(over: Parameters<World['company']>[0] = {}) {
  const company = await world.company(over)
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId)
  return { ...company, customerId, invoiceId }
}
const remind = async (companyId: Id) => {
  const report = await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
  return report
}

describe('a reminder', () => {
  test('goes once for a step, however often the round runs that day and the next', async () => {
    const { companyId, rows } = await overdue()
    for (let round = 0; round < 3; round++) await remind(companyId)
    later(24 * 60)
    await remind(companyId)
    expect(world.mailbox).toHaveLength(1)
    expect(world.mailbox[0]).toMatchObject({ fromName: 'Jantar Elektro sp. z o.o.', headers: { 'Auto-Submitted': 'auto-generated' } })
    expect((await rows()).map((row) => row.state)).toEqual(['done'])
  })

  test('T62 of two schedulers and four senders at once goes once', async () => {
    const { companyId } = await overdue()
    await Promise.all([runDunning(world.shell, { companyId }), runDunning(world.shell, { companyId })])
    await Promise.all(Array.from({ length: 4 }, () => deliverOutbox(world.shell, { companyId })))
    expect(world.mailbox).toHaveLength(1)
  })

  test('T66 names all overdue invoices of a customer in one message', async () => {
    const { companyId, customerId, invoice } = await overdue()
    await invoice(customerId, { number: 'FV druga', dueOn: '2026-11-05' })
    await remind(companyId)
    expect(world.mailbox).toHaveLength(1)
    expect(world.mailbox[0]?.text).toContain('FV druga')
    expect(world.mailbox[0]?.text).toContain('200,00\u00A0zł')
  })

  test('T61 whose invoice is paid between plan and sending is cancelled with the reason', async () => {
    const { companyId, invoiceId, payment, allocate, rows } = await overdue()
    await runDunning(world.shell, { companyId })
    await allocate(await payment(), invoiceId)
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(0)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['cancelled', 'settled']])
  })

  test('T65 is withheld with its reason while a hold lasts or bank data are stale, is told once, and goes when the reason has gone', async () => {
    const { companyId, customerId, rows, readBank } = await overdue()
    await readBank(new Date(thursdayNoon.getTime() - 40 * 3_600_000))
    await remind(companyId)
    await remind(companyId)
    later(24 * 60)
    await remind(companyId)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['withheld', 'bank-data-stale']])
    world.clock.set(thursdayNoon)
    await readBank()
    const holdId = await insertHold(world.database, companyId, {
      kind: 'promise',
      customerId,
      invoiceId: null,
      untilOn: null,
      why: 'obiecał',
      createdBy: 'person:x',
      createdAt: thursdayNoon,
    })
    await remind(companyId)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['withheld', 'promise']])
    await world.database.updateTable('holds').set({ ended_at: thursdayNoon }).where('hold_id', '=', holdId).execute()
    await remind(companyId)
    expect((await rows()).map((row) => row.state)).toEqual(['done'])
    expect(world.mailbox).toHaveLength(1)
  })

  test('T65 waits while a payment that nobody has placed could be the customer’s', async () => {
    const { companyId, payment, rows } = await overdue()
    await payment({ minor: 10_000n })
    await remind(companyId)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['withheld', 'payment-may-be-theirs']])
    expect(world.mailbox).toHaveLength(0)
  })

  test('T63 in a dry run opens no connection and shows the very message that goes live', async () => {
    const { companyId, rows } = await overdue({ sendingMode: 'dry-run' })
    await remind(companyId)
    expect(world.mailbox).toHaveLength(0)
    const [shown] = await rows()
    expect([shown?.state, shown?.reason]).toEqual(['withheld', 'dry-run'])
    await world.database.updateTable('companies').set({ sending_mode: 'automatic' }).where('company_id', '=', companyId).execute()
    await remind(companyId)
    const { content } = (shown?.payload ?? {}) as { content: { text: string; html: string; subject: string } }
    expect(world.mailbox).toHaveLength(1)
    expect(world.mailbox[0]).toMatchObject({ text: content.text, html: content.html, subject: content.subject })
  })

  test('does not leave a restored copy, a company whose sending is off, or one without approval', async () => {
    const restored = await overdue()
    world.behaviour.sendingAllowed = false
    expect((await runDunning(world.shell, { companyId: restored.companyId })).planned).toBe(1)
    expect(await deliverOutbox(world.shell)).toMatchObject({ stopped: true })
    world.behaviour.sendingAllowed = true
    await world.database.updateTable('companies').set({ sending_mode: 'off' }).where('company_id', '=', restored.companyId).execute()
    await remind(restored.companyId)
    expect((await restored.rows()).map((row) => [row.state, row.reason])).toEqual([['withheld', 'sending-off']])
    const approving = await overdue({ sendingMode: 'approve' })
    await remind(approving.companyId)
    expect((await approving.rows()).map((row) => row.state)).toEqual(['awaiting-approval'])
    expect(world.mailbox).toHaveLength(0)
  })

  test('without a mail connection waits and goes when there is one', async () => {
    const company = await world.company()
    await company.invoice(await company.customer())
    await remind(company.companyId)
    expect((await company.rows()).map((row) => [row.state, row.reason])).toEqual([['planned', 'no-channel']])
    await company.connect('channel', 'postbox', ['email'])
    later(20)
    await deliverOutbox(world.shell, { companyId: company.companyId })
    expect(world.mailbox).toHaveLength(1)
  })
})

describe('T60 an answer that never came', () => {
  test('a process that died while the channel was called leaves the message unknown, never sent again', async () => {
    const { companyId, rows } = await overdue()
    await runDunning(world.shell, { companyId })
    world.behaviour.send = () => new Promise(() => undefined)
    void deliverOutbox(world.shell, { companyId })
    await expect.poll(() => world.mailbox.length).toBe(1)
    expect((await rows())[0]?.state).toBe('sending')
    world.behaviour.send = async () => accepted
    later(11)
    await remind(companyId)
    later(24 * 60)
    await remind(companyId)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['unknown', 'worker-vanished']])
    expect(world.mailbox).toHaveLength(1)
  })

  test('a process that died before the channel was called has sent nothing, and the message goes later, once', async () => {
    const { companyId, rows } = await overdue()
    await runDunning(world.shell, { companyId })
    await world.database
      .updateTable('outbox')
      .set({ lease_until: new Date(thursdayNoon.getTime() + 600_000), lease_token: '01980000-0000-7000-8000-000000000001' })
      .where('company_id', '=', companyId)
      .execute()
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(0)
    later(11)
    await deliverOutbox(world.shell, { companyId })
    expect((await rows()).map((row) => row.state)).toEqual(['done'])
    expect(world.mailbox).toHaveLength(1)
  })

  test('a channel that says unknown, or throws, is never asked again for that message', async () => {
    for (const send of [
      async () => ({ kind: 'unknown', detail: 'timed out after DATA' }) as const,
      () => Promise.reject(new Error('socket')),
    ]) {
      const { companyId, rows } = await overdue()
      world.behaviour.send = send
      await remind(companyId)
      later(24 * 60)
      await remind(companyId)
      expect((await rows()).map((row) => row.state)).toEqual(['unknown'])
      world.clock.set(thursdayNoon)
    }
    expect(world.mailbox).toHaveLength(2)
  })

  test('an answer that comes after the lease has ended is still believed', async () => {
    const { companyId, rows } = await overdue()
    await runDunning(world.shell, { companyId })
    let answer: (outcome: typeof accepted) => void = () => undefined
    world.behaviour.send = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const sending = deliverOutbox(world.shell, { companyId })
    await expect.poll(() => world.mailbox.length).toBe(1)
    expect((await rows())[0]?.state).toBe('sending')
    later(11)
    await deliverOutbox(world.shell, { companyId })
    expect((await rows())[0]?.state).toBe('unknown')
    answer(accepted)
    await sending
    expect((await rows())[0]?.state).toBe('done')
  })

  test('one that took nothing is asked again after a while, a refusal never', async () => {
    const { companyId, rows } = await overdue()
    world.behaviour.send = async () => ({ kind: 'later', reason: 'unavailable', detail: '421', retryAfterMs: null })
    await remind(companyId)
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(1)
    world.behaviour.send = async () => ({ kind: 'refused', reason: 'bad-address', detail: '550 5.1.1' })
    later(3)
    await deliverOutbox(world.shell, { companyId })
    later(600)
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(2)
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['failed', 'bad-address']])
  })
})
