// Notes, papers and templates through the flows: figures, numbers, posting and taking back, versions, whose files go with what.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addInterestRate, changeCustomerTerms } from '#flows/change-letter-settings'
import { previewTemplate, resetTemplate, saveTemplate } from '#flows/change-templates'
import { issueNote, issuePaper } from '#flows/issue-document'
import { composeMessage } from '#flows/messages/compose-message'
import { keptNote } from '#flows/messages/note-facts'
import { readyTemplate } from '#flows/messages/ready-templates'
import { cancelDocument, postDocument, unpostDocument } from '#flows/post-document'
import { inTransaction } from '#store/database'
import { getDocument } from '#store/documents'
import { listOwedInvoices } from '#store/dunning'
import { saveRates } from '#store/exchange-rates'
import { getFile } from '#store/files'
import { listLetterInvoices } from '#store/letter-facts'
import { getSendingCompany } from '#store/sending-companies'
import { type RoundWorld, roundInvoice, roundPayment, roundWorld } from '#test/support/round-world'
import { testActor } from '#test/support/shell'
import { EUR } from '#values/currency'
import { day, dayOf } from '#values/day'
import type { Id } from '#values/id'

let world: RoundWorld
let customers: readonly { readonly id: Id; readonly name: string }[]
const by = () => ({ companyId: world.companyId, actor: testActor })
const invoiceId = async (number: string): Promise<Id> =>
  (await world.shell.database.selectFrom('invoices').select('invoice_id').where('number', '=', number).executeTakeFirstOrThrow()).invoice_id
const customerAt = (at: number): Id => customers[at]?.id ?? ''

beforeAll(async () => {
  world = await roundWorld(
    {
      invoices: [
        roundInvoice('FV 1/2026', 0, '2026-05-15', 12_300),
        roundInvoice('FV 2/2026', 0, '2026-08-17', 1_000),
        roundInvoice('FV 3/2026', 1, '2026-08-17', 2_000),
      ],
      payments: [roundPayment('p1', '2026-08-14', 12_300, 'FV 1/2026')],
    },
    { confirmations: false, reminders: false },
  )
  const { shell, companyId } = world
  await world.connect('fakturownia', ['invoices'])
  await world.connect('stripe', ['payments'])
  const { runDailyRound } = await import('#flows/run-daily-round')
  await runDailyRound(shell, { companyId })
  customers = (
    await shell.database
      .selectFrom('customers')
      .select(['customer_id as id', 'name'])
      .where('company_id', '=', companyId)
      .orderBy('name')
      .execute()
  ).toSorted((a, b) => (a.name.startsWith('Klon') ? -1 : b.name.startsWith('Klon') ? 1 : 0))
}, 120_000)
afterAll(() => world.close())

const noteOf = async (documentId: Id) => {
  const document = await getDocument(world.shell.database, world.companyId, documentId)
  return { document, note: keptNote(document) }
}

