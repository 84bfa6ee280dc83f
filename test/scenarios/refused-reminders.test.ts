// What becomes of a reminder that cannot go because of the customer's data: one task for its cause, no repetition, and the message again once the data are mended.
import { beforeEach, expect, test } from 'vitest'
import { presetPolicies } from '#domain/dunning/policy-presets'
import type { Actor } from '#flows/actor'
import { keepPolicy } from '#flows/change-dunning'
import { changeTask } from '#flows/change-task'
import { deliverOutbox } from '#flows/deliver-outbox'
import { addContact, changeContact } from '#flows/manage-contacts'
import { runDunning } from '#flows/run-dunning'
import { keepFile } from '#store/files'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const anna: Actor = { kind: 'person', id: 'usr_anna', name: 'Anna' }
/** Working days from the Thursday on which the first reminder is due. */
const mornings = ['19', '20', '23'].map((date) => `2026-11-${date}T10:00:00Z`)

async function inArrears(email: string | null, sendingMode = 'automatic') {
  const company = await world.company({ sendingMode, settings: { staleAfterHours: 5_000 } })
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer({ name: 'Hurtownia Jarzębina', email })
  const invoiceId = await company.invoice(customerId)
  return { ...company, customerId, invoiceId }
}
type Company = Awaited<ReturnType<typeof inArrears>>

const tasksOf = async ({ companyId }: Pick<Company, 'companyId'>) =>
  (
    await world.database
      .selectFrom('tasks')
      .select(['kind', 'facts', 'done_at', 'done_by'])
      .where('company_id', '=', companyId)
      .orderBy('task_id')
      .execute()
  ).map((task) => `${task.done_at === null ? 'open' : `done by ${task.done_by}`}: ${task.kind}`)

const day = async (companyId: Id, at: string) => {
  world.clock.set(new Date(at))
  const report = await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
  return report
}
const days = async (companyId: Id, ats = mornings) => {
  for (const at of ats) await day(companyId, at)
}
const statesOf = async ({ rows }: Company) => (await rows()).map((row) => [row.state, row.reason])
const address = ({ customerId }: Company, email: string) =>
  world.database.updateTable('customers').set({ email }).where('customer_id', '=', customerId).execute()

test('no address while further invoices fall overdue each day: one task and one message kept back; with an address it goes by itself and the task is done', async () => {
  const company = await inArrears(null)
  for (const [nth, at] of mornings.entries()) {
    await company.invoice(company.customerId, { dueOn: `2026-11-${['16', '17', '18'][nth]}` })
    await day(company.companyId, at)
  }
  expect(await tasksOf(company)).toEqual(['open: dunning-no-address'])
  expect(await statesOf(company)).toEqual([['withheld', 'no-address']])

  await address(company, 'biuro@jarzebina.example')
  await day(company.companyId, '2026-11-24T10:00:00Z')
  expect(world.mailbox.map(({ to }) => to.map((each) => each.address))).toEqual([['biuro@jarzebina.example']])
  expect(await tasksOf(company)).toEqual(['done by system:system: dunning-no-address'])
  expect(await statesOf(company)).toEqual([['done', null]])
})

test('an address that is none is told as it is written, and not as missing', async () => {
  const company = await inArrears('biuro@jarzebina')
  await days(company.companyId)
  expect(await tasksOf(company)).toEqual(['open: dunning-address-malformed'])
  const [task] = await world.database.selectFrom('tasks').select('facts').where('company_id', '=', company.companyId).execute()
  expect(task?.facts).toEqual({ customer: 'Hurtownia Jarzębina', address: 'biuro@jarzebina', medium: 'email' })
  await address(company, 'biuro@jarzebina.example')
  await day(company.companyId, '2026-11-24T10:00:00Z')
  expect(world.mailbox).toHaveLength(1)
})

test('of two addresses the channel refuses one: the same is not sent again every day, a person is told once, and it goes to the mended ones', async () => {
  const company = await inArrears('biuro@jarzebina.example, ksiegowosc@jarzebina.example')
  world.behaviour.send = async () => ({ kind: 'refused', reason: 'bad-address', detail: '550 5.1.1 ksiegowosc unknown' })
  await days(company.companyId)
  expect(world.mailbox).toHaveLength(1)
  expect(await statesOf(company)).toEqual([['failed', 'bad-address']])
  expect(await tasksOf(company)).toEqual(['open: dunning-refused'])

  world.behaviour.send = async () => ({ kind: 'accepted', externalId: null, detail: '250 OK' })
  await address(company, 'biuro@jarzebina.example')
  await day(company.companyId, '2026-11-24T10:00:00Z')
  expect(world.mailbox.map(({ to }) => to.length)).toEqual([2, 1])
  expect(await tasksOf(company)).toEqual(['done by system:system: dunning-refused'])
})

