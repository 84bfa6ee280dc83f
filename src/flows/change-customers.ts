// Gives many customers an owner or a segment at once, and takes back what was changed of many.
import { type Keeping, keepingAfter } from '#domain/owners/keeping'
import { lockCompany } from '#store/companies'
import { appendCustomerChange, endCustomerChange, lockCustomerChange, lockKeepings, writeKeepings } from '#store/customer-keeping'
import { inTransaction } from '#store/database'
import { getMember, listMembers } from '#store/members'
import { listOwnerRules, saveOwnerRule } from '#store/owner-rules'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { changeKeepings, noteKeepings } from './follow-owner-rules.ts'
import type { Shell } from './shell.ts'

export type ManyChanged = {
  /** What to undo it by; null when nothing was changed. */
  readonly changeId: Id | null
  readonly changed: number
  /** They had it already. */
  readonly same: number
  /** Not there any more, or not the caller's to see. */
  readonly missing: number
}

/** `ownerUserId` of the command: the caller, where he may see his own customers alone. Failure `person.not-found`. */
export async function changeCustomers(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly ownerUserId: string | null
    readonly customerIds: readonly Id[]
    readonly change: { readonly segment?: string | null; readonly ownerUserId?: string | null }
  },
): Promise<ManyChanged> {
  const { companyId, actor, change } = command
  const customerIds = [...new Set(command.customerIds)]
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    if (typeof change.ownerUserId === 'string') await getMember(tx, companyId, change.ownerUserId)
    const rules = await listOwnerRules(tx, companyId)
    const kept = await lockKeepings(tx, companyId, { customerIds, ownerUserId: command.ownerUserId })
    const customers = await changeKeepings(tx, companyId, kept, (keeping) => keepingAfter(keeping, change, rules))
    const counts = { changed: customers.length, same: kept.length - customers.length, missing: customerIds.length - kept.length }
    if (customers.length === 0) return { changeId: null, ...counts }
    const changeId = await appendCustomerChange(tx, companyId, { customers, rule: null, by: writeActor(actor), at })
    await noteKeepings(tx, { companyId, actor, at }, customers)
    return { changeId, ...counts }
  })
}

const asItWas = (now: Keeping, then: Keeping): boolean => now.segment === then.segment && now.ownerUserId === then.ownerUserId

/**
 * Everybody whom nobody changed since is as before; an owner who has left the company does not come back. Answers how many were taken back.
 * Failures `customer-change.not-found`, `customer-change.undone-already`.
 */
export async function undoCustomerChange(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly ownerUserId: string | null; readonly changeId: Id },
): Promise<{ readonly changed: number }> {
  const { companyId, actor, ownerUserId, changeId } = command
  const at = shell.clock.now()
  const by = writeActor(actor)
  return inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, companyId)
    const change = await lockCustomerChange(tx, companyId, changeId)
    if (change === null) throw new Failure('customer-change.not-found')
    if (change.undoneAt !== null) throw new Failure('customer-change.undone-already')
    const members = new Set((await listMembers(tx, companyId)).map(({ userId }) => userId))
    const isThere = (userId: string | null) => userId === null || members.has(userId)
    const { rule } = change
    if (rule !== null && ((await listOwnerRules(tx, companyId)).get(rule.segment) ?? null) === rule.after && isThere(rule.before))
      await saveOwnerRule(tx, companyId, { segment: rule.segment, ownerUserId: rule.before }, { actor: by, at })
    const made = new Map(change.customers.map((one) => [one.customerId, one]))
    const kept = await lockKeepings(tx, companyId, { customerIds: [...made.keys()], ownerUserId })
    const back = kept.flatMap((now) => {
      const one = made.get(now.customerId)
      if (one === undefined || !asItWas(now, one.after)) return []
      const after = isThere(one.before.ownerUserId) ? one.before : { ...one.before, ownerUserId: null, byRule: false }
      return [{ customerId: now.customerId, before: one.after, after }]
    })
    await writeKeepings(
      tx,
      companyId,
      back.map(({ customerId, after }) => ({ customerId, ...after })),
    )
    await endCustomerChange(tx, companyId, changeId, { by, at })
    const line = { action: 'owners.rule-undone', subjectKind: 'company', subjectId: companyId }
    await noteKeepings(
      tx,
      { companyId, actor, at, action: 'customer.change-undone' },
      back,
      rule === null ? [] : [{ ...line, change: { segment: rule.segment, before: rule.after, after: rule.before, customers: back.length } }],
    )
    return { changed: back.length }
  })
}
