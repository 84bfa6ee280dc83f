// Runs the contract of a connector over every folder of src/connectors.
import { expect, test } from 'vitest'
import { connectorSuite } from './connector-suite.ts'
import { foldersOf, loadConnector } from './plugin-folder.ts'

const ids = foldersOf('connectors')

test('there are connectors to prove', () => {
  expect(ids).toEqual(expect.arrayContaining(['bitrix24', 'fakturownia', 'stripe']))
})

for (const folder of await Promise.all(ids.map((id) => loadConnector(id)))) connectorSuite(folder)
