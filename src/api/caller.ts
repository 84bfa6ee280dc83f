// Who calls: nobody, a person with a session, or an API token of one company.

import type { Grant, Permission, Role } from '#domain/access/permissions'
import type { Actor } from '#flows/actor'
import type { Id } from '#values/id'
import type { Language } from '#values/language'

export type Caller =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'person'
      readonly userId: string
      readonly name: string
      readonly email: string
      readonly language: Language
      readonly twoFactor: boolean
      readonly sessionId: string
    }
  | { readonly kind: 'token'; readonly tokenId: Id; readonly name: string; readonly companyId: Id; readonly scopes: readonly Permission[] }

/** The company of the path, with what the caller may do in it. `ownerUserId` is set where only his own customers are his to see. */
export type CompanyAccess = { readonly companyId: Id; readonly role: Role; readonly grant: Grant; readonly ownerUserId: string | null }

export function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case 'person':
      return { kind: 'person', id: caller.userId, name: caller.name }
    case 'token':
      return { kind: 'token', id: caller.tokenId, name: caller.name }
    case 'nobody':
      return { kind: 'system', id: 'system', name: 'Skarbnik' }
  }
}
