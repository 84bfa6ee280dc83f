// Every sealed secret of the installation, for changing the key.
import { sql } from 'kysely'
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

export type SecondFactor = { readonly id: string; readonly secret: string; readonly backupCodes: string }

export async function listSecondFactors(executor: Executor): Promise<readonly SecondFactor[]> {
  const { rows } = await sql<SecondFactor>`select id, secret, "backupCodes" from sign_in.second_factors order by id`.execute(executor)
  return rows
}

/** Replaces both texts if they still are what they were. */
export async function replaceSecondFactor(executor: Executor, before: SecondFactor, after: Omit<SecondFactor, 'id'>): Promise<void> {
  await sql`
    update sign_in.second_factors set secret = ${after.secret}, "backupCodes" = ${after.backupCodes}
    where id = ${before.id} and secret = ${before.secret} and "backupCodes" = ${before.backupCodes}`.execute(executor)
}
