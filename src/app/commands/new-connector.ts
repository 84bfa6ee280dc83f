// Lays the folder of a new connector from the template: it works against its own stand-in and passes the contract from the first minute.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from '#values/failure'

const template = fileURLToPath(new URL('./connector-template/', import.meta.url))
const sourceRoot = fileURLToPath(new URL('../../', import.meta.url))

/** `moj-system` → `Moj System`: a name to begin with. */
const nameOf = (id: string): string =>
  id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')

/**
 * Writes `<root>/connectors/<id>` and answers the paths of its files. Throws Failure `plugin.bad-id` for an id that is not kebab-case,
 * `plugin.exists` when the folder is there.
 */
export async function newConnector(id: string, root: string = sourceRoot): Promise<readonly string[]> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new Failure('plugin.bad-id', { id })
  const folder = join(root, 'connectors', id)
  if (existsSync(folder)) throw new Failure('plugin.exists', { id, folder: relative(process.cwd(), folder) })
  const entries = await readdir(template, { recursive: true, withFileTypes: true })
  const written: string[] = []
  for (const entry of entries.filter((found) => found.isFile())) {
    const from = join(entry.parentPath, entry.name)
    const to = join(folder, relative(template, from))
    const text = (await readFile(from, 'utf8')).replaceAll('template-id', id).replaceAll('TemplateName', nameOf(id))
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, text, { flag: 'wx' })
    written.push(relative(process.cwd(), to))
  }
  return written.sort()
}
