// An invitation read by its link, and accepted once.
import { isRole, type Role } from '#domain/access/permissions'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { closeInvitation, findOpenInvitation } from '#store/invitations'
import { findMember, saveMember } from '#store/members'
import { findPersonByEmail } from '#store/people'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { invitationHash } from './manage-people.ts'
import type { Shell } from './shell.ts'

export type InvitationView = { readonly companyName: string; readonly email: string; readonly role: Role; readonly hasAccount: boolean }

/** Throws Failure `session.token-expired` for a link that is unknown, used, withdrawn or past its day. */
export async function readInvitation(shell: Shell, token: string): Promise<InvitationView> {
  const invitation = await findOpenInvitation(shell.database, invitationHash(token), shell.clock.now())
  if (invitation === null || !isRole(invitation.role)) throw new Failure('session.token-expired')
  const company = await getCompany(shell.database, invitation.companyId)
  return {
    companyName: company.name,
    email: invitation.email,
    role: invitation.role,
    hasAccount: (await findPersonByEmail(shell.database, invitation.email)) !== null,
  }
}

/** The link counts for the address it was sent to: another person's session does not take it. */
export async function acceptInvitation(
  shell: Shell,
  command: { readonly token: string; readonly userId: string; readonly email: string; readonly name: string },
): Promise<Id> {
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const invitation = await findOpenInvitation(tx, invitationHash(command.token), now)
    if (invitation === null || invitation.email.toLowerCase() !== command.email.toLowerCase()) throw new Failure('session.token-expired')
    const { companyId, invitationId } = invitation
    if (!(await closeInvitation(tx, companyId, invitationId, 'accepted', now))) throw new Failure('session.token-expired')
    if ((await findMember(tx, companyId, command.userId)) === null)
      await saveMember(tx, companyId, { userId: command.userId, role: invitation.role, createdAt: now })
    await appendAudit(tx, companyId, now, [
      {
        actor: `person:${command.userId}`,
        actorName: command.name,
        action: 'people.joined',
        subjectKind: 'invitation',
        subjectId: invitationId,
        change: { role: invitation.role },
      },
    ])
    return companyId
  })
}
