// What a person wants to be told, by which media, when and where; and the chat that shows whose it is by a code.
import * as z from 'zod'
import { alertTeams } from '#domain/alerts/teams'
import { alertMedia, alertTopics } from '#domain/alerts/topics'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { instant, money } from './scalars.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const medium = z.enum(alertMedia)
const place = z.string().trim().min(1).max(254).nullable()

const chosen = z.object({
  topics: z.array(z.object({ topic: z.enum(alertTopics), media: z.array(medium) })),
  quiet: z.object({ from: time, until: time }).nullable(),
  digestAt: time.nullable(),
  largeFrom: money.nullable(),
  unplacedDays: z.number().int().min(1).max(60).nullable(),
  email: place,
  phone: place,
  slack: place,
})

export const alertView = chosen.extend({
  /** Media that the company has a connection for. */
  connected: z.array(medium),
  accountEmail: z.string(),
  usual: z.object({ largeFrom: money, unplacedDays: z.number(), digestAt: time }),
  telegram: z.object({ name: z.string() }).nullable(),
})

export const readAlerts = defineRoute({
  id: 'alerts.read',
  method: 'GET',
  path: '/api/companies/{companyId}/alerts',
  access: 'company.read',
  peopleOnly: true,
  summary: 'What the person who asks is told: every topic of his role with its media',
  params: company,
  output: alertView,
})

export const saveAlerts = defineRoute({
  id: 'alerts.save',
  method: 'PUT',
  path: '/api/companies/{companyId}/alerts',
  access: 'company.read',
  peopleOnly: true,
  summary: 'Chooses what the person who asks is told, and where',
  params: company,
  body: chosen,
  output: alertView,
  failures: ['alerts.phone-wrong', 'alerts.email-wrong', 'alerts.slack-wrong', 'alerts.sum-too-small'],
})

export const makeTelegramCode = defineRoute({
  id: 'alerts.telegram-code',
  method: 'POST',
  path: '/api/companies/{companyId}/alerts/telegram',
  access: 'company.read',
  peopleOnly: true,
  summary: 'Makes a code that the person sends to the bot; it ends after an hour',
  params: company,
  output: z.object({ code: z.string(), until: instant, bot: z.string(), url: z.string() }),
  failures: ['alerts.no-telegram'],
})

export const checkTelegram = defineRoute({
  id: 'alerts.telegram-check',
  method: 'POST',
  path: '/api/companies/{companyId}/alerts/telegram/check',
  access: 'company.read',
  peopleOnly: true,
  summary: 'Asks the bot at once whether the code has come',
  params: company,
  output: alertView,
  failures: ['alerts.no-telegram'],
})

export const unlinkTelegram = defineRoute({
  id: 'alerts.telegram-unlink',
  method: 'DELETE',
  path: '/api/companies/{companyId}/alerts/telegram',
  access: 'company.read',
  peopleOnly: true,
  summary: "Forgets the person's chat",
  params: company,
  output: alertView,
})

export const tryAlert = defineRoute({
  id: 'alerts.try',
  method: 'POST',
  path: '/api/companies/{companyId}/alerts/try',
  access: 'company.read',
  peopleOnly: true,
  summary: 'Sends a trial message to the person who asks',
  params: company,
  body: z.object({ medium }),
  output: z.object({}),
  failures: ['alerts.no-address'],
})

const team = z.object({ team: z.enum(alertTeams), userIds: z.array(z.string().max(100)).max(100), email: place, slack: place })
const teamsView = z.object({
  teams: z.array(team),
  people: z.array(z.object({ userId: z.string(), name: z.string(), email: z.string() })),
})

export const readAlertTeams = defineRoute({
  id: 'alerts.teams',
  method: 'GET',
  path: '/api/companies/{companyId}/alerts/teams',
  access: 'people.read',
  summary: 'Who hears at once of blocked and released customers: people and shared addresses of each team',
  params: company,
  output: teamsView,
})

export const saveAlertTeams = defineRoute({
  id: 'alerts.save-teams',
  method: 'PUT',
  path: '/api/companies/{companyId}/alerts/teams',
  access: 'customers.limits',
  summary: 'Chooses the people and shared addresses of teams; teams that are not named stay as they are',
  params: company,
  body: z.object({ teams: z.array(team).max(alertTeams.length) }),
  output: teamsView,
  failures: ['alerts.email-wrong', 'alerts.slack-wrong', 'alerts.person-unknown'],
})
