// Mail of the installation to its own people: a new password, an invitation. Through the company's mail connection, or the installation's.
import type { ChannelContext, OutgoingMessage } from '#ports/channel'
import type { Translate } from '#ports/translate'
import { listConnections } from '#store/connections'
import { newId } from '#store/new-id'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { channelContext, channelOf } from './connector-context.ts'
import type { MessageModel } from './messages/message-model.ts'
import { headerText, linkOf, renderMessage } from './messages/render-message.ts'
import { sentencesOf } from './messages/sentence.ts'
import type { Shell } from './shell.ts'

type Facts = Readonly<Record<string, string | number>>

export type SystemMail = {
  /** Null for mail that concerns a person and no company. */
  readonly companyId: Id | null
  readonly template: 'password-reset' | 'invitation'
  readonly to: { readonly address: string; readonly name?: string }
  readonly language: Language
  /** password-reset: link, minutes · invitation: link, company, inviter, days. */
  readonly facts: Facts
}

/** True when a mail server has taken it; false when there is none or it refused. Nothing is kept: the link in it is a secret. */
export async function sendSystemMail(shell: Shell, mail: SystemMail): Promise<boolean> {
  const way = await wayOut(shell, mail.companyId)
  if (way === null || !(await shell.sendingAllowed())) return false
  const rendered = await renderMessage(systemModel(shell.translatorFor(mail.language), mail))
  const message: OutgoingMessage = {
    key: `system/${newId()}`,
    to: [{ address: mail.to.address, ...(mail.to.name === undefined ? {} : { name: headerText(mail.to.name) }) }],
    fromName: 'Skarbnik',
    language: mail.language,
    ...rendered,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
  }
  try {
    const outcome = await way.send(message)
    if (outcome.kind !== 'accepted')
      shell.log.warn({ template: mail.template, outcome: outcome.kind, detail: outcome.detail }, 'system mail not accepted')
    return outcome.kind === 'accepted'
  } catch (error) {
    shell.log.error({ template: mail.template, error: error instanceof Error ? error.message : String(error) }, 'system mail failed')
    return false
  }
}

type Way = { readonly send: (message: OutgoingMessage) => ReturnType<ReturnType<typeof channelOf>['send']> }

/** The mail connection of the company, else that of the installation; null when there is none. */
export async function wayOut(shell: Shell, companyId: Id | null): Promise<Way | null> {
  const own =
    companyId === null
      ? undefined
      : (await listConnections(shell.database, companyId, 'channel')).find(
          (connection) => connection.state !== 'off' && shell.shelves.channels.get(connection.pluginId)?.carries === 'email',
        )
  if (own !== undefined) return { send: (message) => channelOf(shell, own).send(channelContext(shell, own), message) }
  if (shell.systemMail === undefined) return null
  const { channel, settings, http } = shell.systemMail
  const context: ChannelContext = { settings, http, clock: shell.clock }
  return { send: (message) => channel.send(context, message) }
}

const words: Readonly<Record<SystemMail['template'], string>> = {
  'password-reset': 'reset',
  invitation: 'invitation',
}

/** What such a mail says. */
function systemModel(translate: Translate, mail: Pick<SystemMail, 'template' | 'language' | 'facts'>): MessageModel {
  const say = sentencesOf(translate)
  const key = `system.${words[mail.template]}`
  const url = linkOf(String(mail.facts['link'] ?? ''))
  return {
    language: mail.language,
    sender: { name: 'Skarbnik', initial: 'S', detail: null },
    on: '',
    subject: say(`${key}.subject`, mail.facts),
    title: say(`${key}.title`, mail.facts),
    greeting: say('greeting'),
    paragraphs: [say(`${key}.intro`, mail.facts)],
    table: null,
    box: [],
    button: url === null ? null : { label: say(`${key}.button`), url },
    after: [say(`${key}.ignore`)],
    closing: [],
    footer: [],
  }
}
