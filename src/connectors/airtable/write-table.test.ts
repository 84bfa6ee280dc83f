// A report's table in Airtable, through the real HTTP core against the stand-in.
import { afterEach, expect, test } from 'vitest'
import { contextFor, failureOf, seedOf, testClock } from '#test/conformance/stand-in'
import connector from './connector.ts'
import { type AirtableSandbox, createSandbox } from './sandbox.ts'

const running: AirtableSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function started() {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({}, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, context: contextFor(settings, clock) }
}
const table = (count: number) => ({
  name: 'Dłużnicy',
  columns: ['Klient', 'Termin', 'Kwota'],
  rows: Array.from({ length: count }, (_, n) => [`Klient ${n % 25}`, { day: '2026-11-22' }, n] as const),
})

test('thirty rows go in blocks of ten, alike ones are told apart, and a second time changes nothing', async () => {
  const { sandbox, context } = await started()
  await connector.writeTable?.(context, table(30))
  const made = sandbox.tables.find(({ name }) => name === 'Dłużnicy')
  expect(made?.records).toHaveLength(30)
  expect(made?.records.map(({ fields }) => fields['Klient'])).toContain('Klient 4 (2)')
  expect(made?.records[3]?.fields).toEqual({ Klient: 'Klient 3', Termin: '2026-11-22', Kwota: 3 })
  const once = sandbox.snapshot()
  await connector.writeTable?.(context, table(30))
  expect(sandbox.snapshot()).toEqual(once)
})

test('a row that is gone is taken away, also beyond the first page of the list', async () => {
  const { sandbox, context } = await started()
  await connector.writeTable?.(context, { ...table(0), rows: Array.from({ length: 130 }, (_, n) => [`K${n}`, null, n] as const) })
  await connector.writeTable?.(context, table(2))
  expect(sandbox.tables.at(-1)?.records.map(({ fields }) => fields['Klient'])).toEqual(['Klient 0', 'Klient 1'])
})

test('an answer lost in the middle leaves all rows once after the next try', async () => {
  const { sandbox, context } = await started()
  sandbox.failNext({ kind: 'hang-up-after-accept', on: 'PATCH', times: 9 })
  expect(await failureOf(connector.writeTable?.(context, table(12)) ?? Promise.resolve())).toMatchObject({ kind: 'unavailable' })
  sandbox.failNext({ kind: 200, times: 0 })
  await connector.writeTable?.(context, table(12)).catch(() => undefined)
  await connector.writeTable?.(context, table(12))
  expect(sandbox.tables.at(-1)?.records).toHaveLength(12)
})
