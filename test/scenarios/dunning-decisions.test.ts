// What people decide about policies and messages: versions, four eyes, wording, many at once, and undoing it.
import { beforeEach, describe, expect, test } from 'vitest'
import { presetPolicies } from '#domain/dunning/policy-presets'
import type { Actor } from '#flows/actor'
import { assignPolicy, chooseDefaultPolicy, keepPolicy, removePolicy } from '#flows/change-dunning'
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage, cancelMessage, decideMessages, resumeMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import { wordMessage } from '#flows/word-messages'
import { listPolicyVersions } from '#store/dunning/policies'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const anna: Actor = { kind: 'person', id: 'usr_anna', name: 'Anna' }
const jan: Actor = { kind: 'person', id: 'usr_jan', name: 'Jan' }
const code = (of: string) => expect.objectContaining({ code: of })
const byMail = {
  ...presetPolicies.standard,
  steps: presetPolicies.standard.steps.map((step) => ({ ...step, media: step.media.slice(0, 1) })),
}

async function overdue(over: { readonly dueOn?: string; readonly settings?: object } = {}) {
  const company = await world.company({ sendingMode: 'approve', ...(over.settings === undefined ? {} : { settings: over.settings }) })
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId, over.dueOn === undefined ? {} : { dueOn: over.dueOn })
  return { ...company, customerId, invoiceId }
}
const plan = async (companyId: Id) => {
  await runDunning(world.shell, { companyId })
  await deliverOutbox(world.shell, { companyId })
}
const policyFor = async (companyId: Id, actor = anna) => {
  const kept = await keepPolicy(world.shell, { companyId, actor, policyId: null, basedOn: null, name: 'Nasze', policy: byMail })
  if (!kept.kept) throw new Error(JSON.stringify(kept.problems))
  return kept.policyId
}

describe('a policy', () => {
  test('is kept as versions; of two that edit the same one the second is told; with problems nothing is kept', async () => {
    const { companyId } = await overdue()
    const policyId = await policyFor(companyId)
    const edit = { companyId, actor: jan, policyId, name: 'Nasze', policy: { ...byMail, minGapDays: 7 } }
    expect(await keepPolicy(world.shell, { ...edit, basedOn: 1 })).toEqual({ kept: true, policyId, version: 2 })
    await expect(keepPolicy(world.shell, { ...edit, basedOn: 1 })).rejects.toThrow(code('dunning.policy-changed'))
    expect(await keepPolicy(world.shell, { ...edit, basedOn: 2, policy: { ...byMail, sendOn: [] } })).toMatchObject({
      kept: false,
      problems: [{ code: 'policy.no-days' }],
    })
    expect((await listPolicyVersions(world.database, companyId, policyId)).map((each) => [each.version, each.createdBy])).toEqual([
      [2, 'person:usr_jan'],
      [1, 'person:usr_anna'],
    ])
  })

  test('that is the default is not removed; a customer left out gets nothing until he is under the default again', async () => {
    const { companyId, customerId, rows } = await overdue()
    const first = await policyFor(companyId)
    await expect(removePolicy(world.shell, { companyId, actor: anna, policyId: first })).rejects.toThrow(code('dunning.policy-is-default'))
    const second = await policyFor(companyId)
    await chooseDefaultPolicy(world.shell, { companyId, actor: anna, policyId: second })
    await removePolicy(world.shell, { companyId, actor: anna, policyId: first })
    const target = { segment: null, customerId, invoiceId: null }
    await assignPolicy(world.shell, { companyId, actor: anna, target, policyId: null })
    await plan(companyId)
    expect(await rows()).toEqual([])
    await assignPolicy(world.shell, { companyId, actor: anna, target, policyId: 'default' })
    await plan(companyId)
    expect((await rows()).map((row) => row.state)).toEqual(['awaiting-approval'])
  })
})

describe('T129 four eyes', () => {
  test('a demand is not approved by who wrote its policy, and is by another person', async () => {
    const { companyId, rows } = await overdue({ dueOn: '2026-10-27', settings: { fourEyes: true } })
    await policyFor(companyId)
    await plan(companyId)
    const [row] = await rows()
    expect(row?.payload).toMatchObject({ kind: 'demand' })
    expect([row?.state, row?.reason]).toEqual(['awaiting-approval', 'approval'])
    const outboxId = row?.outbox_id ?? ''
    await expect(approveMessage(world.shell, { companyId, actor: anna, outboxId })).rejects.toThrow(code('outbox.four-eyes'))
    await approveMessage(world.shell, { companyId, actor: jan, outboxId })
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(1)
  })
})

