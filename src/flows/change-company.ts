// Changes a company and its settings, and moves the daily round when its hour changes.

import { appendAudit } from '#store/audit'
import { type Company, getCompany, lockCompany, changeCompany as storeChange } from '#store/companies'
import { inTransaction } from '#store/database'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { parseNip } from '#values/nip'
import { type Actor, writeActor } from './actor.ts'
import { isTimeZone } from './make-company.ts'
import { moveDailyRound } from './plan-standard-work.ts'
import type { Shell } from './shell.ts'

export type CompanyChange = {
  readonly name?: string | undefined
  readonly nip?: string | null | undefined
  readonly timeZone?: string | undefined
  readonly language?: Language | undefined
  readonly sendingMode?: string | undefined
  readonly lockedUntil?: Day | null | undefined
  /** Merged over the settings there are. */
  readonly settings?: Readonly<Record<string, unknown>>
}

/** Throws Failure `company.nip-wrong`, `company.time-zone-unknown`. */
export async function changeCompany(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly change: CompanyChange },
): Promise<Company> {
  const { companyId, actor, change } = command
  const nip = typeof change.nip === 'string' && change.nip.trim() !== '' ? parseNip(change.nip) : null
  if (nip === null && typeof change.nip === 'string' && change.nip.trim() !== '')
    throw new Failure('company.nip-wrong', { nip: change.nip.slice(0, 20) })
  if (change.timeZone !== undefined && !isTimeZone(change.timeZone))
    throw new Failure('company.time-zone-unknown', { timeZone: change.timeZone.slice(0, 60) })
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const before = await lockCompany(tx, companyId)
    await storeChange(
      tx,
      companyId,
      given({ ...change, ...(change.nip === undefined ? {} : { nip }), settings: { ...before.settings, ...given(change.settings ?? {}) } }),
    )
    const dailyAt = change.settings?.['dailyAt']
    if (typeof dailyAt === 'string' || change.timeZone !== undefined) {
      await moveDailyRound(tx, {
        companyId,
        at: typeof dailyAt === 'string' ? dailyAt : null,
        timeZone: change.timeZone ?? before.timeZone,
        now,
      })
    }
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'company.changed',
        subjectKind: 'company',
        subjectId: companyId,
        change: given({ ...change }),
      },
    ])
    return getCompany(tx, companyId)
  })
}
