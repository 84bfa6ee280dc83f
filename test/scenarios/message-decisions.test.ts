// What people decide about messages, and what happens when the disk has no room.
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#flows/actor'
import { checkConnections } from '#flows/check-connections'
import { deliverOutbox } from '#flows/deliver-outbox'
import { approveMessage, cancelMessage, resolveUnknownMessage } from '#flows/outbox-decisions'
import { runDunning } from '#flows/run-dunning'
import { sendSystemMail } from '#flows/send-system-mail'
import { accepted, thursdayNoon, type World } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const person: Actor = { kind: 'person', id: 'usr_1', name: 'Anna' }
async function waiting(sendingMode = 'approve') {
  const company = await world.company({ sendingMode })
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId)
  await runDunning(world.shell, { companyId: company.companyId })
  await deliverOutbox(world.shell, { companyId: company.companyId })
  const [row] = await company.rows()
  return { ...company, customerId, invoiceId, outboxId: row?.outbox_id ?? '' }
}
const state = async (of: { rows: World extends never ? never : Awaited<ReturnType<World['company']>>['rows'] }) =>
  (await of.rows()).map((row) => [row.state, row.reason])
const auditOf = (companyId: Id) =>
  world.database.selectFrom('audit').select(['action', 'actor']).where('company_id', '=', companyId).orderBy('sequence').execute()

describe('approval', () => {
  test('a message that waits shows what it would say, goes when a person lets it, and only then', async () => {
    const company = await waiting()
    expect(await state(company)).toEqual([['awaiting-approval', 'approval']])
    await deliverOutbox(world.shell, { companyId: company.companyId })
    expect(world.mailbox).toHaveLength(0)
    const [shown] = await company.rows()
    await approveMessage(world.shell, { companyId: company.companyId, actor: person, outboxId: company.outboxId })
    await deliverOutbox(world.shell, { companyId: company.companyId })
    const { content } = (shown?.payload ?? {}) as { content: { text: string } }
    expect(world.mailbox.map((message) => message.text)).toEqual([content.text])
    expect(await auditOf(company.companyId)).toEqual([{ action: 'outbox.approved', actor: 'person:usr_1' }])
    await expect(approveMessage(world.shell, { companyId: company.companyId, actor: person, outboxId: company.outboxId })).rejects.toThrow(
      expect.objectContaining({ code: 'outbox.not-waiting' }),
    )
  })

  test('T64 of a message whose amount changed since it was read is refused, and it waits anew with the new amount', async () => {
    const company = await waiting()
    await company.allocate(await company.payment({ minor: 4_000n }), company.invoiceId, 4_000n)
    await expect(approveMessage(world.shell, { companyId: company.companyId, actor: person, outboxId: company.outboxId })).rejects.toThrow(
      expect.objectContaining({ code: 'outbox.outdated' }),
    )
    const [row] = await company.rows()
    expect(row?.state).toBe('awaiting-approval')
    expect(((row?.payload ?? {}) as { content: { text: string } }).content.text).toContain('60,00\u00A0zł')
    expect(world.mailbox).toHaveLength(0)
  })

  test('a message that a person keeps back is not sent, nor planned again for its step', async () => {
    const company = await waiting()
    await cancelMessage(world.shell, { companyId: company.companyId, actor: person, outboxId: company.outboxId })
    for (const days of [0, 1]) {
      world.clock.set(new Date(thursdayNoon.getTime() + days * 86_400_000))
      await runDunning(world.shell, { companyId: company.companyId })
      await deliverOutbox(world.shell, { companyId: company.companyId })
    }
    expect(await state(company)).toEqual([['cancelled', 'person']])
    expect(world.mailbox).toHaveLength(0)
  })

  test('of another company’s message finds nothing', async () => {
    const [mine, other] = [await waiting(), await waiting()]
    await expect(approveMessage(world.shell, { companyId: mine.companyId, actor: person, outboxId: other.outboxId })).rejects.toThrow(
      expect.objectContaining({ code: 'outbox.not-found' }),
    )
  })
})

describe('T60 a message of unknown outcome', () => {
  test.each([
    [true, 1, 'done'],
    [false, 2, 'done'],
  ])('that a person says arrived=%s was handed over %i times in the end', async (arrived, times, end) => {
    world.behaviour.send = async () => ({ kind: 'unknown', detail: 'no answer after the last dot' })
    const company = await waiting('automatic')
    expect(await state(company)).toEqual([['unknown', 'no-answer']])
    world.behaviour.send = async () => accepted
    await resolveUnknownMessage(world.shell, { companyId: company.companyId, actor: person, outboxId: company.outboxId, arrived })
    await deliverOutbox(world.shell, { companyId: company.companyId })
    expect(world.mailbox).toHaveLength(times)
    expect((await company.rows()).map((row) => row.state)).toEqual([end])
  })
})

