// Holds the plan of the house: who may import whom, and no circles. The table is that of docs/decisions/0001-one-package.md.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Import, importsOf, importsUnnamed, isCode, isTest, projectFiles, projectRoot } from '#test/support/source-files'

const shelves = ['connectors', 'formats', 'channels', 'reports', 'language-models']
const core = ['domain', 'values']
/** A face reads through views; it holds the database only to hand it on to a view or a flow. */
const faces = ['flows', 'store/views', 'store/database.ts', 'contract', 'ports', ...core]

/** A room may enter itself and the rooms named here; a name with a slash opens that part alone. */
const mayEnter: Readonly<Record<string, readonly string[]>> = {
  values: [],
  domain: ['values'],
  ports: core,
  contract: core,
  connectors: ['ports', ...core],
  formats: ['ports', ...core],
  channels: ['ports', ...core],
  reports: ['ports', ...core],
  'language-models': ['ports', ...core],
  store: ['ports', ...core],
  flows: ['store', 'ports', ...core],
  api: faces,
  jobs: faces,
  assistant: faces,
  cli: faces,
  app: [...shelves, ...faces, 'store', 'api', 'jobs', 'assistant', 'cli'],
  web: ['contract', 'values'],
}

/** Rooms that only decide and compute. */
const pureRooms = ['values', 'domain']

const sources = ['src', 'web/src', 'test', 'tools', 'bench'].filter((folder) => existsSync(join(projectRoot, folder)))
const files = sources.flatMap(projectFiles).filter((file) => isCode(file) && !file.includes('/fixtures/'))
const imports = files.flatMap(importsOf)

const roomOf = (file: string): string => (file.startsWith('src/') ? (file.split('/')[1] ?? '') : (file.split('/')[0] ?? ''))
const pluginOf = (file: string): string | null => (shelves.includes(roomOf(file)) ? (file.split('/')[2] ?? null) : null)

function isAllowed({ from, to }: Import): boolean {
  const room = roomOf(from)
  if (to === null || mayEnter[room] === undefined) return true
  if (roomOf(to) === 'test') return isTest(from)
  // A test may hold what its room says against the words that people will read.
  if (roomOf(to) === 'contract' && isTest(from)) return true
  if (roomOf(to) === room) return pluginOf(from) === pluginOf(to)
  return mayEnter[room].some((open) => to === `src/${open}` || to.startsWith(`src/${open}/`) || to.startsWith(`${open}/`))
}

const asLine = ({ from, written }: Import): string => `${from} → ${written}`

test('there are files to guard', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(imports.length).toBeGreaterThan(files.length)
})

test('every import stays within the rooms that its room may enter, and no plugin knows its sibling', () => {
  expect(imports.filter((each) => !isAllowed(each)).map(asLine)).toEqual([])
})

test('every import of our own names a file that exists', () => {
  const missing = imports.filter(({ to }) => to !== null && !existsSync(join(projectRoot, to.replace(/\?.*$/, ''))))
  expect(missing.map(asLine)).toEqual([])
})

test('nothing but the roof, tests and tools enters the roof', () => {
  const intruders = imports.filter(
    ({ from, to }) => to?.startsWith('src/app/') === true && from.startsWith('src/') && roomOf(from) !== 'app',
  )
  expect(intruders.map(asLine)).toEqual([])
})

test('values and domain import no package and no module of Node', () => {
  const impure = imports.filter(
    ({ from, to }) => to === null && !isTest(from) && from.startsWith('src/') && pureRooms.includes(roomOf(from)),
  )
  expect(impure.map(asLine)).toEqual([])
})

test('only the roof imports what it has not named', () => {
  expect(files.filter((file) => file.startsWith('src/') && roomOf(file) !== 'app' && !isTest(file) && importsUnnamed(file))).toEqual([])
})

test('between rooms one imports by the name of the room, within a room by the relative path', () => {
  const relativeAcross = imports.filter(
    ({ from, written, to }) =>
      from.startsWith('src/') && written.startsWith('.') && to?.startsWith('src/') === true && roomOf(to) !== roomOf(from),
  )
  expect(relativeAcross.map(asLine)).toEqual([])
})

test('no circle of files', () => {
  expect(circles()).toEqual([])
})

/** Each circle once, as the path that closes it. */
function circles(): readonly string[] {
  const next = new Map(files.map((file) => [file, [] as string[]]))
  for (const { from, to } of imports) if (to !== null && next.has(to)) next.get(from)?.push(to)
  const found: string[] = []
  const done = new Set<string>()
  const path: string[] = []
  function walk(file: string): void {
    const begin = path.indexOf(file)
    if (begin >= 0) found.push([...path.slice(begin), file].join(' → '))
    if (begin >= 0 || done.has(file)) return
    path.push(file)
    for (const neighbour of next.get(file) ?? []) walk(neighbour)
    path.pop()
    done.add(file)
  }
  for (const file of files) walk(file)
  return found
}
