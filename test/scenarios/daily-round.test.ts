// The main job in small: pulled, matched, written back, confirmed, reminded and reported, with the real connectors and the stand-in vendors.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { workOff } from '#jobs/work-off'
import { type RoundWorld, roundInvoice, roundPayment, roundWorld } from '#test/support/round-world'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld({
    invoices: [
      roundInvoice('FV 1/09/2026', 0, '2026-09-10', 1230),
      roundInvoice('FV 2/09/2026', 1, '2026-09-14', 2460),
      roundInvoice('FV 3/09/2026', 1, '2026-09-15', 615),
      roundInvoice('FV 4/09/2026', 2, '2026-09-29', 984),
    ],
    payments: [roundPayment('pay_1', '2026-10-01', 1230, 'FV 1/09/2026')],
  })
})
afterAll(() => world.close())

const at = (text: string) => world.clock.set(new Date(text))
const mails = () =>
  world.vendors.mail.received.map((mail) => ({
    to: mail.to.join(', '),
    subject: mail.email.subject ?? '',
    text: mail.email.text ?? '',
    attachments: mail.email.attachments,
  }))
const runs = (job: string) =>
  world.shell.database
    .selectFrom('job_runs')
    .selectAll()
    .where('company_id', '=', world.companyId)
    .where('job', '=', job)
    .orderBy('run_id')
    .execute()

describe('a company’s first days', () => {
  test('the first round at 8:00 takes everything in, settles the paid invoice, thanks its customer and reminds the late one, once each', async () => {
    await world.connect('fakturownia', ['invoices', 'statuses'])
    await world.connect('stripe', ['payments'])
    await world.connect('bitrix24', ['statuses', 'customer-standing'])
    await world.connect('smtp', ['email'])
    at('2026-10-01T06:00:30Z')
    await workOff(world.shell)
    const [round] = await runs('daily-round')
    expect(round).toMatchObject({ state: 'done', trigger: 'schedule', result: { connections: 2, failedConnections: 0 } })
    expect(
      await world.shell.database
        .selectFrom('invoice_balances')
        .select('status')
        .where('company_id', '=', world.companyId)
        .orderBy('issue_on')
        .execute(),
    ).toEqual([{ status: 'paid' }, { status: 'unpaid' }, { status: 'unpaid' }, { status: 'unpaid' }])
    // Reminders wait until messages may go.
    at('2026-10-01T07:00:10Z')
    await deliverOutbox(world.shell)
    const sent = mails()
    expect(sent.filter((mail) => mail.subject.startsWith('Potwierdzenie')).map((mail) => mail.to)).toEqual(['biuro1@klient.example'])
    const reminders = sent.filter((mail) => mail.subject.startsWith('Przypomnienie'))
    expect(reminders.map((mail) => mail.to)).toEqual(['biuro2@klient.example'])
    expect(reminders[0]?.text).toContain('FV 2/09/2026')
  })

  test('the report of September went to finance on the first, with its PDF', async () => {
    at('2026-10-01T07:00:30Z')
    await workOff(world.shell)
    const reports = mails().filter((mail) => mail.subject.startsWith('Raport'))
    expect(reports.map((mail) => [mail.to, mail.subject])).toEqual([['finanse@jantar.example', 'Raport należności: wrzesień 2026']])
    const [pdf] = reports[0]?.attachments ?? []
    expect(pdf).toMatchObject({ filename: 'naleznosci-2026-09.pdf', mimeType: 'application/pdf' })
    const bytes = Buffer.from(pdf?.content as ArrayBuffer)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const text = await textOf(bytes)
    // At the end of September all four were open and two past their day: 2460 due on the 28th, 615 due on the 29th, 1230 due on the 24th.
    if (text !== null)
      for (const words of ['Należności i wpłaty', 'wrzesień 2026', 'FV 2/09/2026', '5 289,00 zł', '4 305,00 zł', 'Świerk Montaż'])
        expect(text).toContain(words)
  })

  test('statuses stand in Fakturownia and Bitrix24, and the reminder’s step does not come again the next day', async () => {
    const paid = world.vendors.fakturownia.invoiceByNumber('FV 1/09/2026')
    expect(paid).toMatchObject({ status: 'paid' })
    expect(world.vendors.fakturownia.invoiceByNumber('FV 2/09/2026')).not.toMatchObject({ status: 'paid' })
    const before = mails().length
    at('2026-10-02T06:00:30Z')
    await workOff(world.shell)
    expect(mails()).toHaveLength(before)
    expect(
      await world.shell.database
        .selectFrom('outbox')
        .select(['kind', 'state', 'reason'])
        .where('company_id', '=', world.companyId)
        .where('state', 'not in', ['done'])
        .execute(),
    ).toEqual([])
  })

  test('a vendor that is down is noted and passed over; the round goes on and reminders wait for its data', async () => {
    world.vendors.stripe.failNext({ kind: 503, times: 4 })
    at('2026-10-06T06:00:30Z')
    await workOff(world.shell)
    const last = (await runs('daily-round')).at(-1)
    expect(last).toMatchObject({ state: 'done', result: { failedConnections: 1 } })
    const connection = await world.shell.database
      .selectFrom('connections')
      .select(['state', 'failure'])
      .where('company_id', '=', world.companyId)
      .where('plugin_id', '=', 'stripe')
      .executeTakeFirstOrThrow()
    expect(connection).toMatchObject({ state: 'delayed', failure: { code: 'connector.unavailable' } })
    const withheld = await world.shell.database
      .selectFrom('outbox')
      .select('reason')
      .where('company_id', '=', world.companyId)
      .where('state', '=', 'withheld')
      .execute()
    expect(new Set(withheld.map((row) => row.reason))).toEqual(new Set(['bank-data-stale']))
  })

  test('T60 a mail server that took the message and hung up leaves it unknown, and it is not sent again', async () => {
    world.vendors.mail.failNext({ at: 'hang-up-after-data' })
    const before = mails().length
    at('2026-10-07T07:00:30Z')
    await workOff(world.shell)
    const unknown = () =>
      world.shell.database
        .selectFrom('outbox')
        .select(['state', 'key'])
        .where('company_id', '=', world.companyId)
        .where('state', '=', 'unknown')
        .execute()
    expect(await unknown()).toHaveLength(1)
    const after = mails().length
    at('2026-10-07T12:00:00Z')
    await deliverOutbox(world.shell)
    expect(mails()).toHaveLength(after)
    expect(after).toBeGreaterThan(before)
  })
})

