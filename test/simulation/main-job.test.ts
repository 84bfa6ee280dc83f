import { extractText } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { livingEntries } from '#domain/ledger/entry'
import { workOff } from '#jobs/work-off'
import { listEntriesOfPayments } from '#store/entries'
import { readInvoicePayment, type Settled, settledByTruth } from '#test/simulation/truth'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import { type EndState, endState } from './end-state.ts'
import { firstDay, lastDay, openWorld, setUpCompany, type World } from './two-months.ts'
import { openWorldShell, type WorldShell } from './world-shell.ts'

const seed = 20260901
let world: World
let database: TestDatabase
let opened: WorldShell
let companyId: Id
let state: EndState
const rounds: { on: string; jobs: string[]; failed: string[] }[] = []

beforeAll(async () => {
  world = await openWorld({ seed, perMonth: 100 })
  database = await testDatabase()
  const standIns = new Set<string>()
  opened = await openWorldShell({ connectionString: database.url, clock: world.clock, standIns })
  const company = await setUpCompany(opened.shell, world)
  companyId = company.companyId
  for (const id of company.standIns) standIns.add(id)
  for (const on of world.days) {
    await world.dawn(on)
    world.clock.set(world.morning(on))
    const done = await workOff(opened.shell)
    rounds.push({
      on,
      jobs: done.map((each) => each.run.job),
      failed: done.flatMap((each) => (each.outcome.kind === 'done' ? [] : [JSON.stringify(each.outcome)])),
    })
  }
  state = await endState(opened.store.database, companyId, world)
}, 280_000)

afterAll(async () => {
  await opened.close()
  await database.close()
  await world.stop()
})

test('the daily round runs once every morning, also when the clock changes on 25 October, and nothing fails', () => {
  expect(rounds.flatMap((round) => round.failed)).toEqual([])
  for (const round of rounds)
    expect(
      round.jobs.filter((job) => job === 'daily-round'),
      round.on,
    ).toEqual(['daily-round'])
  expect(rounds).toHaveLength(62)
})

test('every invoice and every payment that happened outside is here, once', async () => {
  const expectedInvoices = world.firm.invoices
    .filter((invoice) => invoice.issueOn < lastDay)
    .map((invoice) => invoice.number)
    .sort()
  expect(Object.keys(state.invoices).sort()).toEqual(expectedInvoices)
  expect(state.payments).toHaveLength(world.payments.transfers.length + world.payments.gateway.length)
})

test('what was posted without a person is what the customers paid for, and it is nearly all of it', async () => {
  const rows = await opened.store.database
    .selectFrom('payments')
    .select(['payment_id', 'title', 'amount_minor', 'booked_on'])
    .where('company_id', '=', companyId)
    .execute()
  const entries = livingEntries(
    await listEntriesOfPayments(
      opened.store.database,
      companyId,
      rows.map((row) => row.payment_id),
    ),
  ).filter((entry) => entry.kind === 'allocation')
  const numbers = new Map(
    (await opened.store.database.selectFrom('invoices').select(['invoice_id', 'number']).where('company_id', '=', companyId).execute()).map(
      (row) => [row.invoice_id, row.number],
    ),
  )
  const wrong: string[] = []
  const settledPayments = new Set<string>()
  for (const entry of entries) {
    const payment = rows.find((row) => row.payment_id === entry.paymentId)
    const number = numbers.get(entry.invoiceId ?? '') ?? ''
    const truth = payment === undefined ? [] : readInvoicePayment(world.payments, payment)
    if (!truth.includes(number)) wrong.push(`${payment?.booked_on} ${payment?.title} → ${number}, meant ${truth.join(' ')}`)
    settledPayments.add(entry.paymentId ?? '')
  }
  expect(wrong).toEqual([])
  expect(settledPayments.size / rows.length).toBeGreaterThan(0.95)
})

