// Jobs: due ones run once whatever happens, two processes share the work, a person sees how each went.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enqueueJob } from '#flows/enqueue-job'
import { moveDailyRound, planStandardWork } from '#flows/plan-standard-work'
import { runDueSchedules } from '#flows/run-due-schedules'
import { type Jobs, startJobs } from '#jobs/start-jobs'
import { workOff } from '#jobs/work-off'
import { ConnectorFailure } from '#ports/connector-failure'
import { inTransaction } from '#store/database'
import { claimRun, listRunnable } from '#store/job-runs'
import { makeQueueWorld, type QueueWorld } from '#test/support/queue-world'
import type { Id } from '#values/id'

let world: QueueWorld
beforeAll(async () => {
  world = await makeQueueWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(new Date('2026-11-19T11:00:00Z'))
  world.behaviour.work = async () => ({})
})
const started: Jobs[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()))
})

const at = (text: string) => world.clock.set(new Date(text))
const runsOf = (companyId: Id, job: string) =>
  world.database.selectFrom('job_runs').selectAll().where('company_id', '=', companyId).where('job', '=', job).orderBy('run_id').execute()
const planned = async () => {
  const { companyId } = await world.company()
  await inTransaction(world.database, (tx) => planStandardWork(tx, { companyId, timeZone: 'Europe/Warsaw', now: world.clock.now() }))
  return companyId
}

describe('schedules', () => {
  test('a daily round at 8:00 runs once a day over a week with a clock change, counted by the wall clock', async () => {
    at('2027-03-24T12:00:00Z')
    const companyId = await planned()
    for (let hour = 0; hour < 7 * 24; hour++) {
      world.clock.set(new Date(Date.parse('2027-03-24T12:00:00Z') + hour * 3_600_000 + 60_000))
      await workOff(world.shell, world.works)
    }
    const runs = await runsOf(companyId, 'daily-round')
    expect(runs.map((run) => run.scheduled_for.toISOString())).toEqual(
      ['2027-03-25T07', '2027-03-26T07', '2027-03-27T07', '2027-03-28T06', '2027-03-29T06', '2027-03-30T06', '2027-03-31T06'].map(
        (hour) => `${hour}:00:00.000Z`,
      ),
    )
    expect(new Set(runs.map((run) => run.state))).toEqual(new Set(['done']))
  })

  test('T48 rounds that were missed for three days run once after the start and then at the next 8:00', async () => {
    const companyId = await planned()
    at('2026-11-23T10:00:00Z')
    await workOff(world.shell, world.works)
    await workOff(world.shell, world.works)
    expect((await runsOf(companyId, 'daily-round')).map((run) => [run.trigger, run.state])).toEqual([['catch-up', 'done']])
    at('2026-11-24T07:00:10Z')
    await workOff(world.shell, world.works)
    expect((await runsOf(companyId, 'daily-round')).map((run) => run.trigger)).toEqual(['catch-up', 'schedule'])
  })

  test('T62 ten schedulers at once queue one run', async () => {
    const companyId = await planned()
    at('2026-11-20T07:00:01Z')
    await Promise.all(Array.from({ length: 10 }, () => runDueSchedules(world.shell)))
    expect(await runsOf(companyId, 'daily-round')).toHaveLength(1)
  })

  test('moved to another hour, the round runs at that hour', async () => {
    const companyId = await planned()
    await inTransaction(world.database, (tx) =>
      moveDailyRound(tx, { companyId, at: '06:30', timeZone: 'Europe/Warsaw', now: world.clock.now() }),
    )
    at('2026-11-20T05:31:00Z')
    await workOff(world.shell, world.works)
    expect((await runsOf(companyId, 'daily-round')).map((run) => run.scheduled_for.toISOString())).toEqual(['2026-11-20T05:30:00.000Z'])
  })
})