describe('an interest note', () => {
  let first: Id
  test('T40 T42 is numbered, split where the rate changes, printed and kept: 150.97 and 208.51 make 359.48', async () => {
    first = await issueNote(world.shell, {
      ...by(),
      customerId: customerAt(0),
      invoiceIds: [await invoiceId('FV 1/2026')],
      until: day('2026-09-30'),
      compensation: false,
    })
    const { document, note } = await noteOf(first)
    expect(document.number).toBe('NO/1/2026')
    expect(document.amount.minor).toBe(35_948n)
    expect(note.lines.map((line) => [line.from, line.to, line.days, line.basisPoints, line.amount])).toEqual([
      ['2026-05-30', '2026-06-30', 32, 1400, 15_097n],
      ['2026-07-01', '2026-08-14', 45, 1375, 20_851n],
    ])
    const file = await getFile(world.shell.database, world.companyId, document.fileId ?? '')
    expect(Buffer.from(file.bytes).subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.customerId).toBe(customerAt(0))
  })
  test('charges the same days never twice, and a cancelled one gives them back', async () => {
    const wish = {
      ...by(),
      customerId: customerAt(0),
      invoiceIds: [await invoiceId('FV 1/2026')],
      until: day('2026-09-30'),
      compensation: false,
    }
    await expect(issueNote(world.shell, wish)).rejects.toMatchObject({ code: 'interest.nothing-due' })
    await cancelDocument(world.shell, { ...by(), documentId: first, why: 'pomyłka' })
    const again = await noteOf(await issueNote(world.shell, wish))
    expect([again.document.number, again.document.amount.minor]).toEqual(['NO/2/2026', 35_948n])
  })
  test('over days that were charged in part charges the rest: the sum of both is the interest of the whole', async () => {
    const wish = { ...by(), customerId: customerAt(0), invoiceIds: [await invoiceId('FV 2/2026')], compensation: false }
    const a = await noteOf(await issueNote(world.shell, { ...wish, until: day('2026-09-10') }))
    const b = await noteOf(await issueNote(world.shell, { ...wish, until: day('2026-09-30') }))
    // 1,000.00 from 1 to 30 September at 13.75 %.
    expect(a.document.amount.minor + b.document.amount.minor).toBe(1_130n)
    expect(b.note.lines[0]?.from).toBe('2026-09-11')
  })
  test('is posted as a receivable only when a person says so, and taken back', async () => {
    const documentId = await issueNote(world.shell, {
      ...by(),
      customerId: customerAt(1),
      invoiceIds: [await invoiceId('FV 3/2026')],
      until: day('2026-09-30'),
      compensation: false,
    })
    expect((await noteOf(documentId)).document.invoiceId).toBeNull()
    await postDocument(world.shell, { ...by(), documentId })
    const { document } = await noteOf(documentId)
    const posted = (await listLetterInvoices(world.shell.database, world.companyId, [document.invoiceId ?? ''])).get(
      document.invoiceId ?? '',
    )
    expect([posted?.number, posted?.open]).toEqual([document.number, document.amount])
    await expect(cancelDocument(world.shell, { ...by(), documentId, why: '' })).rejects.toMatchObject({ code: 'document.posted' })
    await unpostDocument(world.shell, { ...by(), documentId })
    expect(
      (await listLetterInvoices(world.shell.database, world.companyId, [document.invoiceId ?? ''])).get(document.invoiceId ?? '')?.open
        .minor,
    ).toBe(0n)
    await postDocument(world.shell, { ...by(), documentId })
    await unpostDocument(world.shell, { ...by(), documentId })
  })
  test('T41 T49 with compensation needs the euro rate of the last business day of the month before; without it there is no note and no number', async () => {
    const wish = {
      ...by(),
      customerId: customerAt(1),
      invoiceIds: [await invoiceId('FV 3/2026')],
      until: day('2026-10-01'),
      compensation: true,
    }
    await expect(issueNote(world.shell, wish)).rejects.toMatchObject({ code: 'compensation.rate-missing', facts: { on: '2026-08-31' } })
    await saveRates(
      world.shell.database,
      world.companyId,
      [{ currency: EUR, on: day('2026-08-31'), tenThousandths: 42_500n, per: 1n }],
      world.clock.now(),
    )
    const { note, document } = await noteOf(await issueNote(world.shell, wish))
    expect(note.compensations.map((each) => [each.euros, each.amount, each.rateOn])).toEqual([[4_000n, 17_000n, '2026-08-31']])
    expect(document.number).toMatch(/^NO\/\d+\/2026$/)
  })
  test('T49 of a day without a rate is refused with table and day, until a person adds the rate', async () => {
    const wish = {
      ...by(),
      customerId: customerAt(0),
      invoiceIds: [await invoiceId('FV 2/2026')],
      until: day('2027-01-05'),
      compensation: false,
    }
    await expect(issueNote(world.shell, wish)).rejects.toMatchObject({
      code: 'interest.rate-missing',
      facts: { table: 'commercial', on: '2027-01-01' },
    })
    const rate = { table: 'commercial' as const, basisPoints: 1350, knownThrough: day('2027-06-30'), source: 'M.P. 2027 poz. 1' }
    await expect(addInterestRate(world.shell, { ...by(), rate: { ...rate, from: day('2027-02-01') } })).rejects.toMatchObject({
      code: 'interest.rate-gap',
    })
    await addInterestRate(world.shell, { ...by(), rate: { ...rate, from: day('2027-01-01') } })
    const { note } = await noteOf(await issueNote(world.shell, wish))
    expect(note.lines.map((line) => [line.from, line.basisPoints])).toEqual([
      ['2026-10-01', 1375],
      ['2027-01-01', 1350],
    ])
  })
  test('of a consumer bears civil interest and no compensation', async () => {
    await changeCustomerTerms(world.shell, {
      ...by(),
      customerId: customerAt(1),
      terms: { debtor: 'consumer', regime: { kind: 'civil' }, compensation: true, emailDemands: false },
    })
    const wish = {
      ...by(),
      customerId: customerAt(1),
      invoiceIds: [await invoiceId('FV 3/2026')],
      until: day('2026-10-01'),
      compensation: true,
    }
    // The civil table ends before: nothing is charged at a guess.
    await expect(issueNote(world.shell, wish)).rejects.toMatchObject({ code: 'interest.rate-missing', facts: { table: 'civil' } })
    await changeCustomerTerms(world.shell, {
      ...by(),
      customerId: customerAt(1),
      terms: { debtor: 'business', regime: { kind: 'commercial' }, compensation: true, emailDemands: false },
    })
  })
  test('T73 takes no invoice of another customer', async () => {
    const wish = {
      ...by(),
      customerId: customerAt(0),
      invoiceIds: [await invoiceId('FV 3/2026')],
      until: day('2026-09-30'),
      compensation: false,
    }
    await expect(issueNote(world.shell, wish)).rejects.toMatchObject({ code: 'document.foreign' })
  })
})

