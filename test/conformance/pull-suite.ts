// Pulling: everything once, also while the list moves; a record that cannot be read is rejected, never thrown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import { languages } from '#values/language'
import type { ConnectorFolder } from './plugin-folder.ts'
import { start, streamsOf } from './running.ts'
import { contextFor, drain } from './stand-in.ts'
import { streamOf } from './streams.ts'

const size = { invoices: 230, payments: 230, customers: 130, orders: 130 }
const seedOfRandom = Number(process.env['FC_SEED'] ?? 20_261_120)

/** Names of fields in a record, at any depth, as paths. */
function paths(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [before]
  return [...(before.length === 0 ? [] : [before]), ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...before, key]))]
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((inner, index) => (String(index) === key ? replaced(inner, rest, by) : inner))
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) }
}

export function pullSuite(folder: ConnectorFolder): void {
  const { connector } = folder
  const sentence = failureSentences(readWords())
  const idsOf = (records: readonly unknown[]): readonly (string | null)[] => records.map((record) => connector.recordId(record))

  describe.each(streamsOf(folder))('pulling %s', (name) => {
    const stream = streamOf(folder, name)

    test('the first pull brings every record once, and each can be read', async () => {
      const { sandbox, settings, clock } = await start(folder, size)
      const { records, cursor } = await drain(stream.pull(contextFor(settings, clock)))
      expect([...idsOf(records)].sort()).toEqual([...sandbox.recordIds(name)].sort())
      expect(records.map(stream.read).filter((parsed) => !parsed.ok || parsed.value === null)).toEqual([])
      expect(JSON.parse(JSON.stringify(cursor))).toEqual(cursor)
    })

    test('T87 records added and changed between the pages are all there after the next pull, and no version came twice in one', async () => {
      const { sandbox, settings, clock, later } = await start(folder, size)
      let round = 0
      sandbox.onAnswer(() => {
        if (round >= 5) return
        round += 1
        later(1000)
        stream.add(sandbox, 900 + round, clock.now())
        const ids = sandbox.recordIds(name)
        sandbox.touch?.(name, ids[(round * 37) % ids.length] ?? '')
      })
      const first = await drain(stream.pull(contextFor(settings, clock)))
      round = 99
      later(600_000)
      const second = await drain(stream.pull(contextFor(settings, clock, { cursor: first.cursor })))
      expect(new Set([...idsOf(first.records), ...idsOf(second.records)])).toEqual(new Set(sandbox.recordIds(name)))
      for (const { records } of [first, second]) expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(records.length)
    })

    test('a pull that finds nothing new asks for little and moves nothing back', async () => {
      const { sandbox, settings, clock, later } = await start(folder, size)
      const first = await drain(stream.pull(contextFor(settings, clock)))
      const whole = sandbox.calls.length
      later(7_200_000)
      const second = await drain(stream.pull(contextFor(settings, clock, { cursor: first.cursor })))
      expect(sandbox.calls.length - whole).toBeLessThanOrEqual(2)
      const third = await drain(stream.pull(contextFor(settings, clock, { cursor: second.cursor })))
      expect(third.records.length).toBeLessThanOrEqual(second.records.length)
    })

    test('a pull that dies on its way goes on from the cursor that was kept', async () => {
      const { sandbox, settings, clock } = await start(folder, size)
      const got: unknown[] = []
      let cursor = null
      for await (const page of stream.pull(contextFor(settings, clock))) {
        got.push(...page.records)
        cursor = page.cursor
        break
      }
      const rest = await drain(stream.pull(contextFor(settings, clock, { cursor })))
      expect(new Set([...idsOf(got), ...idsOf(rest.records)])).toEqual(new Set(sandbox.recordIds(name)))
    })

    test('T89 a record whose field took another shape is rejected with a sentence in both languages, the others come through', async () => {
      const { sandbox, settings, clock } = await start(folder)
      const id = sandbox.addMalformed(name)
      const { records } = await drain(stream.pull(contextFor(settings, clock)))
      const results = records.map((record) => ({ id: connector.recordId(record), parsed: stream.read(record) }))
      const rejected = results.flatMap((result) => (result.parsed.ok ? [] : [{ id: result.id, rejection: result.parsed.rejection }]))
      expect(rejected.map((result) => result.id)).toEqual([id])
      for (const { rejection } of rejected) {
        for (const language of languages) expect(sentence(language, rejection.code, rejection.facts)).not.toBe(rejection.code)
      }
      expect(results.filter((result) => result.parsed.ok).length).toBe(sandbox.recordIds(name).length - 1)
    })

    test(`T89 whatever a record holds, reading it answers and never throws (seed ${seedOfRandom})`, async () => {
      const { settings, clock } = await start(folder)
      const [sample] = (await drain(stream.pull(contextFor(settings, clock)))).records
      const check = (record: unknown): void => {
        const parsed = stream.read(record)
        if (!parsed.ok) expect(parsed.rejection.code).toMatch(/^record\./)
        connector.recordId(record)
      }
      fc.assert(fc.property(fc.anything({ withBigInt: false, withDate: false, withMap: false, withSet: false }), check), {
        numRuns: 300,
        seed: seedOfRandom,
      })
      const places = paths(sample)
      fc.assert(
        fc.property(fc.nat(places.length - 1), fc.jsonValue(), (place, value) => check(replaced(sample, places[place] ?? [], value))),
        { numRuns: 1500, seed: seedOfRandom },
      )
    })
  })
}
