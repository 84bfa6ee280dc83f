// T71: an entry at a bureau of economic information, from the conditions over the entry to the update after a payment, and taking each back.
import { expect, test } from 'vitest'
import type { Actor } from '#flows/actor'
import { changeEntry, changeNotice, enterDebtor, linkNotice, recordNotice } from '#flows/big/change-entry'
import { entryDocument } from '#flows/big/entry-document'
import { loadEntry } from '#flows/big/load-entry'
import { sentWarnings } from '#flows/big/sent-warnings'
import { changeCustomerTerms, changeLetterSettings } from '#flows/change-letter-settings'
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage } from '#flows/outbox-decisions'
import { planEffects } from '#flows/plan-effects'
import { recordAgreement } from '#flows/record-agreement'
import { verifyAuditChain } from '#store/audit'
import { inTransaction } from '#store/database'
import { getLetterSettings } from '#store/letter-settings'
import { planMessage } from '#store/outbox'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { day } from '#values/day'
import { Failure } from '#values/failure'

const world = await outboxWorldOfFile()

const actor: Actor = { kind: 'person', id: 'usr_1', name: 'Anna' }
const noon = (on: string) => world.clock.set(new Date(`${on}T10:00:00Z`))
const bureau = { name: 'Biuro Przykładowe BIG S.A.', seat: 'ul. Przykładowa 1, 00-001 Warszawa' }
const refusal = (act: Promise<void>) =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Failure ? error.code : error),
  )

async function debtor() {
  noon('2026-09-10')
  const company = await world.company()
  const { companyId } = company
  const customerId = await company.customer({ name: 'Budexim' })
  const invoiceId = await company.invoice(customerId, { dueOn: '2026-08-31', minor: 123_400n, number: 'FV 1/08/2026' })
  await changeCustomerTerms(world.shell, {
    companyId,
    actor,
    customerId,
    terms: { debtor: 'business', regime: { kind: 'commercial' }, compensation: true, emailDemands: false },
  })
  const about = { companyId, actor, customerId }
  return {
    ...company,
    about,
    customerId,
    invoiceId,
    contract: async () => {
      const { logoFileId: _, ...settings } = await getLetterSettings(world.database, companyId)
      await changeLetterSettings(world.shell, { companyId, actor, settings: { ...settings, big: bureau } })
    },
    enter: (on: string, disputeDisclosed = false) => refusal(enterDebtor(world.shell, { ...about, enteredOn: day(on), disputeDisclosed })),
    stands: async (on: string) => loadEntry(world.database, companyId, customerId, day(on)),
    tasks: (kind: string) =>
      world.database
        .selectFrom('tasks')
        .select(['due_on', 'payment_id', 'customer_id'])
        .where('company_id', '=', companyId)
        .where('kind', '=', kind)
        .orderBy('task_id')
        .execute(),
    effects: (paymentIds: readonly string[], cause = 'payment.matched') =>
      inTransaction(world.database, (tx) =>
        planEffects(tx, world.shell, { companyId, invoiceIds: [invoiceId], paymentIds, cause, at: world.clock.now() }),
      ),
  }
}

test('T71 nobody is entered while a condition is unmet; then he is, and every payment asks for an update within fourteen days', async () => {
  const of = await debtor()
  expect(await refusal(recordNotice(world.shell, { ...of.about, sentOn: day('2026-09-10'), delivery: 'registered-letter' }))).toBe(
    'big.no-contract',
  )
  await of.contract()
  await recordNotice(world.shell, { ...of.about, sentOn: day('2026-09-10'), delivery: 'registered-letter' })
  expect(await of.tasks('big-ready')).toEqual([{ due_on: '2026-10-12', payment_id: null, customer_id: of.customerId }])

  noon('2026-10-10')
  expect(await of.enter('2026-10-10')).toBe('big.conditions-unmet')
  expect(await of.enter('2026-10-11')).toBe('big.day-ahead')
  const document = (format: 'csv' | 'json', on: string) =>
    entryDocument(world.shell, { companyId: of.companyId, customerId: of.customerId, today: day(on), format })
  await expect(document('csv', '2026-10-10')).rejects.toMatchObject({ code: 'big.conditions-unmet' })

  noon('2026-10-12')
  expect(
    Buffer.from((await document('csv', '2026-10-12')).bytes)
      .toString('utf8')
      .split('\r\n')[1],
  ).toBe('Jantar Elektro sp. z o.o.;9153082648;Budexim;;;FV 1/08/2026;2026-08-17;2026-08-31;PLN;1234,00;1234,00;nie;2026-09-10;')
  expect(await of.enter('2026-10-12')).toBeNull()
  expect(await of.enter('2026-10-12')).toBe('big.already-entered')
  await of.effects([], 'hold.pause')
  expect(await of.tasks('big-update')).toEqual([])

  noon('2026-11-19')
  const paymentId = await of.payment({ minor: 100_000n, bookedOn: '2026-11-19' })
  await of.allocate(paymentId, of.invoiceId, 100_000n)
  await of.effects([paymentId])
  await of.effects([paymentId])
  expect(await of.tasks('big-update')).toEqual([{ due_on: '2026-12-03', payment_id: paymentId, customer_id: of.customerId }])
  const update = JSON.parse(Buffer.from((await document('json', '2026-11-19')).bytes).toString('utf8'))
  expect(update).toMatchObject({ bureau, update: true, debts: [{ invoice: 'FV 1/08/2026', open: '234.00', enteredOn: '2026-10-12' }] })

  const second = await of.payment({ minor: 23_400n, bookedOn: '2026-11-19' })
  await of.allocate(second, of.invoiceId, 23_400n)
  await of.effects([second])
  expect(await of.tasks('big-update')).toHaveLength(2)
  expect((await verifyAuditChain(world.database, of.companyId)).ok).toBe(true)
})