test('the status of every invoice is what its entries say, and Fakturownia and Bitrix24 were told the same', () => {
  for (const [number, here] of Object.entries(state.invoices)) {
    const [status = '', , open, , settled] = here.split(' ')
    const there = state.fakturownia[number] ?? ''
    const paid = Number(there.split(' ')[1])
    expect(Math.round(paid * 100), `${number}: ${here}; ${there}`).toBe(Number(settled))
    if (status === 'paid' || status === 'overpaid') {
      expect(there.split(' ')[0], number).toBe('paid')
      expect(open).toBe('0')
      expect(state.bitrixInvoices[number], number).toMatch(/:P$/)
    } else expect(state.bitrixInvoices[number] ?? 'undefined', `${number} ${here}`).not.toMatch(/:P$/)
  }
})

test('Bitrix24 shows what each customer owes', async () => {
  const owed = new Map<string, bigint>()
  for (const invoice of world.firm.invoices) {
    const open = BigInt(state.invoices[invoice.number]?.split(' ')[2] ?? '0')
    if (invoice.issueOn < lastDay) owed.set(invoice.customer.name, (owed.get(invoice.customer.name) ?? 0n) + open)
  }
  for (const [name, minor] of owed) {
    const company = world.vendors.bitrix24.companyByTitle(name)
    const fields = JSON.stringify(company)
    const written = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}|PLN`
    expect(fields, `${name} owes ${written}`).toContain(`"${written}"`)
  }
})

test('each payment that settled something was confirmed once, each reminder came once, and no settled invoice was reminded of', async () => {
  const mails = world.vendors.mail.received
  const ids = mails.map((mail) => mail.email.messageId)
  expect(new Set(ids).size).toBe(ids.length)
  const outbox = await opened.store.database
    .selectFrom('outbox')
    .select(['kind', 'state', 'payload', 'sent_at'])
    .where('company_id', '=', companyId)
    .where('kind', '=', 'message')
    .execute()
  const sent = outbox.filter((row) => row.state === 'done')
  expect(sent).toHaveLength(mails.length)
  expect(outbox.filter((row) => row.state === 'unknown' || row.state === 'sending')).toEqual([])
  const settled: Settled = settledByTruth(world)
  for (const mail of mails.filter(
    (each) => each.email.subject?.startsWith('Przypomnienie') === true || /przypomn/i.test(each.email.subject ?? ''),
  )) {
    const on = dayOf(new Date(mail.email.date ?? ''), 'Europe/Warsaw')
    for (const [number] of (mail.email.text ?? '').matchAll(/FV \d+\/\d\d\/\d{4}/g)) {
      const settledOn = settled.get(number)
      expect(settledOn === undefined || settledOn >= on, `${number} was settled on ${settledOn}, reminded of on ${on}`).toBe(true)
    }
  }
  const confirmations = mails.filter((mail) => /potwierdz|wpłat/i.test(mail.email.subject ?? ''))
  expect(confirmations.length).toBeGreaterThan(100)
})

test('on the first of the month finance gets one report as PDF, and its text holds the figures of the month', async () => {
  const reports = world.vendors.mail.received.filter((mail) => mail.to.includes('finanse@jantar.example'))
  expect(reports.map((mail) => dayOf(new Date(mail.email.date ?? ''), 'Europe/Warsaw'))).toEqual([firstDay, '2026-10-01', lastDay])
  const attachment = reports[2]?.email.attachments[0]
  expect(attachment?.mimeType).toBe('application/pdf')
  const content = attachment?.content
  if (!(content instanceof ArrayBuffer)) throw new Error('no bytes')
  const { text, totalPages } = await extractText(new Uint8Array(content), { mergePages: true })
  expect(totalPages).toBeGreaterThan(0)
  expect(text).toContain('Jantar Elektro')
  expect(text).toMatch(/październik/i)
  const open = Object.values(state.invoices).reduce((sum, line) => sum + BigInt(line.split(' ')[2] ?? '0'), 0n)
  const written = new Intl.NumberFormat('pl-PL', { useGrouping: 'always', minimumFractionDigits: 2 }).format(Number(open) / 100)
  expect(text.replace(/[\s\u00A0\u202F]/g, '')).toContain(written.replace(/[\s\u00A0\u202F]/g, ''))
})
