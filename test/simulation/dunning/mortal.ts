// A worker that can be killed at any question to the database: from then on it says and hears nothing, as a process that is gone.
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, RootOperationNode } from 'kysely'
import type { Shell } from '#flows/shell'

export class Killed extends Error {}

export type Mortal = { readonly shell: Shell; kill(): void }

/** Dies at its `questions`-th question, or when it is killed; null: it lives. An open transaction of it is rolled back, as when its connection breaks. */
export function mortal(shell: Shell, questions: number | null): Mortal {
  let left = questions ?? Number.POSITIVE_INFINITY
  const plugin: KyselyPlugin = {
    transformQuery: (args: PluginTransformQueryArgs): RootOperationNode => {
      if (left-- <= 0) throw new Killed('killed')
      return args.node
    },
    transformResult: async (args: PluginTransformResultArgs) => args.result,
  }
  return {
    shell: { ...shell, database: shell.database.withPlugin(plugin) },
    kill: () => {
      left = 0
    },
  }
}
