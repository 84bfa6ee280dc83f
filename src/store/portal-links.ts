// Links to a customer's page: found by the hash of their token, which itself is kept sealed so that the same link can be written again.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type PortalLink = {
  readonly companyId: Id
  readonly linkId: Id
  readonly customerId: Id
  readonly sealedToken: Uint8Array
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastSeenAt: Date | null
  readonly visits: number
}

const columns = ['company_id', 'link_id', 'customer_id', 'sealed_token', 'created_at', 'expires_at', 'last_seen_at', 'visits'] as const
type Row = {
  company_id: Id
  link_id: Id
  customer_id: Id
  sealed_token: Uint8Array
  created_at: Date
  expires_at: Date
  last_seen_at: Date | null
  visits: number
}
const toLink = (row: Row): PortalLink => ({
  companyId: row.company_id,
  linkId: row.link_id,
  customerId: row.customer_id,
  sealedToken: row.sealed_token,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastSeenAt: row.last_seen_at,
  visits: row.visits,
})

export const newLinkId = newId

export async function insertPortalLink(
  executor: Executor,
  link: Pick<PortalLink, 'companyId' | 'linkId' | 'customerId' | 'sealedToken' | 'createdAt' | 'expiresAt'> & {
    readonly tokenHash: string
  },
): Promise<void> {
  await executor
    .insertInto('portal_links')
    .values({
      company_id: link.companyId,
      link_id: link.linkId,
      customer_id: link.customerId,
      token_hash: link.tokenHash,
      sealed_token: link.sealedToken,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** The customer's link that opens until after `until`, the latest made first; null when there is none. */
export async function findLivingLink(executor: Executor, companyId: Id, customerId: Id, until: Date): Promise<PortalLink | null> {
  const row = await executor
    .selectFrom('portal_links')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', until)
    .orderBy('expires_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toLink(row)
}

/** The link of a token, whichever company's it is: the token is the only thing that its holder knows. */
export async function findLinkByHash(executor: Executor, tokenHash: string, now: Date): Promise<PortalLink | null> {
  const row = await executor
    .selectFrom('portal_links')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : toLink(row)
}

export async function noteVisit(executor: Executor, companyId: Id, linkId: Id, at: Date): Promise<void> {
  await executor
    .updateTable('portal_links')
    .set((eb) => ({ last_seen_at: at, visits: eb('visits', '+', 1) }))
    .where('company_id', '=', companyId)
    .where('link_id', '=', linkId)
    .execute()
}

/** Ends every link of the customer; answers how many. */
export async function revokeLinks(executor: Executor, companyId: Id, customerId: Id, at: Date): Promise<number> {
  const rows = await executor
    .updateTable('portal_links')
    .set({ revoked_at: at })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('revoked_at', 'is', null)
    .returning('link_id')
    .execute()
  return rows.length
}
