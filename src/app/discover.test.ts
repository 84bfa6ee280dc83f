// The shelves are found by scanning; a wrong folder is named in the error.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { discoverShelves } from './discover.ts'

const made: string[] = []
afterEach(async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true })
})

async function tree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'shelves-'))
  made.push(root)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

test('plugins are found by their folders, and one file may hold several formats of both kinds', async () => {
  const root = await tree({
    'connectors/alfa/connector.ts': 'export default { id: "alfa" }',
    'formats/bank/format.ts': 'export default [{ id: "mt940", produces: "statements" }, { id: "fa", produces: "invoices" }]',
    'formats/bank/notes.md': 'x',
  })
  const shelves = await discoverShelves(root)
  expect([...shelves.connectors.keys()]).toEqual(['alfa'])
  expect(shelves.formats.map(({ id, produces }) => [id, produces])).toEqual([
    ['mt940', 'statements'],
    ['fa', 'invoices'],
  ])
  expect(shelves.channels.size).toBe(0)
})

test('a folder without its file, an export without an id, and an id used twice are refused with the folder named', async () => {
  await expect(discoverShelves(await tree({ 'channels/post/readme.md': '' }))).rejects.toThrow('channels/post has no channel.ts')
  await expect(discoverShelves(await tree({ 'channels/post/channel.ts': 'export const a = 1' }))).rejects.toThrow(
    'channels/post/channel.ts has no default export',
  )
  await expect(
    discoverShelves(
      await tree({ 'connectors/a/connector.ts': 'export default { id: "x" }', 'connectors/b/connector.ts': 'export default { id: "x" }' }),
    ),
  ).rejects.toThrow('two plugins call themselves x; the second is in b')
})

test('the shelves of the house are whole: every folder loads', async () => {
  const shelves = await discoverShelves()
  expect([...shelves.connectors.keys()]).toEqual(expect.arrayContaining(['bitrix24', 'fakturownia', 'stripe']))
  expect([...shelves.channels.keys()]).toContain('smtp')
  expect(shelves.formats.map(({ id }) => id)).toContain('mt940')
})
