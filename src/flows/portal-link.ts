// The address of a customer's own page: a token of 256 bits that opens his data alone, for a while, until somebody revokes it.
import { hash, randomBytes } from 'node:crypto'
import { getCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import { findLivingLink, insertPortalLink, newLinkId } from '#store/portal-links'
import type { Id } from '#values/id'
import type { Shell } from './shell.ts'

const dayMs = 86_400_000
const livesDays = 60
/** A link with less than this left is not written into a new message. */
const leastDays = 30

export const tokenHash = (token: string): string => hash('sha256', token)
const sealContext = (companyId: Id, linkId: Id): string => `portal:${companyId}:${linkId}`

/** The same address while it has a month to live, else a new one. Failure `customer.not-found`. */
export async function portalLink(
  tx: Tx,
  shell: Shell,
  { companyId, customerId, at }: { readonly companyId: Id; readonly customerId: Id; readonly at: Date },
): Promise<string> {
  const customer = await getCustomer(tx, companyId, customerId)
  const owner = customer.mergedInto ?? customer.id
  const known = await findLivingLink(tx, companyId, owner, new Date(at.getTime() + leastDays * dayMs))
  if (known !== null) return addressOf(shell, shell.vault.open(known.sealedToken, sealContext(companyId, known.linkId)))
  const token = randomBytes(32).toString('base64url')
  const linkId = newLinkId()
  await insertPortalLink(tx, {
    companyId,
    linkId,
    customerId: owner,
    tokenHash: tokenHash(token),
    sealedToken: shell.vault.seal(token, sealContext(companyId, linkId)),
    createdAt: at,
    expiresAt: new Date(at.getTime() + livesDays * dayMs),
  })
  return addressOf(shell, token)
}

const addressOf = (shell: Shell, token: string): string => `${shell.publicUrl}/p/${token}`
