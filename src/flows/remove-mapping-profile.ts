// Forgets how tables of one header are read: the next such file asks again; what was imported by it stays.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { deleteMappingProfile } from '#store/mapping-profiles'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `mapping-profile.not-found`. */
export const removeMappingProfile = (
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly profileId: Id },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, profileId } = command
    const name = await deleteMappingProfile(tx, companyId, profileId)
    if (name === null) throw new Failure('mapping-profile.not-found')
    await appendAudit(tx, companyId, shell.clock.now(), [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'mapping-profile.removed',
        subjectKind: 'mapping-profile',
        subjectId: profileId,
        change: { name },
      },
    ])
  })