test('a step that encloses the statement of account sends it as a PDF beside the demand, and one that does not sends none', async () => {
  const enclosed = async (attachments: readonly ('statement' | 'invoices')[]) => {
    const { companyId } = await overdue({ dueOn: '2026-10-27' })
    const policy = { ...byMail, steps: byMail.steps.map((step) => ({ ...step, attachments: [...attachments] })) }
    await keepPolicy(world.shell, { companyId, actor: anna, policyId: null, basedOn: null, name: 'Nasze', policy })
    await plan(companyId)
    const [row] = await world.database.selectFrom('outbox').selectAll().where('company_id', '=', companyId).execute()
    await approveMessage(world.shell, { companyId, actor: jan, outboxId: row?.outbox_id ?? '' })
    await deliverOutbox(world.shell, { companyId })
    const files = (world.mailbox.at(-1)?.attachments ?? []).filter((file) => file.contentType === 'application/pdf')
    expect(files.every((file) => Buffer.from(file.bytes.slice(0, 5)).toString() === '%PDF-')).toBe(true)
    return files.map((file) => file.name)
  }
  expect(await enclosed(['statement'])).toEqual(['wezwanie-do-zaplaty-2026-11-19.pdf', 'zestawienie-rozrachunkow-2026-11-19.pdf'])
  expect(await enclosed([])).toEqual(['wezwanie-do-zaplaty-2026-11-19.pdf'])
})

describe('wording', () => {
  test('goes word for word after approval, with the template’s words kept beside it', async () => {
    const { companyId, rows } = await overdue()
    await plan(companyId)
    const [row] = await rows()
    const one = { companyId, actor: anna, outboxId: row?.outbox_id ?? '' }
    const before = ((row?.payload ?? {}) as { content: { text: string } }).content.text
    await wordMessage(world.shell, { ...one, wording: { subject: 'W sprawie faktury', text: 'Proszę o telefon do naszej księgowości.' } })
    const [worded] = await rows()
    expect(worded?.state).toBe('awaiting-approval')
    expect(worded?.payload).toMatchObject({ edited: { by: 'person:usr_anna', original: { text: before } } })
    await approveMessage(world.shell, one)
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox[0]?.subject).toBe('W sprawie faktury')
    expect(world.mailbox[0]?.text).toContain('Proszę o telefon do naszej księgowości.')
  })

  test('T64 given for other amounts does not go: the template’s words wait again', async () => {
    const { companyId, rows, allocate, payment, invoiceId } = await overdue()
    await plan(companyId)
    const [row] = await rows()
    const one = { companyId, actor: anna, outboxId: row?.outbox_id ?? '' }
    await wordMessage(world.shell, { ...one, wording: { subject: 'Sto złotych', text: 'Winni Państwo 100 zł.' } })
    await allocate(await payment({ minor: 4_000n }), invoiceId, 4_000n)
    await expect(approveMessage(world.shell, one)).rejects.toThrow(code('outbox.outdated'))
    const [anew] = await rows()
    expect(anew?.state).toBe('awaiting-approval')
    expect(((anew?.payload ?? {}) as { content: { text: string } }).content.text).toContain('60,00\u00A0zł')
    expect(world.mailbox).toHaveLength(0)
  })
})

test('many are decided at once, each by itself; what a person kept back can be taken up again', async () => {
  const { companyId, rows, customer, invoice } = await overdue()
  await invoice(await customer())
  await plan(companyId)
  const outboxIds = (await rows()).map((row) => row.outbox_id)
  expect(outboxIds).toHaveLength(2)
  const [first = ''] = outboxIds
  await cancelMessage(world.shell, { companyId, actor: anna, outboxId: first })
  expect(await decideMessages(world.shell, { companyId, actor: anna, outboxIds, decision: 'approve' })).toEqual({
    done: 1,
    refused: [{ outboxId: first, code: 'outbox.not-waiting' }],
  })
  await resumeMessage(world.shell, { companyId, actor: anna, outboxId: first })
  await approveMessage(world.shell, { companyId, actor: anna, outboxId: first })
  await deliverOutbox(world.shell, { companyId })
  expect(world.mailbox).toHaveLength(2)
})
