// Signing in and out, the first account, one's own profile and security.

import type { Route } from '#contract/route'
import * as contract from '#contract/session'
import { isRole } from '#domain/access/permissions'
import { acceptInvitation, readInvitation } from '#flows/accept-invitation'
import { makeFirstAccount } from '#flows/make-first-account'
import { membershipsOf } from '#store/views/people'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import { type Call, implement } from './implement.ts'
import type { SignedInPerson } from './sign-in/sign-in.ts'

function setCookies(call: Pick<Call<Route>, 'setHeader'>, cookies: readonly string[]): void {
  for (const cookie of cookies) call.setHeader('set-cookie', cookie)
}

/** In the demo the first look at the session signs in; elsewhere nobody stays nobody. */
async function demoPerson({ doors, headers, address, setHeader }: Call<Route>): Promise<SignedInPerson | null> {
  if (doors.demoAccount === null) return null
  const { email, password } = doors.demoAccount
  const { cookies } = await doors.signIn.signIn({ email, password, code: null, headers, address })
  setCookies({ setHeader }, cookies)
  return doors.signIn.personOf(new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }))
}

export const sessionRoutes = [
  implement(contract.readSession, async (call) => {
    const { shell, doors, caller } = call
    const person = caller.kind === 'person' ? caller : await demoPerson(call)
    const memberships = person === null ? [] : await membershipsOf(shell.database, person.userId)
    return {
      user:
        person === null
          ? null
          : { id: person.userId, name: person.name, email: person.email, language: person.language, twoFactor: person.twoFactor },
      companies: memberships.flatMap((each) =>
        isRole(each.role) ? [{ companyId: each.companyId, name: each.name, role: each.role, demo: each.demo }] : [],
      ),
      needsFirstAccount: !(await doors.signIn.hasAccounts()),
      demo: doors.demo,
      version: doors.version,
    }
  }),
  implement(contract.makeFirstAccount, async (call) => {
    const { body } = call.input
    const { userId } = await makeFirstAccount(call.shell, () => call.doors.signIn.makeAccount(body))
    const { cookies } = await call.doors.signIn.signIn({
      email: body.email,
      password: body.password,
      code: null,
      headers: call.headers,
      address: call.address,
    })
    setCookies(call, cookies)
    return { userId }
  }),
  implement(contract.signIn, async (call) => {
    const { email, password, code } = call.input.body
    const { state, cookies } = await call.doors.signIn.signIn({
      email,
      password,
      code: code ?? null,
      headers: call.headers,
      address: call.address,
    })
    setCookies(call, cookies)
    return { state }
  }),
  implement(contract.signOut, async (call) => {
    setCookies(call, await call.doors.signIn.signOut(call.headers))
    return {}
  }),
  implement(contract.forgotPassword, async ({ doors, input, address }) => {
    await doors.signIn.forgotPassword(input.body.email, address)
    return {}
  }),
  implement(contract.resetPassword, async ({ doors, input }) => {
    await doors.signIn.resetPassword(input.body.token, input.body.password)
    return {}
  }),
  implement(contract.readInvitation, ({ shell, input }) => readInvitation(shell, input.params.token)),
  implement(contract.acceptInvitation, async (call) => {
    const { token, name, password, language } = call.input.body
    const person = call.caller.kind === 'person' ? call.caller : null
    const invitation = await readInvitation(call.shell, token)
    if (person === null) {
      if (name === undefined || password === undefined) throw new Failure('request.malformed', { where: 'body', field: 'password' })
      const { userId } = await call.doors.signIn.makeAccount({ name, email: invitation.email, password, language: language ?? 'pl' })
      const companyId = await acceptInvitation(call.shell, { token, userId, email: invitation.email, name })
      setCookies(
        call,
        (await call.doors.signIn.signIn({ email: invitation.email, password, code: null, headers: call.headers, address: call.address }))
          .cookies,
      )
      return { companyId }
    }
    return { companyId: await acceptInvitation(call.shell, { token, userId: person.userId, email: person.email, name: person.name }) }
  }),
  implement(contract.changeProfile, async ({ doors, input, headers }) => {
    const person = await doors.signIn.changeProfile(headers, given(input.body))
    return { id: person.userId, name: person.name, email: person.email, language: person.language, twoFactor: person.twoFactor }
  }),
  implement(contract.changePassword, async (call) => {
    setCookies(call, await call.doors.signIn.changePassword(call.headers, call.input.body.current, call.input.body.password))
    return {}
  }),
  implement(contract.startTwoFactor, async (call) => {
    const { uri, backupCodes, cookies } = await call.doors.signIn.startTwoFactor(call.headers, call.input.body.password)
    setCookies(call, cookies)
    return { uri, backupCodes: [...backupCodes] }
  }),
  implement(contract.confirmTwoFactor, async (call) => {
    setCookies(call, await call.doors.signIn.confirmTwoFactor(call.headers, call.input.body.code))
    return {}
  }),
  implement(contract.stopTwoFactor, async (call) => {
    setCookies(call, await call.doors.signIn.stopTwoFactor(call.headers, call.input.body.password))
    return {}
  }),
  implement(contract.listSessions, async ({ doors, headers }) => ({ sessions: [...(await doors.signIn.listSessions(headers))] })),
  implement(contract.endSession, async ({ doors, headers, input }) => {
    await doors.signIn.endSession(headers, input.params.sessionId)
    return {}
  }),
]
