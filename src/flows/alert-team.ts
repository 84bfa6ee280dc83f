// Tells the company's people what they have asked to hear: one message for each person and medium, once for each cause.

import { isRole } from '#domain/access/permissions'
import { quietUntil } from '#domain/alerts/quiet-until'
import { isTeamTopic } from '#domain/alerts/teams'
import { type AlertMedium, type AlertTopic, isCustomerTopic, topicsFor, usualMedia } from '#domain/alerts/topics'
import { type AlertChoices, listAlertChoices, noChoices } from '#store/alert-choices'
import { listAlertTeams, type TeamOfAlerts } from '#store/alert-teams'
import { findCustomerOwner } from '#store/customers'
import type { Tx } from '#store/database'
import { listMembers } from '#store/members'
import { knownKeys, planMessage } from '#store/outbox'
import { findActivePeople, type Person } from '#store/people'
import { getSendingCompany } from '#store/sending-companies'
import type { FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import { phoneNumber } from '#values/phone-number'
import type { MessageContent } from './deliver/message-content.ts'
import { alertContent } from './messages/alert-content.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import type { Shell } from './shell.ts'

export type Alert = {
  readonly companyId: Id
  readonly topic: AlertTopic
  /** What it is about, for ever: the same key is told once. */
  readonly key: string
  readonly customerId?: Id | null
  readonly facts: FailureFacts
  /** A page of the company, `/payments?open=…`. */
  readonly link?: string
  readonly at: Date
}

/** One of those who could be told. */
export type Listener = { readonly person: Person; readonly choices: AlertChoices }

const addressOf: Readonly<Record<AlertMedium, (listener: Listener) => string | null>> = {
  email: ({ person, choices }) => mailAddresses(choices.email ?? person.email)[0] ?? null,
  sms: ({ choices }) => phoneNumber(choices.phone ?? '')?.dialled ?? null,
  slack: ({ choices }) => choices.slack,
  telegram: ({ choices }) => choices.telegram,
}

export const alertAddress = (medium: AlertMedium, listener: Listener): string | null => addressOf[medium](listener)

/**
 * Plans the messages inside `tx` and says how many are new. `hears` may leave out people by what they have chosen (a sum that is too small for
 * one of them). A salesperson hears of his own customers alone. Quiet hours put a message off to their end.
 */
export async function alertTeam(tx: Tx, shell: Shell, alert: Alert, hears: (listener: Listener) => boolean = () => true): Promise<number> {
  const { companyId, topic, at } = alert
  const wanted = await listenersOf(tx, alert, hears)
  const keyOf = (userId: string, medium: AlertMedium) => `alert:${topic}:${alert.key}:${userId}:${medium}`
  const keys = wanted.flatMap(({ listener, media }) => media.map((medium) => keyOf(listener.person.userId, medium)))
  if (keys.length === 0) return 0
  const known = await knownKeys(tx, companyId, keys)
  const company = await getSendingCompany(tx, companyId)
  let planned = 0
  for (const { listener, media } of wanted) {
    const { person, choices } = listener
    for (const medium of media) {
      const key = keyOf(person.userId, medium)
      const address = alertAddress(medium, listener)
      if (address === null || known.has(key)) continue
      const content: MessageContent = await alertContent(shell, { company, alert, person, medium, address })
      const message = { key, customerId: null, state: 'planned', reason: null, cause: 'alert' } as const
      const payload = { template: 'team-alert', topic, userId: person.userId, content } as { readonly template: string }
      const notBefore = quietUntil(choices.quiet, at, company.timeZone)
      if (await planMessage(tx, companyId, { ...message, payload, notBefore }, at)) planned++
    }
  }
  return planned
}

type Heard = { readonly listener: Listener; readonly media: readonly AlertMedium[] }

async function listenersOf(tx: Tx, alert: Alert, hears: (listener: Listener) => boolean): Promise<readonly Heard[]> {
  const { companyId, topic, customerId } = alert
  const members = await listMembers(tx, companyId)
  const people = await findActivePeople(
    tx,
    members.map((member) => member.userId),
  )
  const chosen = await listAlertChoices(tx, companyId)
  const owner = customerId === undefined || customerId === null ? null : await findCustomerOwner(tx, companyId, customerId)
  const teams = isTeamTopic(topic) ? await listAlertTeams(tx, companyId) : []
  const heard = members.flatMap(({ userId, role }): Heard[] => {
    const person = people.get(userId)
    const inTeam = teams.some(({ userIds }) => userIds.includes(userId))
    const teamTopics = inTeam ? [topic] : []
    if (person === undefined || !isRole(role) || !topicsFor(role, teamTopics).includes(topic)) return []
    const ownsCustomer = owner === userId
    if (role === 'sales' && isCustomerTopic(topic) && !ownsCustomer && !inTeam) return []
    const listener = { person, choices: chosen.get(userId) ?? noChoices }
    const media = listener.choices.media[topic] ?? usualMedia(topic, { role, ownsCustomer, teamTopics })
    return media.length > 0 && hears(listener) ? [{ listener, media }] : []
  })
  return [...heard, ...sharedOf(teams, heard)]
}

/** The shared addresses of teams: whoever reads them is told once, although he may be a person of the team too. */
function sharedOf(teams: readonly TeamOfAlerts[], heard: readonly Heard[]): readonly Heard[] {
  const known = new Set(heard.flatMap(({ listener, media }) => media.map((medium) => alertAddress(medium, listener))))
  return teams.flatMap(({ team, email, slack }): Heard[] => {
    const media = (['email', 'slack'] as const).filter((medium) => {
      const address = medium === 'email' ? email : slack
      if (address === null || known.has(address)) return false
      known.add(address)
      return true
    })
    const person = { userId: `team:${team}`, name: '', email: email ?? '', language: '', twoFactor: false }
    return media.length === 0 ? [] : [{ listener: { person, choices: { ...noChoices, slack } }, media }]
  })
}
