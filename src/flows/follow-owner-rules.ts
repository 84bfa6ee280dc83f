// Customers go with the owner of their segment where nobody chose one for them: what that changes, and its lines of the audit log.
import { type Keeping, keepingByRule, type OwnerRules } from '#domain/owners/keeping'
import { type AuditLine, appendAudit } from '#store/audit'
import { type ChangedKeeping, type Kept, lockKeepings, type WhichCustomers, writeKeepings } from '#store/customer-keeping'
import type { Tx } from '#store/database'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'

const same = (a: Keeping, b: Keeping): boolean => a.segment === b.segment && a.ownerUserId === b.ownerUserId && a.byRule === b.byRule
const bare = ({ segment, ownerUserId, byRule }: Keeping): Keeping => ({ segment, ownerUserId, byRule })

/** Writes what `decide` makes of each and answers those that are not as they were. */
export async function changeKeepings(
  tx: Tx,
  companyId: Id,
  kept: readonly Kept[],
  decide: (kept: Kept) => Keeping,
): Promise<readonly ChangedKeeping[]> {
  const changed = kept
    .map((one) => ({ customerId: one.customerId, before: bare(one), after: bare(decide(one)) }))
    .filter(({ before, after }) => !same(before, after))
  await writeKeepings(
    tx,
    companyId,
    changed.map(({ customerId, after }) => ({ customerId, ...after })),
  )
  return changed
}

export const followOwnerRules = async (
  tx: Tx,
  companyId: Id,
  which: WhichCustomers,
  rules: OwnerRules,
): Promise<readonly ChangedKeeping[]> =>
  changeKeepings(tx, companyId, await lockKeepings(tx, companyId, which), (keeping) => keepingByRule(keeping, rules))

/** What of a customer was changed, as his history tells it. */
function changeOf({ before, after }: ChangedKeeping): object {
  return {
    ...(before.segment === after.segment ? {} : { segment: after.segment, segmentBefore: before.segment }),
    ...(before.ownerUserId === after.ownerUserId ? {} : { ownerUserId: after.ownerUserId, ownerBefore: before.ownerUserId }),
    ...(after.byRule ? { byRule: true } : {}),
  }
}

/** One line a customer, some thousand at a time; with the lines of what was decided about all of them first. */
export async function noteKeepings(
  tx: Tx,
  about: { readonly companyId: Id; readonly actor: Actor; readonly at: Date; readonly action?: string },
  changed: readonly ChangedKeeping[],
  first: readonly Omit<AuditLine, 'actor' | 'actorName'>[] = [],
): Promise<void> {
  const by = { actor: writeActor(about.actor), actorName: about.actor.name }
  await appendAudit(tx, about.companyId, about.at, [
    ...first.map((line) => ({ ...by, ...line })),
    ...changed.map((one) => ({
      ...by,
      action: about.action ?? 'customer.changed',
      subjectKind: 'customer',
      subjectId: one.customerId,
      change: changeOf(one),
    })),
  ])
}
