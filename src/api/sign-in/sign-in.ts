// Signing in as the house sees it; the library behind it is not known outside this folder.
import type { Language } from '#values/language'

export type SignedInPerson = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly twoFactor: boolean
  readonly sessionId: string
}

/** `cookies` are whole Set-Cookie values for the answer. */
export type Cookies = readonly string[]

export type SessionView = {
  readonly id: string
  readonly current: boolean
  readonly userAgent: string | null
  readonly ipAddress: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Every method takes the headers of the request; all throw Failure `session.…`. */
export type SignIn = {
  personOf(headers: Headers): Promise<SignedInPerson | null>
  hasAccounts(): Promise<boolean>
  makeAccount(account: {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly language: Language
  }): Promise<{ readonly userId: string }>
  /** Attempts are counted by account and by address (five in a quarter of an hour). */
  signIn(attempt: {
    readonly email: string
    readonly password: string
    readonly code: string | null
    readonly headers: Headers
    readonly address: string
  }): Promise<{ readonly state: 'signed-in' | 'needs-code'; readonly cookies: Cookies }>
  signOut(headers: Headers): Promise<Cookies>
  /** Sends the link when the address is known; takes as long when it is not. */
  forgotPassword(email: string, address: string): Promise<void>
  resetPassword(token: string, password: string): Promise<void>
  changePassword(headers: Headers, current: string, password: string): Promise<Cookies>
  changeProfile(headers: Headers, change: { readonly name?: string; readonly language?: Language }): Promise<SignedInPerson>
  startTwoFactor(
    headers: Headers,
    password: string,
  ): Promise<{ readonly uri: string; readonly backupCodes: readonly string[]; readonly cookies: Cookies }>
  confirmTwoFactor(headers: Headers, code: string): Promise<Cookies>
  stopTwoFactor(headers: Headers, password: string): Promise<Cookies>
  listSessions(headers: Headers): Promise<readonly SessionView[]>
  endSession(headers: Headers, sessionId: string): Promise<void>
  /** Ends every session of a person, within the minute: after a role changed or a member left. */
  endSessionsOf(userId: string): Promise<void>
}
