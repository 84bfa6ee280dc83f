// Members of a company: invited, given another role, taken out. The last owner stays.
import { createHash, randomBytes } from 'node:crypto'
import { isRole, mayGiveRole, type Role } from '#domain/access/permissions'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { lockKeepings } from '#store/customer-keeping'
import { type Executor, inTransaction, type Tx } from '#store/database'
import { appendInvitation, closeInvitation } from '#store/invitations'
import { findMember, lockOwners, removeMember, saveMember } from '#store/members'
import { newId } from '#store/new-id'
import { endOwnerRules } from '#store/owner-rules'
import { findPersonByEmail } from '#store/people'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { changeKeepings, noteKeepings } from './follow-owner-rules.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { Shell } from './shell.ts'

const invitationDays = 7

export const invitationHash = (token: string): string => createHash('sha256').update(token).digest('hex')

type ByRole = { readonly companyId: Id; readonly actor: Actor; readonly actorRole: Role }

export type Invited = { readonly invitationId: Id; readonly link: string; readonly mailed: boolean }

/** Throws Failure `people.role-refused`, `people.already-member`. The link is handed back too: mail may not be set up yet. */
export async function invitePerson(shell: Shell, command: ByRole & { readonly email: string; readonly role: Role }): Promise<Invited> {
  const { companyId, actor, email, role } = command
  if (!mayGiveRole(command.actorRole, role)) throw new Failure('people.role-refused', { role })
  const now = shell.clock.now()
  const token = randomBytes(24).toString('base64url')
  const link = `${shell.publicUrl}/invitation/${token}`
  const invitationId = newId()
  const company = await inTransaction(shell.database, async (tx) => {
    const known = await findPersonByEmail(tx, email)
    if (known !== null && (await findMember(tx, companyId, known.userId)) !== null) throw new Failure('people.already-member', { email })
    await appendInvitation(tx, {
      companyId,
      invitationId,
      email,
      role,
      tokenHash: invitationHash(token),
      createdBy: actor.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
    })
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'people.invited',
        subjectKind: 'invitation',
        subjectId: invitationId,
        change: { email, role },
      },
    ])
    return getCompany(tx, companyId)
  })
  const mailed = await sendSystemMail(shell, {
    companyId,
    template: 'invitation',
    to: { address: email },
    language: company.language,
    facts: { company: company.name, link, days: invitationDays, inviter: actor.name },
  })
  return { invitationId, link, mailed }
}

export async function withdrawInvitation(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly invitationId: Id },
): Promise<void> {
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    if (!(await closeInvitation(tx, command.companyId, command.invitationId, 'revoked', now))) throw new Failure('invitation.not-found')
    await appendAudit(tx, command.companyId, now, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'people.invitation-withdrawn',
        subjectKind: 'invitation',
        subjectId: command.invitationId,
      },
    ])
  })
}

async function memberWithRole(executor: Executor, companyId: Id, userId: string): Promise<Role> {
  const member = await findMember(executor, companyId, userId)
  if (member === null || !isRole(member.role)) throw new Failure('person.not-found')
  return member.role
}

async function refuseLastOwner(tx: Tx, companyId: Id, userId: string): Promise<void> {
  const owners = await lockOwners(tx, companyId)
  if (owners.length === 1 && owners[0] === userId) throw new Failure('people.last-owner')
}

/** Throws Failure `people.role-refused` (only an owner makes or unmakes owners), `people.last-owner`, `person.not-found`. */
export async function changeRole(shell: Shell, command: ByRole & { readonly userId: string; readonly role: Role }): Promise<void> {
  const { companyId, actor, userId, role } = command
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const before = await memberWithRole(tx, companyId, userId)
    if (!mayGiveRole(command.actorRole, role) || !mayGiveRole(command.actorRole, before)) throw new Failure('people.role-refused', { role })
    if (role !== 'owner') await refuseLastOwner(tx, companyId, userId)
    await saveMember(tx, companyId, { userId, role, createdAt: now })
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'people.role-changed',
        subjectKind: 'person',
        subjectId: userId,
        change: { before, after: role },
      },
    ])
  })
}

/** His sessions go on for his other companies; in this one he finds nothing from the next request on. What he looked after by rule has nobody. */
export async function removePerson(shell: Shell, command: ByRole & { readonly userId: string }): Promise<void> {
  const { companyId, actor, userId } = command
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const before = await memberWithRole(tx, companyId, userId)
    if (!mayGiveRole(command.actorRole, before)) throw new Failure('people.role-refused', { role: before })
    await refuseLastOwner(tx, companyId, userId)
    await removeMember(tx, companyId, userId)
    const segments = await endOwnerRules(tx, companyId, userId)
    const kept = await lockKeepings(tx, companyId, { byRuleOf: userId })
    const left = await changeKeepings(tx, companyId, kept, (keeping) => ({ ...keeping, ownerUserId: null, byRule: false }))
    await noteKeepings(tx, { companyId, actor, at: now }, left, [
      { action: 'people.removed', subjectKind: 'person', subjectId: userId, change: { role: before } },
      ...segments.map((segment) => ({
        action: 'owners.rule-chosen',
        subjectKind: 'company',
        subjectId: companyId,
        change: { segment, before: userId, after: null },
      })),
    ])
  })
}
