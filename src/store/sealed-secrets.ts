// Every sealed secret of the installation, for changing the key.
import type { Vault } from '#ports/vault'
import type { Id } from '#values/id'
import { sealPlace } from './connections.ts'
import type { Executor } from './database.ts'

/** Sealed secrets of the whole installation, for changing the key. */
export const listSealed = (executor: Executor): Promise<readonly { companyId: Id; connectionId: Id; secrets: Uint8Array }[]> =>
  executor
    .selectFrom('connections')
    .select(['company_id as companyId', 'connection_id as connectionId', 'secrets'])
    .where('secrets', 'is not', null)
    .$narrowType<{ secrets: Uint8Array }>()
    .execute()

/** Seals the secrets again if they still are what they were. */
export async function replaceSealed(
  executor: Executor,
  vault: Vault,
  sealed: { companyId: Id; connectionId: Id; secrets: Uint8Array },
): Promise<void> {
  const again = vault.seal(vault.open(sealed.secrets, sealPlace(sealed)), sealPlace(sealed))
  await executor
    .updateTable('connections')
    .set({ secrets: again })
    .where('company_id', '=', sealed.companyId)
    .where('connection_id', '=', sealed.connectionId)
    .where('secrets', '=', sealed.secrets)
    .execute()
}
