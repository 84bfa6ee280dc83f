// The calendar day of a company now.
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'

export async function todayOf(shell: Shell, companyId: Id): Promise<Day> {
  return dayOf(shell.clock.now(), (await readCompany(shell.database, companyId)).timeZone)
}
