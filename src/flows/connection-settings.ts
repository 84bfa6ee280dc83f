// Reads the settings a person typed for a plugin: checked against its own fields, secrets apart.
import { type SettingFields, type SettingValues, settingsSchema } from '#ports/settings'
import type { Shelf } from '#store/connections'
import { Failure } from '#values/failure'
import type { Shell } from './shell.ts'

export type Plugin = { readonly shelf: Shelf; readonly pluginId: string; readonly fields: SettingFields; readonly kinds: readonly string[] }

/** The plugin of a shelf as connections see it. Failure `connection.plugin-missing`. */
export function pluginOf(shell: Shell, shelf: Shelf, pluginId: string): Plugin {
  if (shelf === 'connector') {
    const connector = shell.shelves.connectors.get(pluginId)
    if (connector !== undefined) return { shelf, pluginId, fields: connector.settings, kinds: connector.kinds }
  } else {
    const channel = shell.shelves.channels.get(pluginId)
    if (channel !== undefined) return { shelf, pluginId, fields: channel.settings, kinds: [channel.carries] }
  }
  throw new Failure('connection.plugin-missing', { plugin: pluginId })
}

/** All settings, secrets included; an empty optional field counts as left out. Failure `connection.settings-wrong` names the first wrong field. */
export function readSettings(plugin: Plugin, typed: SettingValues): SettingValues {
  const given = Object.fromEntries(
    Object.entries(typed).filter(([name, value]) => !(value === '' && plugin.fields[name]?.optional === true)),
  )
  const read = settingsSchema(plugin.fields).safeParse(given)
  if (read.success) return Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined))
  const issue = read.error.issues[0]
  throw new Failure('connection.settings-wrong', {
    field: String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : '')),
    why: issue?.code ?? 'unknown',
  })
}

/** What was typed over what is kept: a secret left out or empty stays as it was. */
export function mergeSettings(plugin: Plugin, kept: SettingValues, typed: SettingValues): SettingValues {
  const secretsLeftOut = (name: string, value: string | number | boolean) => plugin.fields[name]?.kind === 'secret' && value === ''
  return { ...kept, ...Object.fromEntries(Object.entries(typed).filter(([name, value]) => !secretsLeftOut(name, value))) }
}

/** The uses that a person switched on, of those the plugin has. Failure `connection.settings-wrong`. */
export function readKinds(plugin: Plugin, kinds: readonly string[]): readonly string[] {
  const strange = kinds.find((kind) => !plugin.kinds.includes(kind))
  if (strange !== undefined) throw new Failure('connection.settings-wrong', { field: 'kinds', why: strange })
  return [...new Set(kinds)]
}