test('T71 an entry is removed and put back, and a demand taken back takes the way to an entry with it', async () => {
  const of = await debtor()
  await of.contract()
  await recordNotice(world.shell, { ...of.about, sentOn: day('2026-09-10'), delivery: 'registered-letter' })
  noon('2026-10-12')
  await of.enter('2026-10-12')
  const entryId = (await of.stands('2026-10-12')).entry?.entryId ?? ''
  const change = (over: { readonly act: 'remove'; readonly on: ReturnType<typeof day> } | { readonly act: 'restore' }) =>
    refusal(changeEntry(world.shell, { ...of.about, entryId, ...over }))
  expect(await change({ act: 'remove', on: day('2026-10-12') })).toBeNull()
  expect((await of.stands('2026-10-12')).entry).toBeNull()
  const paymentId = await of.payment({ bookedOn: '2026-10-12' })
  await of.allocate(paymentId, of.invoiceId)
  await of.effects([paymentId])
  expect(await of.tasks('big-update')).toEqual([])
  expect(await change({ act: 'remove', on: day('2026-10-12') })).toBe('big.entry-not-found')
  expect(await change({ act: 'restore' })).toBeNull()
  expect((await of.stands('2026-10-12')).entry?.entryId).toBe(entryId)
  await change({ act: 'remove', on: day('2026-10-12') })

  const [notice] = (await of.stands('2026-10-12')).notices
  const noticeId = notice?.noticeId ?? ''
  await changeNotice(world.shell, { ...of.about, noticeId, act: 'remove' })
  expect(await of.enter('2026-10-12')).toBe('big.conditions-unmet')
  await changeNotice(world.shell, { ...of.about, noticeId, act: 'restore' })
  expect(await of.enter('2026-10-12')).toBeNull()
  const actions = await world.database
    .selectFrom('audit')
    .select('action')
    .where('company_id', '=', of.companyId)
    .where('action', 'like', 'big.%')
    .orderBy('sequence')
    .execute()
  expect(actions.map(({ action }) => action)).toEqual([
    'big.notice-recorded',
    'big.entered',
    'big.removed',
    'big.restored',
    'big.removed',
    'big.notice-removed',
    'big.notice-restored',
    'big.entered',
  ])
})

test('T71 a disputed debt is entered only with the word that the entry tells of the dispute', async () => {
  const of = await debtor()
  await of.contract()
  await recordNotice(world.shell, { ...of.about, sentOn: day('2026-09-10'), delivery: 'by-hand' })
  noon('2026-10-12')
  await inTransaction(world.database, (tx) =>
    recordAgreement(tx, world.shell, {
      ...of.about,
      invoiceIds: [of.invoiceId],
      words: 'Towar wadliwy',
      byWhom: null,
      channel: 'phone',
      kind: 'dispute',
      reason: 'quality',
      amount: null,
    }),
  )
  expect(await of.enter('2026-10-12')).toBe('big.dispute-not-disclosed')
  expect(await of.enter('2026-10-12', true)).toBeNull()
})

