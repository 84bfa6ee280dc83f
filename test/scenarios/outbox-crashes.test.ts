// Workers that die anywhere: no message twice, none forgotten without a trace, every status arrives. The seed is printed and replays a failure.
import { describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { planEffects } from '#flows/plan-effects'
import { runDunning } from '#flows/run-dunning'
import type { Shell } from '#flows/shell'
import { inTransaction } from '#store/database'
import { accepted, thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'

const world = await outboxWorldOfFile()

/** mulberry32: small, good enough, the same everywhere. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

class Killed extends Error {}

/** A shell whose clock is asked at every step of the work: after `steps` of them the process is gone, and whatever it still tries fails. */
function mortal(shell: Shell, steps: number): Shell {
  let left = steps
  const now = (): Date => {
    if (left-- <= 0) throw new Killed('killed')
    return shell.clock.now()
  }
  return { ...shell, clock: { now } }
}

const runs = 30
const firstSeed = Number(process.env['SKARBNIK_SEED'] ?? 20_261_119)

describe(`T60 T62 workers killed at random, seeds ${firstSeed} to ${firstSeed + runs - 1}`, () => {
  test.each(Array.from({ length: runs }, (_, at) => firstSeed + at))(
    'seed %i: each reminder reaches the channel at most once, none is lost, every status arrives',
    async (seed) => {
      const roll = dice(seed)
      world.clock.set(thursdayNoon)
      const company = await world.company()
      await company.connect('channel', 'postbox', ['email'])
      await company.connect('connector', 'books', ['statuses'])
      const invoiceIds: string[] = []
      for (let at = 0; at < 4; at++) invoiceIds.push(await company.invoice(await company.customer()))
      await inTransaction(world.database, (tx) =>
        planEffects(tx, world.shell, { companyId: company.companyId, invoiceIds, paymentIds: [], cause: 'test', at: thursdayNoon }),
      )
      await company.allocate(await company.payment(), invoiceIds[0] ?? '')
      await inTransaction(world.database, (tx) =>
        planEffects(tx, world.shell, { companyId: company.companyId, invoiceIds, paymentIds: [], cause: 'test', at: thursdayNoon }),
      )
      // How often the channel took, or may have taken, each message.
      const taken = new Map<string, number>()
      const take = ({ key }: { readonly key: string }) => taken.set(key, (taken.get(key) ?? 0) + 1)
      world.behaviour.send = async (message) => {
        if (roll() < 0.2) return { kind: 'later', reason: 'unavailable', detail: '421', retryAfterMs: null }
        take(message)
        // The process may die before it hears that the channel has the message.
        if (roll() < 0.2) throw new Killed('killed while sending')
        return accepted
      }
      for (let round = 0; round < 12; round++) {
        const worker = () => mortal(world.shell, Math.floor(roll() * 25))
        await Promise.allSettled([
          runDunning(worker(), { companyId: company.companyId }),
          deliverOutbox(worker(), { companyId: company.companyId }),
          deliverOutbox(worker(), { companyId: company.companyId }),
        ])
        world.clock.set(new Date(world.clock.now().getTime() + 11 * 60_000))
      }
      world.behaviour.send = async (message) => {
        take(message)
        return accepted
      }
      // Three rounds are enough for most; what the channel put off past the hours of sending waits for the morning.
      const waits = async () => (await company.rows()).some((row) => row.state === 'planned')
      for (let round = 0; round < 3 || (round < 24 && (await waits())); round++) {
        await company.readBank()
        await runDunning(world.shell, { companyId: company.companyId })
        await deliverOutbox(world.shell, { companyId: company.companyId })
        world.clock.set(new Date(world.clock.now().getTime() + 61 * 60_000))
      }
      const messages = await company.rows()
      // Three customers owe; the one who has paid gets nothing. Each is `done` or, when its worker died on the way, `unknown`.
      expect(messages.map((row) => row.state).filter((state) => state === 'done' || state === 'unknown')).toHaveLength(3)
      expect(messages.filter((row) => row.state !== 'done' && row.state !== 'unknown').map((row) => [row.state, row.reason])).toEqual([])
      for (const row of messages) {
        const times = taken.get(`${row.company_id}/${row.key}`) ?? 0
        if (row.state === 'done') expect(times).toBe(1)
        else expect(times).toBeLessThanOrEqual(1)
      }
      const statuses = await company.rows('invoice-status')
      expect(statuses.map((row) => [row.state, row.done === row.wanted])).toEqual(Array.from({ length: 4 }, () => ['done', true]))
    },
  )
})
