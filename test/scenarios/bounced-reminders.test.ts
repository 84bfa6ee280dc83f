// What becomes of the ladder when a reminder comes back, and of a message that would carry somebody else's file.
import { beforeEach, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { cancelMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import { takeChannelNews } from '#flows/take-channel-news'
import { messageHandle } from '#ports/message-handle'
import { keepFile } from '#store/files'
import { liftSuppression } from '#store/suppressions'
import { thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

async function inArrears() {
  const company = await world.company({ settings: { staleAfterHours: 5_000 } })
  const connectionId = await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer({ name: 'Beta', email: 'jan@beta.example' })
  const invoiceId = await company.invoice(customerId)
  return { ...company, connectionId, customerId, invoiceId }
}
const tasksOf = (companyId: Id) =>
  world.database.selectFrom('tasks').select(['kind', 'customer_id']).where('company_id', '=', companyId).orderBy('task_id').execute()
const day = async (companyId: Id, at: string) => {
  world.clock.set(new Date(at))
  await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
}

test('T68 a reminder that comes back: the address is flagged, and the next step is a task for a person and no message, once; lifted, it goes', async () => {
  const { companyId, connectionId, customerId, rows } = await inArrears()
  await day(companyId, thursdayNoon.toISOString())
  expect(world.mailbox).toHaveLength(1)
  const [sent] = await rows()
  const bounce = {
    kind: 'delivery' as const,
    eventId: 'bounce:1',
    handle: messageHandle(`${companyId}/${sent?.key}`),
    address: 'jan@beta.example',
    state: 'bounced' as const,
    permanent: true,
    detail: '5.1.1 no such user',
  }
  await takeChannelNews(world.shell, { companyId, connectionId }, [bounce, bounce])
  expect(await tasksOf(companyId)).toEqual([{ kind: 'address-bounced', customer_id: customerId }])
  const flagged = await world.database
    .selectFrom('suppressed_addresses')
    .select(['suppression_id', 'address', 'reason', 'customer_id'])
    .where('company_id', '=', companyId)
    .execute()
  expect(flagged).toMatchObject([{ address: 'jan@beta.example', reason: 'bounced', customer_id: customerId }])

  // The next step is seven days after the term.
  for (const on of ['2026-11-24T10:00:00Z', '2026-11-24T12:00:00Z', '2026-11-25T10:00:00Z']) await day(companyId, on)
  expect(world.mailbox).toHaveLength(1)
  // The same dead address is one task: that of the reminder takes the place of what told that it came back.
  expect(await tasksOf(companyId)).toEqual([{ kind: 'dunning-address-suppressed', customer_id: customerId }])
  expect((await rows()).map((row) => [row.state, row.reason])).toEqual([
    ['done', null],
    ['withheld', 'address-suppressed'],
  ])

  await liftSuppression(world.database, companyId, flagged[0]?.suppression_id ?? '', 'person:x', world.clock.now())
  await day(companyId, '2026-11-26T10:00:00Z')
  expect(world.mailbox).toHaveLength(2)
  expect((await rows()).map((row) => row.state)).toEqual(['done', 'done'])
})

test('T68 a customer who never had an address: the step is one task, and a message once he has one', async () => {
  const { companyId, customerId } = await inArrears()
  await world.database.updateTable('customers').set({ email: null }).where('customer_id', '=', customerId).execute()
  await day(companyId, thursdayNoon.toISOString())
  await day(companyId, '2026-11-20T10:00:00Z')
  expect(await tasksOf(companyId)).toEqual([{ kind: 'dunning-no-address', customer_id: customerId }])
  expect(world.mailbox).toEqual([])
  await world.database.updateTable('customers').set({ email: 'nowy@beta.example' }).where('customer_id', '=', customerId).execute()
  await day(companyId, '2026-11-23T10:00:00Z')
  expect(world.mailbox.map((message) => message.to[0]?.address)).toEqual(['nowy@beta.example'])
})

test('T73 in the moment of sending a file of another customer or another company stops the message; his own and the firm’s go with it', async () => {
  const { companyId, customerId, customer, rows } = await inArrears()
  const elsewhere = await world.company()
  const file = (of: Id, whose: Id | null, name: string) =>
    keepFile(world.database, of, {
      name,
      contentType: 'application/pdf',
      bytes: new TextEncoder().encode(name),
      createdAt: thursdayNoon,
      customerId: whose,
    })
  const files = {
    'own.pdf': await file(companyId, customerId, 'own.pdf'),
    'firm.pdf': await file(companyId, null, 'firm.pdf'),
    'other.pdf': await file(companyId, await customer({ name: 'Gamma' }), 'other.pdf'),
    'abroad.pdf': await file(elsewhere.companyId, null, 'abroad.pdf'),
  }
  const write = async (key: string, names: readonly (keyof typeof files)[]) => {
    const attachments = names.map((name) => ({ fileId: files[name], name, contentType: 'application/pdf', size: name.length }))
    const content = {
      medium: 'email',
      to: [{ address: 'jan@beta.example' }],
      language: 'pl',
      subject: 'Temat',
      text: 'Treść',
      html: '',
      attachments,
    }
    await world.database
      .insertInto('outbox')
      .values({
        company_id: companyId,
        outbox_id: crypto.randomUUID(),
        kind: 'message',
        key,
        customer_id: customerId,
        payload: JSON.stringify({ template: 'report-mail', reportId: 'r1', content }),
        state: 'planned',
        next_attempt_at: world.clock.now(),
        cause: 'test',
        created_at: world.clock.now(),
      })
      .execute()
    await deliverOutbox(world.shell, { companyId })
    const row = (await rows()).find((each) => each.key === key)
    return [row?.state, row?.reason]
  }
  expect(await write('report:foreign', ['own.pdf', 'other.pdf'])).toEqual(['withheld', 'document.foreign'])
  expect(await write('report:abroad', ['abroad.pdf'])).toEqual(['withheld', 'file.not-found'])
  expect(world.mailbox).toEqual([])
  expect(await write('report:own', ['own.pdf', 'firm.pdf'])).toEqual(['done', null])
  expect(world.mailbox.map((message) => message.attachments?.map((each) => each.name))).toEqual([['own.pdf', 'firm.pdf']])
})

test('T66 what a person has kept back of one invoice holds the reminder of another, known since, back for no day', async () => {
  const { companyId, customerId, invoice, rows } = await inArrears()
  await runDunning(world.shell, { companyId })
  const [first] = await rows()
  await cancelMessage(world.shell, { companyId, actor: { kind: 'person', id: 'usr_anna', name: 'Anna' }, outboxId: first?.outbox_id ?? '' })
  await invoice(customerId, { dueOn: '2026-11-16' })
  await runDunning(world.shell, { companyId })
  await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
  expect((await rows()).map((row) => [row.state, row.reason])).toEqual([
    ['cancelled', 'person'],
    ['done', null],
  ])
  expect(world.mailbox).toHaveLength(1)
})
