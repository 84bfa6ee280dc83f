// Signing in behind our own interface: the library does passwords, sessions and codes; limits, messages and rules are ours.
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import { attemptLimit } from '#flows/attempt-limit'
import { changePerson, endSession, endSessionsOf, hasAccounts } from '#flows/keep-people'
import type { Clock } from '#ports/clock'
import type { Database } from '#store/database'
import { Failure } from '#values/failure'
import { isLanguage } from '#values/language'
import { createLibrary, type ResetMail } from './library.ts'
import { refuseKnownPassword } from './password-rules.ts'
import type { Cookies, SignedInPerson, SignIn } from './sign-in.ts'

export type SignInOptions = {
  readonly pool: pg.Pool
  readonly database: Database
  readonly clock: Clock
  readonly secret: string
  readonly publicUrl: string
  readonly sendReset: (mail: ResetMail) => Promise<void>
}

const cookiesOf = (headers: Headers): Cookies => headers.getSetCookie()

/** The cookies of an answer as a browser would send them back. */
const asRequest = (headers: Headers): Headers =>
  new Headers({
    cookie: headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  })

/** What the library refuses becomes one Failure of ours; what it could not even look up is the trouble of its tables. */
async function refusing<T>(code: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    throw new Failure(error.statusCode >= 500 ? 'database.lost' : code, {}, { cause: error })
  }
}

export function createSignIn(options: SignInOptions): SignIn {
  const { api } = createLibrary(options)
  const limit = attemptLimit(options.database, options.clock)

  const personOf = async (headers: Headers): Promise<SignedInPerson | null> => {
    if (!headers.has('cookie')) return null
    const found = await refusing('session.required', () => api.getSession({ headers }))
    if (found === null || found.user.disabledAt != null) return null
    const { user, session } = found
    const language = typeof user.language === 'string' && isLanguage(user.language) ? user.language : 'pl'
    return {
      userId: user.id,
      name: user.name,
      email: user.email,
      language,
      twoFactor: user.twoFactorEnabled === true,
      sessionId: session.id,
    }
  }
  const requirePerson = async (headers: Headers): Promise<SignedInPerson> => {
    const person = await personOf(headers)
    if (person === null) throw new Failure('session.required')
    return person
  }
  /** A code of the app, or one of the backup codes. */
  const verify = (code: string, headers: Headers) =>
    /^\d{6}$/.test(code)
      ? api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
      : api.verifyBackupCode({ body: { code }, headers, returnHeaders: true })

  return {
    personOf,
    hasAccounts: () => hasAccounts(options),
    makeAccount: async ({ name, email, password, language }) => {
      refuseKnownPassword(password, email)
      const { user } = await refusing('session.email-taken', () => api.signUpEmail({ body: { name, email, password } }))
      await changePerson(options, user.id, { language })
      return { userId: user.id }
    },
    signIn: async ({ email, password, code, headers, address }) => {
      await limit.refuse(email, address)
      try {
        const first = await refusing('session.refused', () => api.signInEmail({ body: { email, password }, headers, returnHeaders: true }))
        const needsCode = 'twoFactorRedirect' in first.response
        if (!needsCode) {
          await limit.succeeded(email, address)
          return { state: 'signed-in', cookies: cookiesOf(first.headers) }
        }
        if (code === null) return { state: 'needs-code', cookies: [] }
        await limit.useCode(email, code)
        const second = await refusing('session.code-refused', () => verify(code, asRequest(first.headers)))
        await limit.succeeded(email, address)
        return { state: 'signed-in', cookies: cookiesOf(second.headers) }
      } catch (error) {
        if (error instanceof Failure && error.code.startsWith('session.')) await limit.failed(email, address)
        throw error
      }
    },
    signOut: async (headers) => cookiesOf((await api.signOut({ headers, returnHeaders: true })).headers),
    forgotPassword: async (email, address) => {
      await limit.refuse(`forgot:${email}`, address)
      await limit.failed(`forgot:${email}`, address)
      await api.requestPasswordReset({ body: { email } })
    },
    resetPassword: async (token, password) => {
      refuseKnownPassword(password, null)
      await refusing('session.token-expired', () => api.resetPassword({ body: { newPassword: password, token } }))
    },
    changePassword: async (headers, current, password) => {
      refuseKnownPassword(password, (await requirePerson(headers)).email)
      const answer = await refusing('session.refused', () =>
        api.changePassword({
          body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
          headers,
          returnHeaders: true,
        }),
      )
      return cookiesOf(answer.headers)
    },
    changeProfile: async (headers, change) => {
      const person = await requirePerson(headers)
      await changePerson(options, person.userId, change)
      return { ...person, ...change }
    },
    startTwoFactor: async (headers, password) => {
      const answer = await refusing('session.refused', () => api.enableTwoFactor({ body: { password }, headers, returnHeaders: true }))
      if (answer.response.method !== 'totp') throw new Failure('session.refused')
      return { uri: answer.response.totpURI, backupCodes: answer.response.backupCodes, cookies: cookiesOf(answer.headers) }
    },
    confirmTwoFactor: async (headers, code) =>
      cookiesOf((await refusing('session.code-refused', () => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }))).headers),
    stopTwoFactor: async (headers, password) =>
      cookiesOf(
        (await refusing('session.refused', () => api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }))).headers,
      ),
    listSessions: async (headers) => {
      const { sessionId } = await requirePerson(headers)
      return (await api.listSessions({ headers })).map((session) => ({
        id: session.id,
        current: session.id === sessionId,
        userAgent: session.userAgent ?? null,
        ipAddress: session.ipAddress ?? null,
        createdAt: session.createdAt,
        expiresAt: session.expiresAt,
      }))
    },
    endSession: async (headers, sessionId) => {
      const { userId } = await requirePerson(headers)
      await endSession(options, userId, sessionId)
    },
    endSessionsOf: (userId) => endSessionsOf(options, userId),
  }
}