/** A demand with the warning as a person sends it from the customer's page, by mail or as a letter that he says he has posted. */
async function sentByTheHouse(of: Awaited<ReturnType<typeof debtor>>, medium: 'email' | 'letter', on = '2026-09-10') {
  noon(on)
  await planInTransaction(of, medium)
  await deliverOutbox(world.shell, { companyId: of.companyId })
  const [row] = (await of.rows()).slice(-1)
  if (row === undefined) throw new Error('nothing was sent')
  if (medium === 'letter') {
    await approveMessage(world.shell, { companyId: of.companyId, actor, outboxId: row.outbox_id })
    await deliverOutbox(world.shell, { companyId: of.companyId })
  }
  return row.outbox_id
}
const planInTransaction = (of: Awaited<ReturnType<typeof debtor>>, medium: 'email' | 'letter') =>
  inTransaction(world.database, (tx) =>
    planMessage(
      tx,
      of.companyId,
      {
        key: `letter:${medium}`,
        customerId: of.customerId,
        payload: {
          template: 'letter',
          kind: 'pre-court-demand',
          tone: 'final',
          medium,
          documentId: null,
          freeText: null,
          attachInvoices: false,
        } as { readonly template: string },
        state: 'planned',
        reason: null,
        cause: 'person',
      },
      world.clock.now(),
    ),
  )
const warningsOf = (of: Awaited<ReturnType<typeof debtor>>) =>
  sentWarnings(world.database, world.shell, { companyId: of.companyId, customerId: of.customerId, bureau, timeZone: 'Europe/Warsaw' })

test('T71 a demand with the warning that the house sent by mail is known with its day and way: due 31.08, sent 10.09, entry from 11.10', async () => {
  const of = await debtor()
  await of.contract()
  await of.connect('channel', 'postbox', ['email'])
  await changeCustomerTerms(world.shell, {
    companyId: of.companyId,
    actor,
    customerId: of.customerId,
    terms: { debtor: 'business', regime: { kind: 'commercial' }, compensation: true, emailDemands: true },
  })
  const outboxId = await sentByTheHouse(of, 'email')
  expect(world.mailbox).toHaveLength(1)
  expect(await warningsOf(of)).toMatchObject([{ outboxId, sentOn: '2026-09-10', medium: 'email', returned: false }])
  const link = (over: object = {}) =>
    refusal(linkNotice(world.shell, { ...of.about, outboxId, sentOn: day('2026-09-10'), delivery: 'email', proof: null, ...over }))
  // What the house knows is not said otherwise.
  expect(await link({ delivery: 'registered-letter' })).toBe('big.way-unknown')
  expect(await link({ sentOn: day('2026-09-09') })).toBe('big.day-before-sent')
  expect(await link({ outboxId: of.customerId })).toBe('big.not-a-warning')
  expect(await link()).toBeNull()
  expect(await link()).toBe('big.linked-already')
  const { judgement, notices } = await of.stands('2026-10-11')
  expect([judgement.earliestOn, judgement.allowed]).toEqual(['2026-10-11', true])
  expect(notices).toMatchObject([{ sentOn: '2026-09-10', delivery: 'email', bureau: bureau.name, outboxId, recordedBy: 'Anna' }])
  expect(await of.tasks('big-ready')).toEqual([{ due_on: '2026-10-12', payment_id: null, customer_id: of.customerId }])
})

test('T71 a letter of the house asks for nothing but how and when it was handed over; one that came back, or speaks of another bureau, is none', async () => {
  const of = await debtor()
  await of.contract()
  await world.database
    .updateTable('customers')
    .set({ address: 'ul. Długa 1, 80-001 Gdańsk' })
    .where('customer_id', '=', of.customerId)
    .execute()
  const outboxId = await sentByTheHouse(of, 'letter')
  expect(await warningsOf(of)).toMatchObject([{ outboxId, sentOn: '2026-09-10', medium: 'letter' }])
  expect(
    await sentWarnings(world.database, world.shell, {
      companyId: of.companyId,
      customerId: of.customerId,
      bureau: { ...bureau, name: 'Inne BIG S.A.' },
      timeZone: 'Europe/Warsaw',
    }),
  ).toEqual([])
  noon('2026-09-14')
  const link = (sentOn: string, delivery: 'email' | 'registered-letter') =>
    refusal(linkNotice(world.shell, { ...of.about, outboxId, sentOn: day(sentOn), delivery, proof: 'RR 123 456 789 PL' }))
  expect(await link('2026-09-11', 'email')).toBe('big.way-unknown')
  expect(await link('2026-09-15', 'registered-letter')).toBe('big.day-ahead')
  // Posted the day after it was printed: the month counts from then.
  expect(await link('2026-09-11', 'registered-letter')).toBeNull()
  const { judgement, notices } = await of.stands('2026-10-12')
  expect([judgement.earliestOn, notices[0]?.proof]).toEqual(['2026-10-12', 'RR 123 456 789 PL'])
  await world.database.updateTable('outbox').set({ delivery: 'bounced' }).where('outbox_id', '=', outboxId).execute()
  expect((await warningsOf(of)).map(({ returned }) => returned)).toEqual([true])
})
