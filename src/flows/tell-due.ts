// What the team is told by the clock: digests at their hour, connections that fail.
import { listCompanyIds } from '#store/sending-companies'
import { isFailure } from '#values/failure'
import { tellFailing } from './check-connections.ts'
import type { Shell } from './shell.ts'
import { tellDigests } from './tell-digest.ts'

/** All companies; one whose settings cannot be read is passed over and noted. */
export async function tellDue(shell: Shell): Promise<number> {
  let told = 0
  for (const companyId of await listCompanyIds(shell.database))
    try {
      told += (await tellDigests(shell, companyId)) + (await tellFailing(shell, companyId))
    } catch (error) {
      if (!isFailure(error)) throw error
      shell.log.warn({ companyId, code: error.code }, 'alerts of a company not made')
    }
  return told
}
