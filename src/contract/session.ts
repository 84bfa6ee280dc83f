// Signing in and out, the first account, one's own profile and security.
import * as z from 'zod'
import { roles } from '#domain/access/permissions'
import { languages } from '#values/language'
import { defineRoute } from './route.ts'
import { id, instant } from './scalars.ts'

const password = z.string().min(10).max(128)
const language = z.enum(languages)

const user = z.object({ id: z.string(), name: z.string(), email: z.string(), language, twoFactor: z.boolean() })

export const readSession = defineRoute({
  id: 'session.read',
  method: 'GET',
  path: '/api/session',
  access: 'public',
  summary: 'Who is signed in, and what this installation is',
  output: z.object({
    user: user.nullable(),
    companies: z.array(z.object({ companyId: id('company'), name: z.string(), role: z.enum(roles), demo: z.boolean() })),
    /** True until the first account is made. */
    needsFirstAccount: z.boolean(),
    demo: z.boolean(),
    version: z.string(),
  }),
})

export const makeFirstAccount = defineRoute({
  id: 'session.first-account',
  method: 'POST',
  path: '/api/first-account',
  access: 'public',
  peopleOnly: true,
  summary: 'Makes the first account of the installation and signs in; refused once there is one',
  body: z.object({ name: z.string().trim().min(1).max(120), email: z.email(), password, language }),
  output: z.object({ userId: z.string() }),
  failures: ['session.first-account-exists', 'session.password-known'],
})

export const signIn = defineRoute({
  id: 'session.sign-in',
  method: 'POST',
  path: '/api/session',
  access: 'public',
  peopleOnly: true,
  summary: 'Signs in; asks for a code where a second factor is on',
  body: z.object({ email: z.email(), password: z.string().max(128), code: z.string().max(20).optional() }),
  output: z.discriminatedUnion('state', [z.object({ state: z.literal('signed-in') }), z.object({ state: z.literal('needs-code') })]),
  failures: ['session.refused', 'session.locked'],
})

export const signOut = defineRoute({
  id: 'session.sign-out',
  method: 'DELETE',
  path: '/api/session',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Signs out',
  output: z.object({}),
})

export const forgotPassword = defineRoute({
  id: 'password.forgot',
  method: 'POST',
  path: '/api/password/forgot',
  access: 'public',
  peopleOnly: true,
  summary: 'Sends a link to set a new password; answers alike whether the address is known or not',
  body: z.object({ email: z.email() }),
  output: z.object({}),
})

export const resetPassword = defineRoute({
  id: 'password.reset',
  method: 'POST',
  path: '/api/password/reset',
  access: 'public',
  peopleOnly: true,
  summary: 'Sets a new password by the token of the link',
  body: z.object({ token: z.string().max(200), password }),
  output: z.object({}),
  failures: ['session.token-expired', 'session.password-known'],
})

export const acceptInvitation = defineRoute({
  id: 'invitations.accept',
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'public',
  peopleOnly: true,
  summary: 'Makes an account by an invitation, or adds its company to the account signed in',
  body: z.object({
    token: z.string().max(200),
    name: z.string().trim().min(1).max(120).optional(),
    password: password.optional(),
    language: language.optional(),
  }),
  output: z.object({ companyId: id('company') }),
  failures: ['session.token-expired'],
})

export const readInvitation = defineRoute({
  id: 'invitations.read',
  method: 'GET',
  path: '/api/invitations/{token}',
  access: 'public',
  peopleOnly: true,
  summary: 'What an invitation is for',
  params: z.object({ token: z.string().max(200) }),
  output: z.object({ companyName: z.string(), email: z.string(), role: z.enum(roles), hasAccount: z.boolean() }),
  failures: ['session.token-expired'],
})

export const changeProfile = defineRoute({
  id: 'me.change',
  method: 'PATCH',
  path: '/api/me',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Changes name or language of oneself',
  body: z.object({ name: z.string().trim().min(1).max(120).optional(), language: language.optional() }),
  output: user,
})

export const changePassword = defineRoute({
  id: 'me.password',
  method: 'POST',
  path: '/api/me/password',
  access: 'signed-in',
  peopleOnly: true,
  summary: "Changes one's own password and ends other sessions",
  body: z.object({ current: z.string().max(128), password }),
  output: z.object({}),
  failures: ['session.refused', 'session.password-known'],
})

export const startTwoFactor = defineRoute({
  id: 'me.two-factor-start',
  method: 'POST',
  path: '/api/me/two-factor',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Makes a secret for the second factor; it counts after the first code',
  body: z.object({ password: z.string().max(128) }),
  output: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }),
  failures: ['session.refused'],
})

export const confirmTwoFactor = defineRoute({
  id: 'me.two-factor-confirm',
  method: 'POST',
  path: '/api/me/two-factor/confirm',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Turns the second factor on by its first code',
  body: z.object({ code: z.string().max(20) }),
  output: z.object({}),
  failures: ['session.code-refused'],
})

export const stopTwoFactor = defineRoute({
  id: 'me.two-factor-stop',
  method: 'DELETE',
  path: '/api/me/two-factor',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Turns the second factor off',
  body: z.object({ password: z.string().max(128) }),
  output: z.object({}),
  failures: ['session.refused'],
})

export const listSessions = defineRoute({
  id: 'me.sessions',
  method: 'GET',
  path: '/api/me/sessions',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Where one is signed in',
  output: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        current: z.boolean(),
        userAgent: z.string().nullable(),
        ipAddress: z.string().nullable(),
        createdAt: instant,
        expiresAt: instant,
      }),
    ),
  }),
})

export const endSession = defineRoute({
  id: 'me.session-end',
  method: 'DELETE',
  path: '/api/me/sessions/{sessionId}',
  access: 'signed-in',
  peopleOnly: true,
  summary: "Ends one session of one's own",
  params: z.object({ sessionId: z.string() }),
  output: z.object({}),
})