const composed = (customerId: Id, over: Partial<Parameters<typeof composeMessage>[2]> = {}) =>
  inTransaction(world.shell.database, async (tx) => {
    const company = await getSendingCompany(tx, world.companyId)
    const today = dayOf(world.clock.now(), company.timeZone)
    return composeMessage(tx, world.shell, {
      company,
      kind: 'demand',
      tone: 'firm',
      medium: 'email',
      customerId,
      customerName: customers.find((each) => each.id === customerId)?.name ?? '',
      addresses: ['biuro@klient.example'],
      language: 'pl',
      invoices: await listOwedInvoices(tx, world.companyId, customerId, today),
      today,
      ...over,
    })
  })

describe('a message', () => {
  test('T72 T73 says what the ledger says, and carries files of this company and customer alone', async () => {
    const content = await composed(customerAt(1), { kind: 'reminder' })
    expect(content.text).toContain('2\u00A0000,00\u00A0zł')
    for (const { fileId } of content.attachments)
      expect((await getFile(world.shell.database, world.companyId, fileId)).customerId).toBe(customerAt(1))
    // The same message again keeps the same files.
    expect((await composed(customerAt(1), { kind: 'reminder' })).attachments).toEqual(content.attachments)
  })
  test('T73 with a document of another customer is blocked', async () => {
    const documentId = await issuePaper(world.shell, { ...by(), customerId: customerAt(1), kind: 'balance-confirmation', tone: 'neutral' })
    await expect(composed(customerAt(0), { kind: 'balance-confirmation', documentId })).rejects.toMatchObject({ code: 'document.foreign' })
    const own = await composed(customerAt(1), { kind: 'balance-confirmation', documentId })
    expect(own.attachments.map((each) => each.name)).toEqual([expect.stringMatching(/^potwierdzenie-salda-.*\.pdf$/)])
  })
  test('T49 a demand whose compensation nobody can convert is blocked with the day', async () => {
    await world.shell.database.deleteFrom('exchange_rates').where('company_id', '=', world.companyId).execute()
    await expect(composed(customerAt(1))).rejects.toMatchObject({ code: 'compensation.rate-missing' })
  })
})

describe('a template', () => {
  const templateId = 'reminder:neutral:pl'
  const ready = readyTemplate('reminder', 'neutral', 'pl')
  const preview = (texts: typeof ready | null = null, medium: 'email' | 'sms' | 'letter' = 'email') =>
    previewTemplate(world.shell, { companyId: world.companyId, templateId, texts, customerId: customerAt(1), medium })

  test('of the company’s own is used, has versions, and goes back to the ready one', async () => {
    await saveTemplate(world.shell, { ...by(), templateId, texts: { ...ready, subject: 'Nasza prośba: {{ razem }}' }, seen: 0 })
    expect((await composed(customerAt(1), { kind: 'reminder', tone: 'neutral' })).subject).toBe('Nasza prośba: 2\u00A0000,00\u00A0zł')
    await expect(saveTemplate(world.shell, { ...by(), templateId, texts: ready, seen: 0 })).rejects.toMatchObject({
      code: 'template.outdated',
    })
    await resetTemplate(world.shell, { ...by(), templateId, seen: 1 })
    expect((await composed(customerAt(1), { kind: 'reminder', tone: 'neutral' })).subject).toBe('Prosimy o datę zapłaty: FV 3/2026')
  })
  test('T121 that is hostile is not saved', async () => {
    for (const body of ['{% include "x" %}', '{{ process.env }}', '{{7*7}}'])
      await expect(saveTemplate(world.shell, { ...by(), templateId, texts: { ...ready, body }, seen: 2 })).rejects.toMatchObject({
        code: expect.stringMatching(/^template\./),
      })
  })
  test('is shown with a real customer’s data on every way, with what is wrong', async () => {
    expect((await preview()).message?.text).toContain('FV 3/2026')
    expect((await preview(null, 'sms')).sms).toMatchObject({ encoding: 'gsm-7' })
    expect((await preview(null, 'letter')).letter?.contentType).toBe('application/pdf')
    expect((await preview({ ...ready, body: 'Prosimy o zapłatę!' })).lints).toEqual(['no-account', 'no-table', 'unanswered', 'exclamation'])
    expect((await preview({ ...ready, body: '{{ odsetki.kwota }}' })).failure?.code).toBe('message.template-failed')
    expect((await preview({ ...ready, body: 'Wpis do KRD.' })).failure?.code).toBe('message.big-not-allowed')
  })
})
