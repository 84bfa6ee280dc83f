// The end of a transaction that takes something in: customers get the segment that their source puts them in, and with it their owner.
import { keepingAfter } from '#domain/owners/keeping'
import { type Kept, lockKeepings } from '#store/customer-keeping'
import type { Tx } from '#store/database'
import { listOwnerRules } from '#store/owner-rules'
import { system } from './actor.ts'
import { changeKeepings, noteKeepings } from './follow-owner-rules.ts'
import type { Intake } from './intake.ts'

/** Last of all: what is locked here, the figures of the company and its audit log, others wait for. A segment that somebody gave stays. */
export async function finishIntake(tx: Tx, { companyId, at, segments, owned }: Intake): Promise<void> {
  const rules = segments.size === 0 ? new Map() : await listOwnerRules(tx, companyId)
  const kept = segments.size === 0 ? [] : await lockKeepings(tx, companyId, { customerIds: [...segments.keys()], ownerUserId: null })
  const lacking = kept.filter(({ segment }) => segment === null)
  const given = (one: Kept) => ({ segment: segments.get(one.customerId) ?? null })
  const changed = await changeKeepings(tx, companyId, lacking, (one) => keepingAfter(one, given(one), rules))
  const followed = changed.filter(({ before, after }) => before.ownerUserId !== after.ownerUserId)
  await noteKeepings(tx, { companyId, actor: system, at, action: 'customer.owned-by-rule' }, [...owned, ...followed])
}
