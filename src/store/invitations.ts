// Invitations: only the hash of the token in the link is kept.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type Invitation = {
  readonly companyId: Id
  readonly invitationId: Id
  readonly email: string
  readonly role: string
  readonly expiresAt: Date
}

const columns = ['company_id', 'invitation_id', 'email', 'role', 'expires_at'] as const
type Row = { company_id: Id; invitation_id: Id; email: string; role: string; expires_at: Date }
const toInvitation = (row: Row): Invitation => ({
  companyId: row.company_id,
  invitationId: row.invitation_id,
  email: row.email,
  role: row.role,
  expiresAt: row.expires_at,
})

export async function appendInvitation(
  executor: Executor,
  invitation: Invitation & { readonly tokenHash: string; readonly createdBy: string; readonly createdAt: Date },
): Promise<void> {
  await executor
    .insertInto('invitations')
    .values({
      company_id: invitation.companyId,
      invitation_id: invitation.invitationId,
      email: invitation.email,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      created_by: invitation.createdBy,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
      accepted_at: null,
      revoked_at: null,
    })
    .execute()
}

/** The invitation of a link, unless accepted, withdrawn or past its day. */
export async function findOpenInvitation(executor: Executor, tokenHash: string, now: Date): Promise<Invitation | null> {
  const row = await executor
    .selectFrom('invitations')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : toInvitation(row)
}

export async function listOpenInvitations(executor: Executor, companyId: Id, now: Date): Promise<readonly Invitation[]> {
  const rows = await executor
    .selectFrom('invitations')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .execute()
  return rows.map(toInvitation)
}

/** True for the one call that closes it: a link works once. */
export async function closeInvitation(
  executor: Executor,
  companyId: Id,
  invitationId: Id,
  how: 'accepted' | 'revoked',
  at: Date,
): Promise<boolean> {
  const result = await executor
    .updateTable('invitations')
    .set(how === 'accepted' ? { accepted_at: at } : { revoked_at: at })
    .where('company_id', '=', companyId)
    .where('invitation_id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
