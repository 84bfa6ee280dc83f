// E-mail by Microsoft Graph: for firms on Microsoft 365, where passwords for SMTP are being switched off.
import { type ChannelContext, defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import { failureDetail, httpOutcome, tellingFailures } from '#ports/http-outcome'
import { mailboxFields, senderFields } from '#ports/mail/mail-fields'
import { buildMessage, wrongRecipients } from '#ports/mail/mail-message'
import { secret, text } from '#ports/settings'
import { call } from './api.ts'
import { lookUp, readNews } from './news.ts'

/** The whole request of sendMail; Base64 adds a third. */
const mostBytes = 4 * 1024 * 1024

/** Reading the inbox needs a right that sending does not: 403 there with a valid token still proves the application. */
async function test(context: ChannelContext): Promise<{ readonly account: string }> {
  const account = String(context.settings['fromAddress'])
  try {
    await call(context, { path: '/mailFolders/inbox/messages', query: { $top: '1', $select: 'id' } })
  } catch (error) {
    const sendsOnly = error instanceof ConnectorFailure && error.facts['status'] === 403 && context.settings['readMailbox'] !== true
    if (!sendsOnly) throw error
  }
  return { account }
}

function outcomeOf(failure: ConnectorFailure): SendOutcome {
  const detail = failureDetail(failure)
  if (/ErrorInvalidRecipients|ErrorInvalidSmtpAddress/.test(detail)) return { kind: 'refused', reason: 'bad-address', detail }
  if (/ErrorMessageSizeExceeded|RequestEntityTooLarge/.test(detail)) return { kind: 'refused', reason: 'content', detail }
  // The tenant may send no more for now; the recipient has nothing to do with it.
  if (/ErrorExceededMessageLimit|ErrorSendAsDenied|ErrorQuotaExceeded/.test(detail))
    return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: 3_600_000 }
  return httpOutcome(failure)
}

async function send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome> {
  const wrong = wrongRecipients(message)
  if (wrong !== null) return wrong
  const built = await buildMessage(context.settings, message, context.clock.now())
  const mime = built.bytes.toString('base64')
  if (mime.length > mostBytes) return { kind: 'refused', reason: 'content', detail: `${mime.length} bytes` }
  const response = await call(context, { path: '/sendMail', mime })
  return response.status === 202
    ? { kind: 'accepted', externalId: built.messageId, detail: `202 ${response.headers['request-id'] ?? ''}`.trim() }
    : { kind: 'unknown', detail: `answer ${response.status}` }
}

export default defineChannel({
  id: 'outlook',
  name: 'Outlook (Microsoft 365)',
  carries: 'email',
  about: {
    pl: 'Wysyła e-maile ze skrzynki Microsoft 365 i czyta z niej odbite wiadomości.',
    en: 'Sends e-mail from a mailbox of Microsoft 365 and reads from it what bounced.',
  },
  settings: {
    tenantId: text('Identyfikator dzierżawy', 'Tenant id', { pattern: '^[A-Za-z0-9.-]{4,}$', example: 'jantar.onmicrosoft.com' }),
    clientId: text('Identyfikator aplikacji', 'Application id', { example: '00000000-0000-0000-0000-000000000000' }),
    clientSecret: secret('Sekret klienta', 'Client secret', {
      hint: {
        pl: 'Wartość sekretu, nie jego identyfikator. Aplikacja potrzebuje uprawnienia Mail.Send, a do czytania odbitych Mail.Read.',
        en: 'The value of the secret, not its id. The application needs Mail.Send, and Mail.Read to read what bounced.',
      },
    }),
    ...senderFields,
    ...mailboxFields,
  },
  test,
  send: tellingFailures(send, outcomeOf),
  lookUp,
  readNews,
})
