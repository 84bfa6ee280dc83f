// Takes the sample firm out of a company, in one step; what people set up (rules, policies, members) stays.
import { appendAudit } from '#store/audit'
import { lockCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { removeMember } from '#store/members'
import { findBesideSample, removeSampleRows } from '#store/sample-data'
import { listSampleVendors } from '#store/sample-vendors'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `sample.none`, `sample.busy` while a job works, `sample.mixed` when data of one's own stand beside it. */
export const removeSample = (
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor },
): Promise<{ readonly removed: number }> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor } = command
    const at = shell.clock.now()
    await lockCompany(tx, companyId)
    const sample = (await listSampleVendors(tx)).find((each) => each.companyId === companyId)
    if (sample === undefined) throw new Failure('sample.none')
    const beside = await findBesideSample(tx, companyId, sample.connectionIds)
    if (beside.running > 0) throw new Failure('sample.busy')
    if (beside.files + beside.connections > 0) throw new Failure('sample.mixed', { what: beside.files + beside.connections })
    const removed = await removeSampleRows(tx, companyId)
    for (const userId of sample.userIds ?? []) await removeMember(tx, companyId, userId)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'sample.removed',
        subjectKind: 'company',
        subjectId: companyId,
        change: { removed },
      },
    ])
    return { removed }
  })
