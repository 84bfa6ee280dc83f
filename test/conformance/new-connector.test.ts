// A freshly laid connector type-checks and passes the whole contract before a line of it is changed.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { newConnector } from '#app/commands/new-connector'
import { connectorSuite } from './connector-suite.ts'
import { loadConnector } from './plugin-folder.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
// Inside the project, so that #ports and #values mean its own.
const cache = join(projectRoot, '.cache')
await mkdir(cache, { recursive: true })
const root = await mkdtemp(join(cache, 'new-connector-'))
afterAll(() => rm(root, { recursive: true }))

const files = await newConnector('moj-system', join(root, 'src'))

test('every file is there under the new name, nothing of the template is left in it', async () => {
  expect(files.map((file) => file.split('moj-system/')[1])).toEqual([
    'BEHAVIOR.md',
    'api.ts',
    'connector.ts',
    'fixtures/invoice.json',
    'logo.svg',
    'pull.ts',
    'sandbox.ts',
    'to-invoice.test.ts',
    'to-invoice.ts',
  ])
  for (const file of files) expect(await readFile(join(process.cwd(), file), 'utf8')).not.toMatch(/template-id|TemplateName/)
})

test('an id of another form and a folder that is there are refused', async () => {
  for (const id of ['Moj System', '../evil', 'a/b', '', '-a', 'ą'])
    await expect(newConnector(id, join(root, 'src'))).rejects.toMatchObject({ code: 'plugin.bad-id' })
  await expect(newConnector('moj-system', join(root, 'src'))).rejects.toMatchObject({ code: 'plugin.exists' })
})

test('it type-checks under the rules of the house', async () => {
  await writeFile(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { types: ['node'], typeRoots: ['../../node_modules/@types'] },
      include: ['src'],
    }),
  )
  const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc')
  const check = () => promisify(execFile)(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--noEmit'])
  expect((await check()).stdout).toBe('')
  const file = join(root, 'src', 'connectors', 'moj-system', 'api.ts')
  const right = await readFile(file, 'utf8')
  await writeFile(file, `${right}export const wrong: string = 1\n`)
  await expect(check()).rejects.toMatchObject({ stdout: expect.stringContaining('TS2322') })
  await writeFile(file, right)
})

connectorSuite(await loadConnector('moj-system', join(root, 'src')))
