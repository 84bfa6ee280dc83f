// E-mail by the Gmail API: for firms on Google Workspace that give no password to a program.
import * as z from 'zod'
import { type ChannelContext, defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import { tellingFailures } from '#ports/http-outcome'
import { mailboxFields, senderFields } from '#ports/mail/mail-fields'
import { buildMessage, wrongRecipients } from '#ports/mail/mail-message'
import { secret, text } from '#ports/settings'
import { call } from './api.ts'
import { lookUp, readNews } from './news.ts'

const profile = z.object({ emailAddress: z.string() })
const sent = z.object({ id: z.string() })
const mostBytes = 25 * 1024 * 1024

/** A consent to send alone may not read the profile: then the credentials are right all the same. */
async function test(context: ChannelContext): Promise<{ readonly account: string }> {
  try {
    const read = profile.safeParse((await call(context, { path: '/profile' })).json())
    if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'profile' })
    return { account: read.data.emailAddress }
  } catch (error) {
    if (error instanceof ConnectorFailure && error.facts['status'] === 403 && /insufficient/i.test(String(error.facts['detail'])))
      return { account: String(context.settings['fromAddress']) }
    throw error
  }
}

async function send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome> {
  const wrong = wrongRecipients(message)
  if (wrong !== null) return wrong
  const built = await buildMessage(context.settings, message, context.clock.now())
  if (built.bytes.byteLength > mostBytes) return { kind: 'refused', reason: 'content', detail: `${built.bytes.byteLength} bytes` }
  const response = await call(context, { path: '/messages/send', json: { raw: built.bytes.toString('base64url') } })
  const read = sent.safeParse(response.json())
  return read.success
    ? { kind: 'accepted', externalId: built.messageId, detail: `gmail ${read.data.id}` }
    : { kind: 'unknown', detail: 'answer without an id' }
}

export default defineChannel({
  id: 'gmail',
  name: 'Gmail',
  carries: 'email',
  about: {
    pl: 'Wysyła e-maile z konta Google i czyta z niego odbite wiadomości.',
    en: 'Sends e-mail from a Google account and reads from it what bounced.',
  },
  settings: {
    clientId: text('Identyfikator klienta OAuth', 'OAuth client id', {
      example: '1234.apps.googleusercontent.com',
      hint: { pl: 'Z własnego projektu w Google Cloud, typ „Internal”.', en: 'Of a project of your own in Google Cloud, type “Internal”.' },
    }),
    clientSecret: secret('Sekret klienta', 'Client secret'),
    refreshToken: secret('Token odświeżania', 'Refresh token', {
      hint: {
        pl: 'Zgoda z zakresem gmail.send, a do czytania odbitych także gmail.readonly.',
        en: 'Consent with the scope gmail.send, and gmail.readonly to read what bounced.',
      },
    }),
    ...senderFields,
    ...mailboxFields,
  },
  test,
  send: tellingFailures(send),
  lookUp,
  readNews,
})
