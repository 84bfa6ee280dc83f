// Ends links to pay that ask for the wrong sum: they are offered no more, and the gateway is told to take nothing by them.
import type { Tx } from '#store/database'
import { planRepeated } from '#store/outbox'
import { endPaymentLink, listOutdatedLinks, type StoredLink } from '#store/payment-links'
import type { Id } from '#values/id'

type Why = 'sum-changed' | 'expired' | 'other-gateway' | 'connection-removed'

/** Part of the transaction of the cause. A link of which no answer came yet is shut when the answer is there. */
export async function endLinks(tx: Tx, companyId: Id, links: readonly StoredLink[], why: Why, at: Date): Promise<void> {
  for (const link of links) await endPaymentLink(tx, companyId, link.linkId, why, at)
  if (why !== 'connection-removed' && why !== 'expired') await planShutting(tx, companyId, links, why, at)
}

/** Plans the call that shuts these links, as far as the gateway has made them. */
export async function planShutting(tx: Tx, companyId: Id, links: readonly StoredLink[], cause: string, at: Date): Promise<void> {
  const made = links.filter((link) => link.externalId !== null)
  await planRepeated(
    tx,
    companyId,
    made.map(({ linkId, invoiceId, connectionId }) => ({
      kind: 'payment-link',
      key: `payment-link:${linkId}`,
      connectionId,
      customerId: null,
      invoiceId,
      payload: { linkId },
    })),
    cause,
    at,
  )
}

/** Of these invoices, those links whose sum is no longer what is open. */
export async function endOutdatedLinks(tx: Tx, companyId: Id, invoiceIds: readonly Id[], at: Date): Promise<void> {
  await endLinks(tx, companyId, await listOutdatedLinks(tx, companyId, invoiceIds), 'sum-changed', at)
}
