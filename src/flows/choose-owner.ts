// Chooses who looks after the customers of a segment: those who have nobody get him at once, new ones as they come.
import { lockCompany } from '#store/companies'
import { appendCustomerChange } from '#store/customer-keeping'
import { inTransaction } from '#store/database'
import { getMember } from '#store/members'
import { listOwnerRules, saveOwnerRule } from '#store/owner-rules'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { followOwnerRules, noteKeepings } from './follow-owner-rules.ts'
import type { Shell } from './shell.ts'

/** What to undo it by, and how many customers got another owner. */
export type OwnerChosen = { readonly changeId: Id; readonly changed: number }

/** `segment` null: customers without one. `ownerUserId` null: nobody from now on; whoever has an owner keeps him. Failure `person.not-found`. */
export async function chooseOwner(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly segment: string | null; readonly ownerUserId: string | null },
): Promise<OwnerChosen> {
  const { companyId, actor, segment, ownerUserId } = command
  const at = shell.clock.now()
  const by = writeActor(actor)
  return inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, companyId)
    if (ownerUserId !== null) await getMember(tx, companyId, ownerUserId)
    const before = (await listOwnerRules(tx, companyId)).get(segment) ?? null
    await saveOwnerRule(tx, companyId, { segment, ownerUserId }, { actor: by, at })
    const customers = ownerUserId === null ? [] : await followOwnerRules(tx, companyId, { segment }, new Map([[segment, ownerUserId]]))
    const rule = { segment, before, after: ownerUserId }
    const changeId = await appendCustomerChange(tx, companyId, { customers, rule, by, at })
    await noteKeepings(tx, { companyId, actor, at }, customers, [
      {
        action: 'owners.rule-chosen',
        subjectKind: 'company',
        subjectId: companyId,
        change: { ...rule, customers: customers.length },
      },
    ])
    return { changeId, changed: customers.length }
  })
}
