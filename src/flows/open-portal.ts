// Opens a customer's page by the token of its link; whatever is wrong with the link, the answer is the same.
import { findCustomer } from '#store/customers'
import { findLinkByHash, noteVisit } from '#store/portal-links'
import { getSendingCompany } from '#store/sending-companies'
import { type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { tokenHash } from './portal-link.ts'
import type { Shell } from './shell.ts'

export type OpenPortal = {
  readonly companyId: Id
  readonly customerId: Id
  readonly linkId: Id
  readonly expiresOn: Day
  readonly today: Day
}

/** Failure `portal.link-dead` for a token that is unknown, expired or revoked, and for a customer who is merged away or erased. */
export async function openPortal(shell: Shell, token: string, { visit }: { readonly visit: boolean }): Promise<OpenPortal> {
  const now = shell.clock.now()
  // Anything longer than our tokens is none.
  const link = token.length > 64 ? null : await findLinkByHash(shell.database, tokenHash(token), now)
  if (link === null) throw new Failure('portal.link-dead')
  const { companyId, customerId, linkId } = link
  const customer = await findCustomer(shell.database, companyId, customerId)
  if (customer === null || customer.mergedInto !== null) throw new Failure('portal.link-dead')
  const { timeZone } = await getSendingCompany(shell.database, companyId)
  if (visit) await noteVisit(shell.database, companyId, linkId, now)
  return { companyId, customerId, linkId, expiresOn: dayOf(link.expiresAt, timeZone), today: dayOf(now, timeZone) }
}
