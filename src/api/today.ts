// The calendar day of a company now, and that of an instant.
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'

export async function todayOf(shell: Shell, companyId: Id): Promise<Day> {
  return dayOfCompany(shell, companyId, shell.clock.now())
}

/** The day on which an instant fell where the company is. */
export async function dayOfCompany(shell: Shell, companyId: Id, at: Date): Promise<Day> {
  return dayOf(at, (await readCompany(shell.database, companyId)).timeZone)
}