describe('T63 a company in dry run', () => {
  test('opens no connection to its mail server and plans what live would send', async () => {
    const dry = await roundWorld({ invoices: [roundInvoice('FV 2/09/2026', 1, '2026-09-14', 2460)], payments: [] })
    try {
      await dry.shell.database.updateTable('companies').set({ sending_mode: 'dry-run' }).where('company_id', '=', dry.companyId).execute()
      await dry.connect('fakturownia', ['invoices'])
      await dry.connect('stripe', ['payments'])
      await dry.connect('smtp', ['email'])
      dry.clock.set(new Date('2026-10-01T06:00:30Z'))
      await workOff(dry.shell)
      expect(dry.vendors.mail.connections()).toBe(0)
      expect(
        await dry.shell.database
          .selectFrom('outbox')
          .select(['state', 'reason'])
          .where('company_id', '=', dry.companyId)
          .where('kind', '=', 'message')
          .execute(),
      ).toEqual([{ state: 'withheld', reason: 'dry-run' }])
    } finally {
      await dry.close()
    }
  })
})

/** The text of a PDF by the machine's own tool; null where there is none. */
async function textOf(pdf: Buffer): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'skarbnik-report-'))
  try {
    await writeFile(join(folder, 'report.pdf'), pdf)
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'])
    return stdout.replaceAll('\u00A0', ' ')
  } catch {
    return null
  } finally {
    await rm(folder, { recursive: true })
  }
}
