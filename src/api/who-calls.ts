// Finds out who calls: by the bearer token, else by the session cookie.
import { type Permission, permissions } from '#domain/access/permissions'
import { recogniseToken } from '#flows/recognise-token'
import type { Clock } from '#ports/clock'
import type { Database } from '#store/database'
import { Failure } from '#values/failure'
import type { Caller } from './caller.ts'
import type { SignIn } from './sign-in/sign-in.ts'

const isPermission = (text: string): text is Permission => (permissions as readonly string[]).includes(text)

/** Throws Failure `token.refused` for a bearer token that is unknown, revoked or past its day; a dead session is nobody. */
export async function whoCalls(
  headers: Headers,
  doors: { readonly signIn: SignIn; readonly database: Database; readonly clock: Clock },
): Promise<Caller> {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) {
    const token = await recogniseToken(doors, bearer)
    if (token === null) throw new Failure('token.refused')
    return {
      kind: 'token',
      tokenId: token.tokenId,
      name: token.name,
      companyId: token.companyId,
      scopes: token.scopes.filter(isPermission),
    }
  }
  const person = await doors.signIn.personOf(headers)
  return person === null ? { kind: 'nobody' } : { kind: 'person', ...person }
}