test('a refusal for what the message holds is tried again once a person says that it is mended, and told anew when it is refused again', async () => {
  const company = await inArrears('biuro@jarzebina.example')
  world.behaviour.send = async () => ({ kind: 'refused', reason: 'content', detail: '554 5.6.0 message refused' })
  await days(company.companyId)
  expect(world.mailbox).toHaveLength(1)
  const [task] = await world.database.selectFrom('tasks').select('task_id').where('company_id', '=', company.companyId).execute()
  await changeTask(world.shell, { companyId: company.companyId, actor: anna, taskId: task?.task_id ?? '', change: { done: true } })
  await days(company.companyId, ['2026-11-24T10:00:00Z', '2026-11-25T10:00:00Z'])
  expect(world.mailbox).toHaveLength(2)
  expect(await tasksOf(company)).toEqual(['done by person:usr_anna: dunning-refused', 'open: dunning-refused'])
})

test('T73 another customer’s file at the last gate: nobody is asked to approve it, one task tells whose message it is, and without the file it goes', async () => {
  const company = await inArrears('biuro@jarzebina.example', 'approve')
  const { companyId } = company
  const policy = {
    ...presetPolicies.standard,
    steps: presetPolicies.standard.steps.map((step) => ({ ...step, media: ['email' as const], attachments: ['invoices' as const] })),
  }
  const kept = await keepPolicy(world.shell, { companyId, actor: anna, policyId: null, basedOn: null, name: 'Z fakturą', policy })
  expect(kept.kept).toBe(true)
  const fileId = await keepFile(world.database, companyId, {
    name: 'FV.pdf',
    contentType: 'application/pdf',
    bytes: new TextEncoder().encode('FV'),
    createdAt: world.clock.now(),
    customerId: await company.customer({ name: 'Gamma' }),
  })
  await world.database
    .insertInto('invoice_files')
    .values({
      company_id: companyId,
      invoice_id: company.invoiceId,
      source_url: 'https://books.example/fv.pdf',
      file_id: fileId,
      asked_at: world.clock.now(),
    })
    .execute()
  await days(companyId)
  expect(await statesOf(company)).toEqual([['withheld', 'document.foreign']])
  expect(await tasksOf(company)).toEqual(['open: dunning-foreign-file'])
  await world.database.deleteFrom('invoice_files').where('company_id', '=', companyId).execute()
  await day(companyId, '2026-11-24T10:00:00Z')
  expect(await statesOf(company)).toEqual([['awaiting-approval', 'approval']])
  expect(await tasksOf(company)).toEqual(['done by system:system: dunning-foreign-file'])
})

test('the person whom a step is written to has an address where the customer himself has none: it goes to him, and is refused by his address alone', async () => {
  const company = await inArrears(null)
  const { companyId, customerId } = company
  const policy = {
    ...presetPolicies.standard,
    steps: presetPolicies.standard.steps.map((step) => ({
      ...step,
      media: ['email' as const],
      recipients: { ...step.recipients, role: 'management' as const },
    })),
  }
  await keepPolicy(world.shell, { companyId, actor: anna, policyId: null, basedOn: null, name: 'Do księgowej', policy })
  const fields = { name: 'Ewa', role: 'management' as const, email: 'ewa@jarzebina.example', phone: null, language: null }
  const contactId = await addContact(world.shell, { companyId, actor: anna, customerId, fields })
  await day(companyId, mornings[0] ?? '')
  expect(world.mailbox.map(({ to }) => to.map((each) => each.address))).toEqual([['ewa@jarzebina.example']])
  await changeContact(world.shell, { companyId, actor: anna, customerId, contactId, change: { removed: true } })
  // The next step comes seven days after the term.
  await days(companyId, ['2026-11-24T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-26T10:00:00Z'])
  expect(await tasksOf(company)).toEqual(['open: dunning-no-address'])
  expect(await statesOf(company)).toEqual([
    ['done', null],
    ['withheld', 'no-address'],
  ])
})

test('the debt is paid while its address is missing: the task goes with it', async () => {
  const company = await inArrears(null)
  await days(company.companyId)
  await company.allocate(await company.payment({ customerId: company.customerId }), company.invoiceId)
  await day(company.companyId, '2026-11-24T10:00:00Z')
  expect(await tasksOf(company)).toEqual(['done by system:system: dunning-no-address'])
})
