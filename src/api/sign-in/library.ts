// The sign-in library, set up for our tables; nothing outside this folder knows which one it is.
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import { isLanguage, type Language } from '#values/language'

export type ResetMail = { readonly email: string; readonly name: string; readonly language: Language; readonly token: string }

export type LibraryOptions = {
  /** A pool whose search path is the schema `sign_in`. */
  readonly pool: pg.Pool
  readonly secret: string
  readonly publicUrl: string
  readonly sendReset: (mail: ResetMail) => Promise<void>
}

const hour = 3600

export function createLibrary({ pool, secret, publicUrl, sendReset }: LibraryOptions) {
  return betterAuth({
    appName: 'Skarbnik',
    baseURL: publicUrl,
    basePath: '/api/sign-in',
    secret,
    database: pool,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Its own limiter is off: ours counts by account and address in the database, for all processes alike.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: publicUrl.startsWith('https:'),
      cookiePrefix: 'skarbnik',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    user: {
      modelName: 'users',
      additionalFields: {
        language: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: { modelName: 'sessions', expiresIn: 14 * 24 * hour, updateAge: hour, cookieCache: { enabled: false } },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      autoSignIn: false,
      resetPasswordTokenExpiresIn: hour / 2,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => {
        const language = 'language' in user && typeof user.language === 'string' && isLanguage(user.language) ? user.language : 'pl'
        return sendReset({ email: user.email, name: user.name, language, token })
      },
    },
    plugins: [twoFactor({ issuer: 'Skarbnik', twoFactorTable: 'second_factors', schema: { twoFactor: { modelName: 'second_factors' } } })],
  })
}

export type Library = ReturnType<typeof createLibrary>
