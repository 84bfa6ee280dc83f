// A person hands out a customer's link, or ends all of them.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { revokeLinks } from '#store/portal-links'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { portalLink } from './portal-link.ts'
import type { Shell } from './shell.ts'

type Of = { readonly companyId: Id; readonly actor: Actor; readonly customerId: Id }

/** Failure `customer.not-found`. */
export async function handOutPortalLink(shell: Shell, { companyId, actor, customerId }: Of): Promise<string> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const url = await portalLink(tx, shell, { companyId, customerId, at })
    await appendAudit(tx, companyId, at, [auditLine(actor, 'portal.link-copied', customerId)])
    return url
  })
}

/** Answers how many were ended; the next one that is handed out is new. */
export async function revokePortalLinks(shell: Shell, { companyId, actor, customerId }: Of): Promise<number> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const ended = await revokeLinks(tx, companyId, customerId, at)
    await appendAudit(tx, companyId, at, [auditLine(actor, 'portal.revoked', customerId)])
    return ended
  })
}

const auditLine = (actor: Actor, action: string, customerId: Id) => ({
  actor: writeActor(actor),
  actorName: actor.name,
  action,
  subjectKind: 'customer',
  subjectId: customerId,
})
