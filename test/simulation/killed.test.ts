import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '#app/demo/random'
import { system } from '#flows/actor'
import { deliverOutbox } from '#flows/deliver-outbox'
import { resolveUnknownMessage } from '#flows/outbox-decisions'
import { workOff } from '#jobs/work-off'
import { messageIdOf } from '#ports/mail/mail-message'
import { testDatabase } from '#test/support/database'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type EndState, endState } from './end-state.ts'
import { lastDay, openWorld, setUpCompany, type World } from './two-months.ts'
import { openWorldShell, type WorldShell } from './world-shell.ts'

const seed = Number(process.env['SKARBNIK_SEED'] ?? 7)
const perMonth = 30
const wantedKills = 50
const killsADay = 3
const child = fileURLToPath(new URL('./run-day.ts', import.meta.url))
const closers: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

type Stage = {
  readonly world: World
  readonly opened: WorldShell
  readonly companyId: Id
  readonly standIns: readonly Id[]
  readonly connectionString: string
}

async function stage(): Promise<Stage> {
  const world = await openWorld({ seed, perMonth })
  closers.push(world.stop)
  const database = await testDatabase()
  closers.push(database.close)
  const allowed = new Set<string>()
  const opened = await openWorldShell({ connectionString: database.url, clock: world.clock, standIns: allowed })
  closers.push(opened.close)
  const { companyId, standIns } = await setUpCompany(opened.shell, world)
  for (const id of standIns) allowed.add(id)
  return { world, opened, companyId, standIns, connectionString: database.url }
}

/** Starts the morning in a process of its own and kills it after `killAfterMs` of work; false when it was done before. */
async function killedMorning({ connectionString, standIns }: Stage, now: Date, killAfterMs: number | null): Promise<boolean> {
  const running = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', child, connectionString, now.toISOString(), ...standIns],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(running, 'exit')
  if (killAfterMs !== null) {
    await Promise.race([once(running.stdout, 'data'), ended])
    const timer = setTimeout(() => running.kill('SIGKILL'), killAfterMs)
    await ended
    clearTimeout(timer)
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  if (signal === 'SIGKILL') return true
  if (code !== 0) throw new Error(`the morning ended with ${code}`)
  return false
}

/** What a person does about messages of unknown outcome: looks whether they arrived, and says so. */
async function resolveUnknown({ opened, companyId, world }: Stage): Promise<number> {
  await deliverOutbox(opened.shell, { companyId })
  const unknown = await opened.store.database
    .selectFrom('outbox')
    .select(['outbox_id', 'key'])
    .where('company_id', '=', companyId)
    .where('state', '=', 'unknown')
    .execute()
  for (const row of unknown) {
    const messageId = messageIdOf(`${companyId}/${row.key}`, String(world.vendors.settings.smtp['fromAddress']))
    const arrived = world.vendors.mail.received.some((mail) => mail.email.messageId === messageId)
    await resolveUnknownMessage(opened.shell, { companyId, actor: system, outboxId: row.outbox_id, arrived })
  }
  await deliverOutbox(opened.shell, { companyId })
  return unknown.length
}

async function evening(of: Stage): Promise<EndState> {
  for (const later of [60, 180, 360]) {
    of.world.clock.set(of.world.morning(lastDay, later))
    await workOff(of.opened.shell)
    await resolveUnknown(of)
  }
  return endState(of.opened.store.database, of.companyId, of.world)
}

test('T01 T60 killed at fifty random moments of two months, the house ends in the same state, and nothing was sent twice', async () => {
  const random = seededRandom(seed)
  const quiet = await stage()
  const lengths: number[] = []
  for (const on of quiet.world.days) {
    await quiet.world.dawn(on)
    quiet.world.clock.set(quiet.world.morning(on))
    const started = performance.now()
    await workOff(quiet.opened.shell)
    lengths.push(performance.now() - started)
  }
  const expected = await evening(quiet)

  const stormy = await stage()
  let kills = 0
  let unknown = 0
  const everyDay = Math.floor(stormy.world.days.length / (wantedKills / killsADay + 1))
  for (const [i, on] of stormy.world.days.entries()) {
    await stormy.world.dawn(on)
    const later = await stormMorning(stormy, on, i, lengths[i] ?? 500)
    stormy.world.clock.set(stormy.world.morning(on, later))
    unknown += await resolveUnknown(stormy)
  }
  const actual = await evening(stormy)
  console.log(`seed ${seed}: ${kills} kills, ${unknown} messages of unknown outcome looked into`)

  expect(kills).toBeGreaterThanOrEqual(wantedKills)
  expect(actual.invoices).toEqual(expected.invoices)
  expect(actual.payments).toEqual(expected.payments)
  expect(actual.fakturownia).toEqual(expected.fakturownia)
  expect(actual.bitrixInvoices).toEqual(expected.bitrixInvoices)
  expect(actual.mails).toEqual(expected.mails)
  const ids = stormy.world.vendors.mail.received.map((mail) => mail.email.messageId)
  expect(new Set(ids).size).toBe(ids.length)

  /** Minutes after which the morning was through. */
  async function stormMorning(of: Stage, on: Day, i: number, usualMs: number): Promise<number> {
    const isStormy = kills < wantedKills && (i % everyDay === 0 || kills < ((i + 1) / of.world.days.length) * wantedKills)
    let later = 0
    for (let tried = 0; isStormy && tried < killsADay; tried++) {
      const killed = await killedMorning(of, of.world.morning(on, later), Math.floor(random.next() * usualMs * 1.2))
      if (!killed) return later
      kills++
      // Past the leases of what the dead process held.
      later += 16
    }
    of.world.clock.set(of.world.morning(on, later))
    await workOff(of.opened.shell)
    return later
  }
}, 600_000)
