// Companies, their settings, people, invitations and API tokens.
import * as z from 'zod'
import { permissions, roles } from '#domain/access/permissions'
import { languages } from '#values/language'
import { defineRoute } from './route.ts'
import { day, id, instant } from './scalars.ts'

export const company = z.object({ companyId: id('company') })

export const sendingModes = ['off', 'dry-run', 'approve', 'automatic'] as const

export const companySettings = z.object({
  /** Local time of the daily round, `08:00`. */
  dailyAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  automaticPosting: z.boolean(),
  sendingMode: z.enum(sendingModes),
  confirmations: z.boolean(),
  reminders: z.boolean(),
  /** Bank data older than this hold reminders back. */
  staleAfterHours: z.number().int().min(1).max(240),
  /** Messages and the customer's page offer a link to pay, made at a gateway where the invoice brings none. */
  paymentLinks: z.boolean(),
  /** The gateway connection where there are several; null for the oldest. */
  paymentGatewayId: id('connection').nullable(),
  /** How much of an invoice in the base currency a split may write off, in minor units; more is written off on the invoice itself. */
  writeOffLimitMinor: z.number().int().min(0).max(100_00),
  financeEmails: z.array(z.email()).max(20),
  watchedFolder: z.string().max(500).nullable(),
  language: z.enum(languages),
  lockedUntil: day.nullable(),
})

const companyView = z.object({
  companyId: id('company'),
  name: z.string(),
  nip: z.string().nullable(),
  timeZone: z.string(),
  baseCurrency: z.string(),
  demo: z.boolean(),
  role: z.enum(roles),
  may: z.array(z.enum(permissions)),
  settings: companySettings,
})

export const makeCompany = defineRoute({
  id: 'companies.make',
  method: 'POST',
  path: '/api/companies',
  access: 'signed-in',
  peopleOnly: true,
  summary: 'Makes a company; its maker becomes the owner',
  body: z.object({ name: z.string().trim().min(1).max(200), nip: z.string().max(20).optional(), timeZone: z.string().max(60).optional() }),
  output: z.object({ companyId: id('company') }),
  failures: ['company.nip-wrong', 'company.nip-taken'],
})

export const readCompany = defineRoute({
  id: 'companies.read',
  method: 'GET',
  path: '/api/companies/{companyId}',
  access: 'company.read',
  summary: 'The company, its settings and what the caller may do',
  params: company,
  output: companyView,
})

export const changeCompany = defineRoute({
  id: 'companies.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}',
  access: 'company.change',
  summary: 'Changes the company and its settings',
  params: company,
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    nip: z.string().max(20).nullable().optional(),
    timeZone: z.string().max(60).optional(),
    settings: companySettings.partial().optional(),
  }),
  output: companyView,
  failures: ['company.nip-wrong', 'company.time-zone-unknown'],
})

export const listPeople = defineRoute({
  id: 'people.list',
  method: 'GET',
  path: '/api/companies/{companyId}/people',
  access: 'people.read',
  summary: 'Members and open invitations',
  params: company,
  output: z.object({
    people: z.array(
      z.object({ userId: z.string(), name: z.string(), email: z.string(), role: z.enum(roles), twoFactor: z.boolean(), since: instant }),
    ),
    invitations: z.array(z.object({ invitationId: id('invitation'), email: z.string(), role: z.enum(roles), expiresAt: instant })),
  }),
})

export const invite = defineRoute({
  id: 'people.invite',
  method: 'POST',
  path: '/api/companies/{companyId}/invitations',
  access: 'people.manage',
  peopleOnly: true,
  summary: 'Invites a person by e-mail; the link is also returned, once, for handing over by other means',
  params: company,
  body: z.object({ email: z.email(), role: z.enum(roles) }),
  output: z.object({ invitationId: id('invitation'), link: z.string(), mailed: z.boolean() }),
  failures: ['people.role-refused', 'people.already-member'],
})

export const withdrawInvitation = defineRoute({
  id: 'people.withdraw',
  method: 'DELETE',
  path: '/api/companies/{companyId}/invitations/{invitationId}',
  access: 'people.manage',
  peopleOnly: true,
  summary: 'Withdraws an invitation',
  params: company.extend({ invitationId: id('invitation') }),
  output: z.object({}),
})

export const changeRole = defineRoute({
  id: 'people.change-role',
  method: 'PATCH',
  path: '/api/companies/{companyId}/people/{userId}',
  access: 'people.manage',
  peopleOnly: true,
  summary: 'Gives a member another role',
  params: company.extend({ userId: z.string() }),
  body: z.object({ role: z.enum(roles) }),
  output: z.object({}),
  failures: ['people.role-refused', 'people.last-owner'],
})

export const removePerson = defineRoute({
  id: 'people.remove',
  method: 'DELETE',
  path: '/api/companies/{companyId}/people/{userId}',
  access: 'people.manage',
  peopleOnly: true,
  summary: 'Takes a member out of the company',
  params: company.extend({ userId: z.string() }),
  output: z.object({}),
  failures: ['people.last-owner', 'people.role-refused'],
})

const tokenView = z.object({
  tokenId: id('token'),
  name: z.string(),
  hint: z.string(),
  scopes: z.array(z.enum(permissions)),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
})

export const listTokens = defineRoute({
  id: 'tokens.list',
  method: 'GET',
  path: '/api/companies/{companyId}/tokens',
  access: 'tokens.manage',
  peopleOnly: true,
  summary: 'API tokens of the company',
  params: company,
  output: z.object({ tokens: z.array(tokenView) }),
})

export const makeToken = defineRoute({
  id: 'tokens.make',
  method: 'POST',
  path: '/api/companies/{companyId}/tokens',
  access: 'tokens.manage',
  peopleOnly: true,
  summary: 'Makes an API token; its text is shown once',
  params: company,
  body: z.object({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.enum(permissions)).min(1),
    days: z.number().int().min(1).max(730).nullable(),
  }),
  output: z.object({ token: z.string(), view: tokenView }),
  failures: ['tokens.scope-refused'],
})

export const revokeToken = defineRoute({
  id: 'tokens.revoke',
  method: 'DELETE',
  path: '/api/companies/{companyId}/tokens/{tokenId}',
  access: 'tokens.manage',
  peopleOnly: true,
  summary: 'Revokes a token at once',
  params: company.extend({ tokenId: id('token') }),
  output: z.object({}),
})
