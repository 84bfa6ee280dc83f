// Makes a link by which one invoice is paid at the company's gateway: once for each sum that is open, kept and offered again while it holds.

import { ConnectorFailure } from '#ports/connector-failure'
import type { Connection } from '#store/connections'
import { noteFailure, noteSuccess } from '#store/connections'
import { findCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import {
  findGateway,
  findLivingPaymentLink,
  insertPaymentLink,
  lockPayable,
  noteLinkAsked,
  noteLinkFailure,
  noteLinkMade,
  type StoredLink,
} from '#store/payment-links'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import type { Id } from '#values/id'
import { equals } from '#values/money'
import { connectorContext, connectorOf } from './connector-context.ts'
import { endLinks, planShutting } from './end-payment-links.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import type { Shell } from './shell.ts'

/** A link that ends sooner is not written into a message any more. */
const leastLifeMs = 86_400_000
const firstWaitMs = 60_000
const longestWaitMs = 3_600_000

export type PayLink =
  /** `source`: the address came with the invoice. */
  | { readonly kind: 'link'; readonly url: string; readonly from: 'source' | 'gateway' }
  /** `none`: nothing to pay, or no gateway makes links; `failed`: the gateway did not answer as it should, and is asked again later. */
  | { readonly kind: 'none' | 'failed' }

type Asked = {
  readonly link: StoredLink
  readonly number: string
  readonly payerEmail: string | null
  readonly connection: Connection
  readonly company: SendingCompany
}

/**
 * Where this invoice is paid now. The gateway is called outside every transaction, with a reference that was stored before: a repeat after a
 * crash asks for the same link. After a failure it is asked again after a minute, doubling to an hour.
 */
export async function makePaymentLink(
  shell: Shell,
  { companyId, invoiceId }: { readonly companyId: Id; readonly invoiceId: Id },
): Promise<PayLink> {
  // A restored copy leaves no trace outside.
  const allowed = await shell.sendingAllowed()
  const asked = await inTransaction(shell.database, async (tx): Promise<Asked | PayLink> => {
    const at = shell.clock.now()
    const payable = await lockPayable(tx, companyId, invoiceId)
    if (payable === null) return { kind: 'none' }
    if (payable.sourceUrl !== null) return { kind: 'link', url: payable.sourceUrl, from: 'source' }
    const company = await getSendingCompany(tx, companyId)
    const { paymentLinks, paymentGatewayId } = company.settings
    const connection = paymentLinks && allowed ? await findGateway(tx, companyId, paymentGatewayId) : null
    const customer = await findCustomer(tx, companyId, payable.customerId)
    if (connection === null || customer === null) return { kind: 'none' }
    const known = await livingLink(tx, companyId, invoiceId, { open: payable.open, connectionId: connection.connectionId, at })
    if (known !== null && known.url !== null) return { kind: 'link', url: known.url, from: 'gateway' }
    if (known !== null && known.failure !== null && at < nextTry(known)) return { kind: 'failed' }
    const linkId = known?.linkId ?? newId()
    const link: StoredLink = known ?? {
      linkId,
      invoiceId,
      connectionId: connection.connectionId,
      amount: payable.open,
      reference: `skarbnik-${linkId}`,
      url: null,
      externalId: null,
      failure: null,
      attempts: 1,
      askedAt: at,
      expiresAt: null,
      endedAt: null,
    }
    if (known === null) await insertPaymentLink(tx, companyId, link)
    else await noteLinkAsked(tx, companyId, linkId, at)
    return { link, number: payable.number, payerEmail: mailAddresses(customer.email)[0] ?? null, connection, company }
  })
  return 'kind' in asked ? asked : askGateway(shell, companyId, asked)
}

const nextTry = ({ askedAt, attempts }: StoredLink): Date =>
  new Date(askedAt.getTime() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 10)))

/** The link of the invoice that may still be used; one for another sum, of another gateway or about to end is ended. */
async function livingLink(
  tx: Parameters<typeof lockPayable>[0],
  companyId: Id,
  invoiceId: Id,
  wanted: { readonly open: StoredLink['amount']; readonly connectionId: Id; readonly at: Date },
): Promise<StoredLink | null> {
  const known = await findLivingPaymentLink(tx, companyId, invoiceId)
  if (known === null) return null
  const why =
    known.connectionId !== wanted.connectionId
      ? 'other-gateway'
      : known.amount.currency !== wanted.open.currency || !equals(known.amount, wanted.open)
        ? 'sum-changed'
        : known.expiresAt !== null && known.expiresAt.getTime() - wanted.at.getTime() < leastLifeMs
          ? 'expired'
          : null
  if (why === null) return known
  await endLinks(tx, companyId, [known], why, wanted.at)
  return null
}

async function askGateway(shell: Shell, companyId: Id, { link, number, payerEmail, connection, company }: Asked): Promise<PayLink> {
  const connector = connectorOf(shell, connection)
  try {
    if (connector.createPaymentLink === undefined) throw new ConnectorFailure('misconfigured', { reason: 'no-payment-links' })
    const context = connectorContext(shell, connector, connection, company.timeZone)
    const { url, externalId, expiresAt } = await connector.createPaymentLink(context, {
      number,
      open: link.amount,
      reference: link.reference,
      payerEmail,
    })
    const at = shell.clock.now()
    await noteSuccess(shell.database, connection, at, { pulled: false })
    return await inTransaction(shell.database, async (tx): Promise<PayLink> => {
      await lockPayable(tx, companyId, link.invoiceId)
      await noteLinkMade(tx, companyId, link.linkId, { url, externalId, expiresAt: expiresAt ?? null, at })
      const now = await findLivingPaymentLink(tx, companyId, link.invoiceId)
      if (now?.linkId === link.linkId) return { kind: 'link', url, from: 'gateway' }
      // Paid or changed while the gateway was asked.
      await planShutting(tx, companyId, [{ ...link, externalId }], 'sum-changed', at)
      return { kind: 'none' }
    })
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error
    shell.log.info({ companyId, connectionId: connection.connectionId, code: error.code }, 'no link to pay')
    await noteFailure(shell.database, connection, error, shell.clock.now())
    await noteLinkFailure(shell.database, companyId, link.linkId, error.code)
    return { kind: 'failed' }
  }
}