describe('T153 a disk without room', () => {
  const fill = (when: string) =>
    sql
      .raw(
        `create or replace function disk_full() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
         create trigger disk_full before update on outbox for each row ${when} execute function disk_full()`,
      )
      .execute(world.database)
  const empty = () => sql.raw('drop trigger disk_full on outbox').execute(world.database)

  test('before a message is handed over sends nothing and says so; with room again it goes once', async () => {
    const company = await world.company()
    await company.connect('channel', 'postbox', ['email'])
    await company.invoice(await company.customer())
    await runDunning(world.shell, { companyId: company.companyId })
    await fill('')
    await expect(deliverOutbox(world.shell, { companyId: company.companyId })).rejects.toThrow('No space left')
    expect(world.mailbox).toHaveLength(0)
    await empty()
    await deliverOutbox(world.shell, { companyId: company.companyId })
    expect(world.mailbox).toHaveLength(1)
    expect((await company.rows()).map((row) => row.state)).toEqual(['done'])
  })

  test('after the channel took a message keeps it as unknown and never sends it again', async () => {
    const company = await world.company()
    await company.connect('channel', 'postbox', ['email'])
    await company.invoice(await company.customer())
    await runDunning(world.shell, { companyId: company.companyId })
    await fill("when (new.state = 'done')")
    await deliverOutbox(world.shell, { companyId: company.companyId })
    await empty()
    world.clock.set(new Date(thursdayNoon.getTime() + 11 * 60_000))
    await deliverOutbox(world.shell, { companyId: company.companyId })
    expect(await state(company)).toEqual([['unknown', 'worker-vanished']])
    expect(world.mailbox).toHaveLength(1)
  })
})

describe('mail to the company’s own people', () => {
  test('T88 the end of a consent is told to the owner 14, 7 and 1 day before, each once, also in a dry run', async () => {
    const company = await world.company({ sendingMode: 'dry-run' })
    await company.connect('channel', 'postbox', ['email'])
    const connectionId = await company.connect('connector', 'books', ['invoices'])
    const user = `usr_${connectionId}`
    await sql`insert into sign_in.users (id, name, email, "emailVerified", "createdAt", "updatedAt") values (${user}, 'Anna', ${`${user}@jantar.example`}, true, now(), now())`.execute(
      world.database,
    )
    await world.database
      .insertInto('members')
      .values({ company_id: company.companyId, user_id: user, role: 'owner', created_at: thursdayNoon })
      .execute()
    await world.database
      .updateTable('connections')
      .set({ memory: JSON.stringify({ accessEndsAt: '2026-12-10T12:00:00Z' }) })
      .where('connection_id', '=', connectionId)
      .execute()
    const told: string[] = []
    for (let on = 0; on < 25; on++) {
      world.clock.set(new Date(thursdayNoon.getTime() + on * 86_400_000))
      await checkConnections(world.shell, company.companyId)
      await checkConnections(world.shell, company.companyId)
      await deliverOutbox(world.shell, { companyId: company.companyId })
      for (const message of world.mailbox.splice(0)) told.push(`${world.clock.now().toISOString().slice(0, 10)} ${message.subject}`)
    }
    expect(told).toEqual([
      '2026-11-26 Połączenie books wygaśnie za 14 dni',
      '2026-12-03 Połączenie books wygaśnie za 7 dni',
      '2026-12-09 Połączenie books wygaśnie za 1 dzień',
    ])
  })

  test('an invitation goes through the company’s own mail; without any mail server it says that it was not sent', async () => {
    const company = await world.company()
    const mail = {
      companyId: company.companyId,
      template: 'invitation' as const,
      to: { address: 'nowa@jantar.example', name: 'Nowa\r\nBcc: x@y.example' },
      language: 'pl' as const,
      facts: { company: 'Jantar <b>', link: 'https://skarbnik.example/invitation/abc', days: 7, inviter: 'Anna' },
    }
    expect(await sendSystemMail(world.shell, mail)).toBe(false)
    await company.connect('channel', 'postbox', ['email'])
    expect(await sendSystemMail(world.shell, mail)).toBe(true)
    const [sent] = world.mailbox
    expect(sent?.text).toContain('https://skarbnik.example/invitation/abc')
    expect(sent?.html).toContain('Jantar &lt;b&gt;')
    expect(sent?.to[0]?.name).not.toMatch(/[\r\n]/)
    world.behaviour.send = async () => ({ kind: 'refused', reason: 'policy', detail: '550' })
    expect(await sendSystemMail(world.shell, mail)).toBe(false)
  })

  test('a new password goes through the installation’s own server, with a link and no trace of the secret kept', async () => {
    const channel = world.shell.shelves.channels.get('postbox')
    if (channel === undefined) throw new Error('no channel')
    const shell = {
      ...world.shell,
      systemMail: { channel, settings: {}, http: world.shell.httpFor({ companyId: '', connectionId: '', rateLimit: null, secrets: [] }) },
    }
    const facts = { link: 'https://skarbnik.example/reset/tajny-4711', minutes: 30 }
    expect(
      await sendSystemMail(shell, {
        companyId: null,
        template: 'password-reset',
        to: { address: 'anna@jantar.example' },
        language: 'en',
        facts,
      }),
    ).toBe(true)
    expect(world.mailbox[0]).toMatchObject({ subject: 'Set a new password in Skarbnik' })
    const { rows } = await sql<{ n: string }>`select count(*)::text as n from outbox where payload::text like '%4711%'`.execute(
      world.database,
    )
    expect(rows[0]?.n).toBe('0')
  })
})
