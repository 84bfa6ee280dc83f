// What every channel of messages holds and says; how each delivers is told by its own tests against its own stand-in.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folderSuite } from './folder-suite.ts'
import { foldersOf, loadChannel } from './plugin-folder.ts'

const ids = foldersOf('channels')

test('there are channels to prove', () => {
  expect(ids).toContain('smtp')
})

for (const folder of await Promise.all(ids.map((id) => loadChannel(id)))) {
  describe(`channel ${folder.id}`, () => {
    folderSuite(folder, folder.channel)

    test('its deliveries are tested beside it', () => {
      expect(readdirSync(folder.path).some((file) => file.endsWith('.test.ts'))).toBe(true)
    })
  })
}
