// Makes a company: its maker becomes the owner, its jobs get their hours, and nothing is sent before a person allows it.

import { appendAudit } from '#store/audit'
import { insertCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { saveMember } from '#store/members'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { parseNip } from '#values/nip'
import { type Actor, writeActor } from './actor.ts'
import { planStandardWork } from './plan-standard-work.ts'
import type { Shell } from './shell.ts'

export type MakeCompany = {
  readonly actor: Actor
  readonly userId: string
  readonly name: string
  readonly nip: string | null
  readonly timeZone: string
  readonly language: Language
  readonly demo?: boolean
}

/** True for a zone that this machine knows. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** Throws Failure `company.nip-wrong`, `company.time-zone-unknown`. */
export async function makeCompany(shell: Shell, command: MakeCompany): Promise<Id> {
  const nip = command.nip === null || command.nip.trim() === '' ? null : parseNip(command.nip)
  if (nip === null && command.nip !== null && command.nip.trim() !== '')
    throw new Failure('company.nip-wrong', { nip: command.nip.slice(0, 20) })
  if (!isTimeZone(command.timeZone)) throw new Failure('company.time-zone-unknown', { timeZone: command.timeZone.slice(0, 60) })
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const companyId = await insertCompany(
      tx,
      { name: command.name, nip, timeZone: command.timeZone, language: command.language, demo: command.demo ?? false },
      now,
    )
    await saveMember(tx, companyId, { userId: command.userId, role: 'owner', createdAt: now })
    await planStandardWork(tx, { companyId, timeZone: command.timeZone, now })
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'company.made',
        subjectKind: 'company',
        subjectId: companyId,
        change: { name: command.name, nip },
      },
    ])
    return companyId
  })
}
