// A person chooses what to be told; a chat is given to the person whose code it has shown.
import { randomBytes } from 'node:crypto'
import type { Role } from '#domain/access/permissions'
import { teamTopics } from '#domain/alerts/teams'
import { type AlertMedium, type AlertTopic, alertMedia, topicsFor, usualMedia } from '#domain/alerts/topics'
import { type AlertChoices, findAlertChoices, saveAlertChoices, saveLinkCode, unlinkTelegram } from '#store/alert-choices'
import { listAlertTeams } from '#store/alert-teams'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { planMessage } from '#store/outbox'
import { findPeople } from '#store/people'
import { getSendingCompany } from '#store/sending-companies'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { phoneNumber } from '#values/phone-number'
import { type Actor, writeActor } from './actor.ts'
import { alertAddress } from './alert-team.ts'
import { channelContext, channelOf } from './connector-context.ts'
import { channelFor } from './deliver/channel-for.ts'
import { alertContent } from './messages/alert-content.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import { readNewsOf } from './read-channel-news.ts'
import type { Shell } from './shell.ts'
import { smallestSum } from './tell-payments.ts'

type Own = { readonly companyId: Id; readonly userId: string; readonly role: Role }

export type OwnAlerts = {
  readonly choices: AlertChoices
  readonly topics: readonly { readonly topic: AlertTopic; readonly media: readonly AlertMedium[] }[]
  readonly connected: readonly AlertMedium[]
}

/** What the person hears now: his choices, and for topics that he has not touched what his role hears. */
export async function ownAlerts(shell: Shell, own: Own): Promise<OwnAlerts> {
  const choices = await findAlertChoices(shell.database, own.companyId, own.userId)
  const company = await getSendingCompany(shell.database, own.companyId)
  const connected: AlertMedium[] = []
  for (const medium of alertMedia) if ((await channelFor(shell, shell.database, company, medium)) !== null) connected.push(medium)
  const ofTeam = await topicsOfTeams(shell, own)
  const topics = topicsFor(own.role, ofTeam).map((topic) => ({
    topic,
    media: choices.media[topic] ?? usualMedia(topic, { role: own.role, ownsCustomer: own.role === 'sales', teamTopics: ofTeam }),
  }))
  return { choices, topics, connected }
}

/** What the person hears because of the teams that he is in. */
async function topicsOfTeams(shell: Shell, { companyId, userId }: Own): Promise<readonly AlertTopic[]> {
  const teams = await listAlertTeams(shell.database, companyId)
  return teams.some(({ userIds }) => userIds.includes(userId)) ? teamTopics : []
}

export const isSlackId = (text: string): boolean => /^[CDGUW][A-Z0-9]{2,20}$/.test(text)

/** Failure `alerts.phone-wrong`, `alerts.email-wrong`, `alerts.slack-wrong`, `alerts.sum-too-small`. */
export async function chooseAlerts(
  shell: Shell,
  own: Own & { readonly actor: Actor },
  chosen: Omit<AlertChoices, 'telegram' | 'telegramName'>,
): Promise<void> {
  if (chosen.phone !== null && phoneNumber(chosen.phone) === null) throw new Failure('alerts.phone-wrong', { phone: chosen.phone })
  if (chosen.email !== null && mailAddresses(chosen.email).length !== 1) throw new Failure('alerts.email-wrong', { email: chosen.email })
  if (chosen.slack !== null && !isSlackId(chosen.slack)) throw new Failure('alerts.slack-wrong', { slack: chosen.slack })
  if (chosen.largeFromMinor !== null && chosen.largeFromMinor < smallestSum) throw new Failure('alerts.sum-too-small')
  const at = shell.clock.now()
  const allowed = topicsFor(own.role, await topicsOfTeams(shell, own))
  const media = Object.fromEntries(Object.entries(chosen.media).filter(([topic]) => allowed.some((each) => each === topic)))
  await inTransaction(shell.database, async (tx) => {
    await saveAlertChoices(tx, own.companyId, own.userId, { ...chosen, media }, at)
    await appendAudit(tx, own.companyId, at, [
      {
        actor: writeActor(own.actor),
        actorName: own.actor.name,
        action: 'alerts.chosen',
        subjectKind: 'person',
        subjectId: own.userId,
        change: { media, quiet: chosen.quiet, digestAt: chosen.digestAt, unplacedDays: chosen.unplacedDays },
      },
    ])
  })
}

const codeForMs = 3_600_000

async function bot(shell: Shell, companyId: Id) {
  const company = await getSendingCompany(shell.database, companyId)
  const connection = await channelFor(shell, shell.database, company, 'telegram')
  if (connection === null) throw new Failure('alerts.no-telegram')
  return connection
}

/** Failure `alerts.no-telegram`, and what the vendor's answer means. */
export async function makeTelegramCode(
  shell: Shell,
  own: Own,
): Promise<{ readonly code: string; readonly until: Date; readonly bot: string; readonly url: string }> {
  const connection = await bot(shell, own.companyId)
  const { account } = await channelOf(shell, connection).test(channelContext(shell, connection))
  const at = shell.clock.now()
  const until = new Date(at.getTime() + codeForMs)
  const code = randomBytes(15).toString('base64url')
  await saveLinkCode(shell.database, own.companyId, own.userId, { text: code, until }, at)
  return { code, until, bot: account, url: `https://t.me/${account.replace(/^@/, '')}?start=${code}` }
}

/** Asks the bot for what has come. Failure `alerts.no-telegram`, and what the vendor's answer means. */
export const checkTelegram = async (shell: Shell, own: Own): Promise<number> => readNewsOf(shell, await bot(shell, own.companyId))

export const forgetTelegram = (shell: Shell, own: Own): Promise<void> =>
  unlinkTelegram(shell.database, own.companyId, own.userId, shell.clock.now())

/** A trial message to oneself, past quiet hours. Failure `alerts.no-address`. */
export async function tryAlert(shell: Shell, own: Own & { readonly medium: AlertMedium }): Promise<void> {
  const { companyId, userId, medium } = own
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const company = await getSendingCompany(tx, companyId)
    const person = (await findPeople(tx, [userId])).get(userId)
    const choices = await findAlertChoices(tx, companyId, userId)
    const address = person === undefined ? null : alertAddress(medium, { person, choices })
    if (person === undefined || address === null) throw new Failure('alerts.no-address', { medium })
    const content = await alertContent(shell, { company, alert: { topic: 'trial', facts: {} }, person, medium, address })
    const payload = { template: 'team-alert', topic: 'trial', userId, content } as { readonly template: string }
    const key = `alert:trial:${newId()}:${userId}:${medium}`
    await planMessage(tx, companyId, { key, customerId: null, payload, state: 'planned', reason: null, cause: 'alert' }, at)
  })
}
