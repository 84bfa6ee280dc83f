// Who may come in, as faces look it up: membership, members with their names, open invitations, tokens.
import type { Id } from '#values/id'
import { type ApiToken, listTokens } from '../api-tokens.ts'
import type { Executor } from '../database.ts'
import { type Invitation, listOpenInvitations } from '../invitations.ts'
import { findMember, listMembers, listMemberships, type Membership } from '../members.ts'
import { findPeople, type Person } from '../people.ts'

export type TokenView = ApiToken
export type MemberView = Person & { readonly role: string; readonly since: Date }

/** The role of a person in a company, as text; null for a stranger. */
export const findRole = async (executor: Executor, companyId: Id, userId: string): Promise<string | null> =>
  (await findMember(executor, companyId, userId))?.role ?? null

export const membershipsOf = (executor: Executor, userId: string): Promise<readonly Membership[]> => listMemberships(executor, userId)

export async function membersOf(executor: Executor, companyId: Id): Promise<readonly MemberView[]> {
  const members = await listMembers(executor, companyId)
  const people = await findPeople(
    executor,
    members.map((member) => member.userId),
  )
  return members.flatMap((member) => {
    const person = people.get(member.userId)
    return person === undefined ? [] : [{ ...person, role: member.role, since: member.createdAt }]
  })
}

export const openInvitations = (executor: Executor, companyId: Id, now: Date): Promise<readonly Invitation[]> =>
  listOpenInvitations(executor, companyId, now)

export const tokensOf = (executor: Executor, companyId: Id): Promise<readonly TokenView[]> => listTokens(executor, companyId)

/** Names of people by their ids. */
export const namesOfPeople = async (executor: Executor, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await findPeople(executor, userIds)).values()].map((person) => [person.userId, person.name]))
