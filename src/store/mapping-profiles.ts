// Profiles: how tables with one header are read, once a person has said so.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'

export type MappingProfile = { readonly id: Id; readonly name: string; readonly mapping: object }

// Headers may be longer than an index takes.
const hashOf = (signature: string): string => createHash('sha256').update(signature).digest('hex')

/** The profile of a header; null when nobody has mapped such a table, or for a table without a header. */
export async function findMappingProfile(executor: Executor, companyId: Id, signature: string): Promise<MappingProfile | null> {
  if (signature === '') return null
  const row = await executor
    .selectFrom('mapping_profiles')
    .select(['profile_id', 'name', 'mapping'])
    .where('company_id', '=', companyId)
    .where('signature_hash', '=', hashOf(signature))
    .executeTakeFirst()
  return row === undefined ? null : { id: row.profile_id, name: row.name, mapping: row.mapping }
}

/** Keeps a mapping under a name; one of the same header before it is replaced. */
export async function saveMappingProfile(
  executor: Executor,
  companyId: Id,
  made: {
    readonly name: string
    readonly kind: string
    readonly signature: string
    readonly mapping: object
    readonly createdBy: string
    readonly at: Date
  },
): Promise<Id> {
  const told = { name: made.name, kind: made.kind, mapping: safeJson(made.mapping), created_by: made.createdBy, created_at: made.at }
  const row = await executor
    .insertInto('mapping_profiles')
    .values({ company_id: companyId, profile_id: newId(), signature_hash: hashOf(made.signature), ...told })
    .onConflict((conflict) => conflict.columns(['company_id', 'signature_hash']).doUpdateSet(told))
    .returning('profile_id')
    .executeTakeFirstOrThrow()
  return row.profile_id
}

export const noteMappingProfileUsed = (executor: Executor, companyId: Id, profileId: Id, at: Date): Promise<unknown> =>
  executor
    .updateTable('mapping_profiles')
    .set({ uses: sql<number>`uses + 1`, last_used_at: at })
    .where('company_id', '=', companyId)
    .where('profile_id', '=', profileId)
    .execute()

/** The name of the profile that is gone now; null when there was none. */
export async function deleteMappingProfile(executor: Executor, companyId: Id, profileId: Id): Promise<string | null> {
  const row = await executor
    .deleteFrom('mapping_profiles')
    .where('company_id', '=', companyId)
    .where('profile_id', '=', profileId)
    .returning('name')
    .executeTakeFirst()
  return row?.name ?? null
}
