// A report's table in a spreadsheet, through the real HTTP core against the stand-in.
import { afterEach, expect, test } from 'vitest'
import { contextFor, failureOf, seedOf, testClock } from '#test/conformance/stand-in'
import connector from './connector.ts'
import { createSandbox, type SheetsSandbox } from './sandbox.ts'

const running: SheetsSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function started() {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({}, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, context: contextFor(settings, clock), settings, clock }
}
const table = (rows: number) => ({
  name: 'Dłużnicy',
  columns: ['Klient', 'Termin', 'Kwota'],
  rows: Array.from(
    { length: rows },
    (_, n) => [n === 0 ? '=HYPERLINK("http://zly.example")' : `Klient ${n}`, { day: '2026-11-22' }, n + 0.5] as const,
  ),
})

test('a table is written whole: text as text, days as serial numbers, amounts as numbers; a shorter one leaves no rest', async () => {
  const { sandbox, context } = await started()
  await connector.writeTable?.(context, table(3))
  expect(sandbox.sheets.at(-1)?.cells).toEqual([
    ['Klient', 'Termin', 'Kwota'],
    ['=HYPERLINK("http://zly.example")', 46_348, 0.5],
    ['Klient 1', 46_348, 1.5],
    ['Klient 2', 46_348, 2.5],
  ])
  const once = sandbox.snapshot()
  await connector.writeTable?.(context, table(3))
  expect(sandbox.snapshot()).toEqual(once)
  await connector.writeTable?.(context, table(1))
  expect(sandbox.sheets.at(-1)?.cells).toHaveLength(2)
})

test('an answer lost after the sheet was added does not add it twice', async () => {
  const { sandbox, context } = await started()
  sandbox.failNext({ kind: 'hang-up-after-accept', on: 'POST /v4' })
  expect(await failureOf(connector.writeTable?.(context, table(1)) ?? Promise.resolve())).toMatchObject({ kind: 'unavailable' })
  await connector.writeTable?.(context, table(1))
  expect(sandbox.sheets.map(({ title }) => title)).toEqual(['Arkusz1', 'Dłużnicy'])
})

test('a key that is no key is told as a wrong setting', async () => {
  const { settings, clock } = await started()
  expect(await failureOf(connector.test(contextFor({ ...settings, serviceAccount: 'nie JSON' }, clock)))).toMatchObject({
    kind: 'misconfigured',
  })
})
