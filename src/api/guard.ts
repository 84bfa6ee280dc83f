// Decides whether a caller may use a route: by the route's access, the role in the company and the token's scopes. What is not granted is refused.
import type { Route } from '#contract/route'
import { grantOf, isRole, type Permission } from '#domain/access/permissions'
import type { Database } from '#store/database'
import { findRole } from '#store/views/people'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Caller, CompanyAccess } from './caller.ts'

async function ofPerson(database: Database, userId: string, companyId: Id, permission: Permission): Promise<CompanyAccess> {
  const role = await findRole(database, companyId, userId)
  // A stranger learns nothing of whether the company exists.
  if (role === null || !isRole(role)) throw new Failure('company.not-found')
  const grant = grantOf(role, permission)
  if (grant === null) throw new Failure('access.denied', { permission })
  return { companyId, role, grant, ownerUserId: grant === 'own' ? userId : null }
}

/** Null where the route names no company. Throws Failure `session.required`, `access.denied`, `company.not-found`. */
export async function accessFor(database: Database, route: Route, caller: Caller, companyId: Id | null): Promise<CompanyAccess | null> {
  if (route.access === 'public') return null
  if (caller.kind === 'nobody') throw new Failure('session.required')
  if (route.access === 'signed-in') {
    if (caller.kind === 'token') throw new Failure('access.denied', { permission: 'signed-in' })
    return null
  }
  if (companyId === null) throw new Failure('access.denied', { permission: route.access })
  if (caller.kind === 'person') return ofPerson(database, caller.userId, companyId, route.access)
  if (caller.companyId !== companyId) throw new Failure('company.not-found')
  if (route.peopleOnly === true || !caller.scopes.includes(route.access)) throw new Failure('access.denied', { permission: route.access })
  return { companyId, role: 'integration', grant: 'all', ownerUserId: null }
}
