// Several waiting reminders of one template worded anew at once: with the template's variables, each looked at first, each approved again.
import { beforeEach, expect, test } from 'vitest'
import { presetPolicies } from '#domain/dunning/policy-presets'
import type { Actor } from '#flows/actor'
import { keepPolicy } from '#flows/change-dunning'
import { draftTemplate } from '#flows/deliver/draft-template'
import { type MessagePayload, messagePayload } from '#flows/deliver/message-content'
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage, cancelMessage, decideMessages } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import { previewWording, wordMessage, wordMessages } from '#flows/word-messages'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const anna: Actor = { kind: 'person', id: 'usr_anna', name: 'Anna' }
const jan: Actor = { kind: 'person', id: 'usr_jan', name: 'Jan' }
const wording = { subject: '{{ klient.nazwa }}: {{ razem }}', text: 'Rozmawialiśmy o {{ numery }}.\n\n{{ tabela }}\n\nDziękujemy.' }

/** Drafts of as many customers as are named, each owing 100 zł more than the one before. */
async function waiting(names: readonly string[], over: { readonly dueOn?: string; readonly settings?: object } = {}) {
  const company = await world.company({ sendingMode: 'approve', ...(over.settings === undefined ? {} : { settings: over.settings }) })
  await company.connect('channel', 'postbox', ['email'])
  const policy = {
    ...presetPolicies.standard,
    steps: presetPolicies.standard.steps.map((step) => ({ ...step, media: ['email' as const] })),
  }
  await keepPolicy(world.shell, { companyId: company.companyId, actor: jan, policyId: null, basedOn: null, name: 'Nasze', policy })
  for (const [at, name] of names.entries())
    await company.invoice(await company.customer({ name }), {
      number: `FV ${at + 1}`,
      minor: BigInt(at + 1) * 10_000n,
      ...(over.dueOn === undefined ? {} : { dueOn: over.dueOn }),
    })
  await runDunning(world.shell, { companyId: company.companyId })
  await deliverOutbox(world.shell, { companyId: company.companyId })
  const reminders = async () => (await company.rows()).map((row) => ({ row, payload: messagePayload(row) as Reminder }))
  const known = async () =>
    (await reminders()).map(({ row, payload }) => ({
      outboxId: row.outbox_id,
      editedAt: payload.edited === undefined ? null : new Date(payload.edited.at),
    }))
  const [first] = await reminders()
  if (first === undefined) throw new Error('no draft was written')
  return { ...company, reminders, known, template: draftTemplate(first.payload), actor: anna }
}
type Reminder = Extract<MessagePayload, { template: 'reminder' }>
const subjects = async ({ reminders }: { readonly reminders: () => Promise<{ readonly payload: Reminder }[]> }) =>
  (await reminders()).map(({ payload }) => payload.content?.subject)

test('each draft says the new words with its own figures and its table, waits for approval again, and goes so', async () => {
  const drafts = await waiting(['Alfa', 'Beta'])
  const { companyId } = drafts
  const before = await subjects(drafts)
  const [first] = await drafts.known()
  const shown = await previewWording(world.shell, { companyId, actor: anna, outboxId: first?.outboxId ?? '', wording })
  expect(shown.content?.subject).toBe('Alfa: 100,00\u00A0zł')
  expect(shown.html).toContain('FV 1')
  // What was only shown has changed nothing.
  expect(await subjects(drafts)).toEqual(before)

  const kept = await wordMessages(world.shell, { ...drafts, drafts: await drafts.known(), wording })
  expect(kept).toMatchObject({ done: 2, refused: [] })
  expect(await subjects(drafts)).toEqual(['Alfa: 100,00\u00A0zł', 'Beta: 200,00\u00A0zł'])
  for (const { row, payload } of await drafts.reminders()) {
    expect([row.state, row.reason, payload.edited?.by, payload.edited?.original.subject]).toEqual([
      'awaiting-approval',
      'approval',
      'person:usr_anna',
      before[payload.content?.subject.startsWith('Alfa') ? 0 : 1],
    ])
    // The table is the mail's own, and not its text.
    expect(payload.content?.html).toContain('<table')
    expect(payload.content?.html).toContain('Rozmawialiśmy o')
  }
  const audit = await world.database.selectFrom('audit').select('action').where('company_id', '=', companyId).execute()
  expect(audit.filter(({ action }) => action === 'outbox.worded')).toHaveLength(2)

  const outboxIds = (await drafts.known()).map(({ outboxId }) => outboxId)
  expect(await decideMessages(world.shell, { companyId, actor: anna, outboxIds, decision: 'approve' })).toEqual({ done: 2, refused: [] })
  await deliverOutbox(world.shell, { companyId })
  expect(world.mailbox.map(({ subject }) => subject).sort()).toEqual(['Alfa: 100,00\u00A0zł', 'Beta: 200,00\u00A0zł'])
})

