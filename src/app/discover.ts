// Finds the plugins by scanning the shelf folders: adding a folder adds a plugin, there is no list to edit.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Format, Shelves } from '#flows/shell'
import type { Channel } from '#ports/channel'
import type { Connector } from '#ports/connector'
import type { LanguageModelProvider } from '#ports/language-model'
import type { Report } from '#ports/report'

const sourceRoot = fileURLToPath(new URL('../', import.meta.url))

const isPlugin = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

/**
 * The default exports of `<shelf>/<folder>/<file>` by their ids; a file may export one plugin or an array of them.
 * Throws when a folder lacks the file, when an export is no plugin, or when two have the same id.
 */
async function discover<P>(root: string, shelf: string, file: string): Promise<ReadonlyMap<string, P>> {
  const found = new Map<string, P>()
  const shelfPath = join(root, shelf)
  const entries = existsSync(shelfPath) ? await readdir(shelfPath, { withFileTypes: true }) : []
  for (const folder of entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()) {
    const path = join(shelfPath, folder, file)
    if (!existsSync(path)) throw new Error(`${shelf}/${folder} has no ${file}: every folder of this shelf is a plugin`)
    const { default: exported } = (await import(pathToFileURL(path).href)) as { default?: unknown }
    for (const plugin of Array.isArray(exported) ? (exported as readonly unknown[]) : [exported]) {
      if (!isPlugin(plugin)) throw new Error(`${shelf}/${folder}/${file} has no default export with an id`)
      if (found.has(plugin.id)) throw new Error(`${shelf}: two plugins call themselves ${plugin.id}; the second is in ${folder}`)
      // The shape is what the define…() of the port promises at compile time; a shelf holds our own code, not input.
      found.set(plugin.id, plugin as P)
    }
  }
  return found
}

/** File formats alone, for commands that need nothing else. */
export const discoverFormats = async (root: string = sourceRoot): Promise<readonly Format[]> => [
  ...(await discover<Format>(root, 'formats', 'format.ts')).values(),
]

/** All plugins of the source tree, or of another root in tests. */
export async function discoverShelves(root: string = sourceRoot): Promise<Shelves> {
  return {
    formats: await discoverFormats(root),
    connectors: await discover<Connector>(root, 'connectors', 'connector.ts'),
    channels: await discover<Channel>(root, 'channels', 'channel.ts'),
    reports: await discover<Report<never>>(root, 'reports', 'report.ts'),
    languageModels: await discover<LanguageModelProvider>(root, 'language-models', 'provider.ts'),
  }
}
