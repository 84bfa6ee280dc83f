// The saved column layouts of a company, as the screen lists them.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export const listMappingProfileRows = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('mapping_profiles')
    .select(['profile_id', 'name', 'kind', 'created_at', 'uses', 'last_used_at'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .orderBy('profile_id')
    .execute()
