// Loads a plugin with its stand-in from a folder, as the roof and the demo do.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Channel } from '#ports/channel'
import type { Connector } from '#ports/connector'
import type { CreateSandbox } from '#ports/sandbox'

const sourceRoot = fileURLToPath(new URL('../../src/', import.meta.url))

export type ConnectorFolder = {
  readonly id: string
  readonly path: string
  readonly connector: Connector
  readonly createSandbox: CreateSandbox
}
export type ChannelFolder = { readonly id: string; readonly path: string; readonly channel: Channel }

const load = async (path: string): Promise<Record<string, unknown>> => (await import(pathToFileURL(path).href)) as Record<string, unknown>

export function foldersOf(shelf: string, root: string = sourceRoot): readonly string[] {
  return readdirSync(join(root, shelf), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Throws when a file is missing or exports something else: a folder without a stand-in cannot be proven. */
export async function loadConnector(id: string, root: string = sourceRoot): Promise<ConnectorFolder> {
  const path = join(root, 'connectors', id)
  for (const file of ['connector.ts', 'sandbox.ts']) if (!existsSync(join(path, file))) throw new Error(`connectors/${id} has no ${file}`)
  const connector = (await load(join(path, 'connector.ts')))['default']
  const createSandbox = (await load(join(path, 'sandbox.ts')))['createSandbox']
  if (typeof connector !== 'object' || connector === null) throw new Error(`connectors/${id}/connector.ts has no default export`)
  if (typeof createSandbox !== 'function') throw new Error(`connectors/${id}/sandbox.ts exports no createSandbox`)
  return { id, path, connector: connector as Connector, createSandbox: createSandbox as CreateSandbox }
}

export async function loadChannel(id: string, root: string = sourceRoot): Promise<ChannelFolder> {
  const path = join(root, 'channels', id)
  const channel = (await load(join(path, 'channel.ts')))['default']
  if (typeof channel !== 'object' || channel === null) throw new Error(`channels/${id}/channel.ts has no default export`)
  return { id, path, channel: channel as Channel }
}
