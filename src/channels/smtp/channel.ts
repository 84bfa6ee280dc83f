// E-mail by SMTP: the channel that every firm has.
import { type ChannelContext, defineChannel, type SendOutcome } from '#ports/channel'
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'
import { senderFields } from '#ports/mail/mail-fields'
import { buildMessage, wrongRecipients } from '#ports/mail/mail-message'
import { number, secret, text } from '#ports/settings'
import { converse } from './connection.ts'
import { outcomeOfError } from './outcome.ts'

const failureKinds: Readonly<Record<string, ConnectorFailureKind>> = {
  unavailable: 'unavailable',
  'rate-limited': 'rate-limited',
  misconfigured: 'misconfigured',
}

async function test(context: ChannelContext): Promise<{ readonly account: string }> {
  const { settings } = context
  const handed = await converse(context, null)
  if (handed.ok) return { account: `${String(settings['fromAddress'])} (${String(settings['host'])})` }
  const outcome = outcomeOfError(handed.error, false)
  const kind =
    handed.error.code === 'EAUTH' && outcome.kind === 'later' && outcome.reason === 'misconfigured'
      ? 'auth-expired'
      : (failureKinds[outcome.kind === 'later' ? outcome.reason : ''] ?? 'misconfigured')
  throw new ConnectorFailure(kind, { host: String(settings['host']), detail: outcome.detail })
}

export default defineChannel({
  id: 'smtp',
  name: 'E-mail (SMTP)',
  carries: 'email',
  about: { pl: 'Wysyła e-maile przez serwer pocztowy firmy.', en: 'Sends e-mail through the mail server of the firm.' },
  settings: {
    host: text('Serwer SMTP', 'SMTP server', { example: 'smtp.jantar.pl' }),
    port: number('Port', 'Port', { min: 1, max: 65535, initial: 587 }),
    security: {
      kind: 'choice',
      label: { pl: 'Szyfrowanie', en: 'Encryption' },
      initial: 'starttls',
      options: [
        { value: 'starttls', label: { pl: 'STARTTLS (zwykle port 587)', en: 'STARTTLS (usually port 587)' } },
        { value: 'tls', label: { pl: 'TLS od początku (zwykle port 465)', en: 'TLS from the start (usually port 465)' } },
        { value: 'none', label: { pl: 'Bez szyfrowania (tylko we własnej sieci)', en: 'None (inside your own network only)' } },
      ],
    },
    user: text('Użytkownik', 'User', { optional: true, example: 'faktury@jantar.pl' }),
    password: secret('Hasło', 'Password', {
      optional: true,
      hint: { pl: 'Przy Gmailu: hasło do aplikacji, nie hasło do konta.', en: 'With Gmail: an app password, not that of the account.' },
    }),
    ...senderFields,
  },
  test,
  async send(context, message): Promise<SendOutcome> {
    const { settings, clock } = context
    const wrong = wrongRecipients(message)
    if (wrong !== null) return wrong
    const built = await buildMessage(settings, message, clock.now())
    const handed = await converse(context, built)
    if (!handed.ok) return outcomeOfError(handed.error, handed.bodyBegun)
    const rejected = handed.rejected.length === 0 ? '' : ` (refused: ${handed.rejected.join(', ')})`
    return { kind: 'accepted', externalId: built.messageId, detail: `${handed.response}${rejected}`.slice(0, 300) }
  },
})