test('taken back, each says what it said before: the template’s words, or those that a person had given it alone', async () => {
  const drafts = await waiting(['Alfa', 'Beta'])
  const { companyId } = drafts
  const [, second] = await drafts.known()
  const own = { subject: 'Tylko do Bety', text: 'Proszę o telefon.' }
  await wordMessage(world.shell, { companyId, actor: jan, outboxId: second?.outboxId ?? '', wording: own })
  const before = await subjects(drafts)
  await wordMessages(world.shell, { ...drafts, drafts: await drafts.known(), wording })
  const back = await wordMessages(world.shell, { ...drafts, drafts: await drafts.known(), wording: null })
  expect(back).toMatchObject({ done: 2, refused: [] })
  expect(await subjects(drafts)).toEqual(before)
  expect(before[1]).toBe('Tylko do Bety')
  expect((await drafts.reminders()).map(({ payload }) => payload.edited?.by)).toEqual([undefined, 'person:usr_jan'])
})

test('what is decided, worded by another or written from another template meanwhile stays as it is and is told; the others are worded', async () => {
  const drafts = await waiting(['Alfa', 'Beta', 'Gamma', 'Delta'])
  const { companyId } = drafts
  const known = await drafts.known()
  const at = (nth: number) => known[nth]?.outboxId ?? ''
  await cancelMessage(world.shell, { companyId, actor: jan, outboxId: at(1) })
  await wordMessage(world.shell, { companyId, actor: jan, outboxId: at(2), wording: { subject: 'Od Jana', text: 'Sam to napiszę.' } })
  expect(await wordMessages(world.shell, { ...drafts, drafts: known, wording })).toMatchObject({
    done: 2,
    refused: [
      { outboxId: at(1), code: 'outbox.not-waiting' },
      { outboxId: at(2), code: 'outbox.worded-meanwhile' },
    ],
  })
  expect((await subjects(drafts))[2]).toBe('Od Jana')
  const other = { ...drafts.template, templateId: 'demand:firm:pl' }
  expect(
    await wordMessages(world.shell, { ...drafts, template: other, drafts: [{ outboxId: at(0), editedAt: null }], wording }),
  ).toMatchObject({
    done: 0,
    refused: [{ code: 'outbox.other-template' }],
  })
})

test('words that are no template, or name what nobody knows, change nothing at all', async () => {
  const drafts = await waiting(['Alfa', 'Beta'])
  const before = await subjects(drafts)
  for (const text of ['{{ razem', '{{ haslo }}'])
    await expect(
      wordMessages(world.shell, { ...drafts, drafts: await drafts.known(), wording: { ...wording, text } }),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^template\./),
    })
  expect(await subjects(drafts)).toEqual(before)
})

test('T129 T64 a demand worded with others is not approved by who worded it, and other figures take the words back', async () => {
  const drafts = await waiting(['Alfa', 'Beta'], { dueOn: '2026-10-27', settings: { fourEyes: true } })
  const { companyId } = drafts
  await wordMessages(world.shell, { ...drafts, drafts: await drafts.known(), wording })
  const [first = '' as Id, second = '' as Id] = (await drafts.known()).map(({ outboxId }) => outboxId)
  await expect(approveMessage(world.shell, { companyId, actor: anna, outboxId: first })).rejects.toMatchObject({ code: 'outbox.four-eyes' })
  const [{ row } = { row: undefined }] = await drafts.reminders()
  const invoice = await world.database
    .selectFrom('invoices')
    .select('invoice_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', row?.customer_id ?? '')
    .executeTakeFirstOrThrow()
  await drafts.allocate(await drafts.payment({ minor: 4_000n }), invoice.invoice_id, 4_000n)
  const eva: Actor = { kind: 'person', id: 'usr_eva', name: 'Ewa' }
  await expect(approveMessage(world.shell, { companyId, actor: eva, outboxId: first })).rejects.toMatchObject({ code: 'outbox.outdated' })
  expect((await drafts.reminders())[0]?.payload.edited).toBeUndefined()
  await approveMessage(world.shell, { companyId, actor: eva, outboxId: second })
  await deliverOutbox(world.shell, { companyId })
  expect(world.mailbox.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Beta: /)])
})