describe('a run', () => {
  test('asked for twice by an impatient person is one', async () => {
    const { companyId } = await world.company()
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => enqueueJob(world.shell, { companyId, job: 'daily-round', trigger: 'person' })),
    )
    expect(new Set(ids).size).toBe(1)
  })

  test('that fails in passing is tried again later and succeeds; its failure is gone then', async () => {
    const { companyId } = await world.company()
    world.behaviour.work = () => Promise.reject(new ConnectorFailure('unavailable'))
    await enqueueJob(world.shell, { companyId, job: 'match', trigger: 'person' })
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ state: 'queued', attempt: 1, failure: { code: 'connector.unavailable' } }])
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ attempt: 1 }])
    world.behaviour.work = async () => ({ fine: true })
    world.clock.set(new Date(world.clock.now().getTime() + 120_000))
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ state: 'done', attempt: 2, failure: null, result: { fine: true } }])
  })

  test('that needs a person fails at once with the reason, one that keeps failing after five attempts', async () => {
    const { companyId } = await world.company()
    world.behaviour.work = () => Promise.reject(new ConnectorFailure('auth-expired'))
    await enqueueJob(world.shell, { companyId, job: 'match', trigger: 'person' })
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ state: 'failed', attempt: 1, failure: { code: 'connector.auth-expired' } }])
    world.behaviour.work = () => Promise.reject(new Error('a fault of ours'))
    await enqueueJob(world.shell, { companyId, job: 'dunning', trigger: 'person' })
    for (let hour = 0; hour < 12; hour++) {
      await workOff(world.shell, world.works)
      world.clock.set(new Date(world.clock.now().getTime() + 3_600_000))
    }
    expect(await runsOf(companyId, 'dunning')).toMatchObject([{ state: 'failed', attempt: 5, failure: { code: 'internal' } }])
  })

  test('whose process vanished is taken up by another when its lease has ended, not before', async () => {
    const { companyId } = await world.company()
    const runId = await enqueueJob(world.shell, { companyId, job: 'match', trigger: 'person' })
    expect(await claimRun(world.database, companyId, runId, world.clock.now(), 120_000)).toMatchObject({ state: 'running', attempt: 1 })
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ state: 'running', attempt: 1 }])
    world.clock.set(new Date(world.clock.now().getTime() + 121_000))
    await workOff(world.shell, world.works)
    expect(await runsOf(companyId, 'match')).toMatchObject([{ state: 'done', attempt: 2 }])
  })

  test('of one connection waits while another of it works; another connection does not', async () => {
    const { companyId, connect } = await world.company()
    const [one, two] = [await connect('connector', 'books', []), await connect('connector', 'books', [])]
    const first = await enqueueJob(world.shell, { companyId, job: 'pull', connectionId: one, trigger: 'webhook' })
    await claimRun(world.database, companyId, first, world.clock.now(), 120_000)
    const second = await enqueueJob(world.shell, { companyId, job: 'pull', connectionId: one, trigger: 'webhook' })
    const other = await enqueueJob(world.shell, { companyId, job: 'pull', connectionId: two, trigger: 'webhook' })
    expect(second).not.toBe(first)
    expect(await claimRun(world.database, companyId, second, world.clock.now(), 120_000)).toBeNull()
    expect(await claimRun(world.database, companyId, other, world.clock.now(), 120_000)).not.toBeNull()
  })
})

describe('several processes', () => {
  test('share forty runs through the queue, each done once', async () => {
    const counts = new Map<string, number>()
    world.behaviour.work = async (run) => {
      counts.set(run.runId, (counts.get(run.runId) ?? 0) + 1)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return {}
    }
    const companies = await Promise.all(Array.from({ length: 40 }, () => world.company()))
    for (const { companyId } of companies) await enqueueJob(world.shell, { companyId, job: 'match', trigger: 'person' })
    const options = {
      connectionString: world.url,
      works: world.works,
      concurrency: 4,
      everyMs: { schedules: 200, delivery: 60_000, folders: 60_000 },
    }
    started.push(...(await Promise.all([startJobs(world.shell, options), startJobs(world.shell, options)])))
    await expect
      .poll(async () => (await listRunnable(world.database, world.clock.now())).length, { timeout: 60_000, interval: 250 })
      .toBe(0)
    await expect.poll(() => [...counts.values()].reduce((sum, count) => sum + count, 0), { timeout: 30_000 }).toBe(40)
    expect(counts.size).toBe(40)
  })
})
