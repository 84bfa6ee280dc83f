// Events to a system of the firm's own: a signed POST to an address that the firm names.
import { type ChannelContext, defineChannel, type OutgoingMessage } from '#ports/channel'
import { tellingFailures } from '#ports/http-outcome'
import { eventTypes, eventWords, settingOfEvent } from '#ports/outgoing-event'
import { flag, secret, url } from '#ports/settings'
import { eventBody } from './event.ts'
import { outcomeOfFailure } from './outcome.ts'
import { deliveryHeader, signatureHeader, signatureOf } from './signature.ts'

const answerWithinMs = 15_000

const liveSecrets = ({ settings }: ChannelContext): readonly string[] =>
  [settings['secret'], settings['previousSecret']].filter((value) => typeof value === 'string' && value !== '').map(String)

/** Signed anew at every call, so that an event that comes hours later is not too old; throws ConnectorFailure. */
async function deliver(context: ChannelContext, message: OutgoingMessage): Promise<number> {
  const body = eventBody(message)
  const { status } = await context.http.send({
    method: 'POST',
    url: String(context.settings['address'] ?? ''),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      [deliveryHeader]: message.key,
      [signatureHeader]: signatureOf(liveSecrets(context), context.clock.now(), body),
    },
    body,
    // The receiver knows an event that it has had by its id.
    repeatable: true,
    timeoutMs: answerWithinMs,
  })
  return status
}

async function test(context: ChannelContext): Promise<{ readonly account: string }> {
  const at = context.clock.now().toISOString()
  await deliver(context, { key: `ping/${at}`, to: [], subject: 'ping', text: 'ping', language: 'pl' })
  return { account: new URL(String(context.settings['address'])).host }
}

export default defineChannel({
  id: 'webhook',
  name: 'Webhook',
  carries: 'webhook',
  about: {
    pl: 'Wysyła podpisane zdarzenia pod adres własnego systemu firmy.',
    en: 'Sends signed events to the address of a system of your own.',
  },
  settings: {
    address: url('Adres odbiorcy', 'Address of the receiver'),
    secret: secret('Sekret podpisu', 'Signing secret', {
      hint: {
        pl: 'Losowy tekst, co najmniej 32 znaki; ten sam zna odbiorca.',
        en: 'Random text of 32 characters or more; the receiver knows the same one.',
      },
    }),
    previousSecret: secret('Poprzedni sekret', 'Previous secret', {
      optional: true,
      hint: {
        pl: 'Tylko na czas zmiany: zdarzenia są wtedy podpisane oboma sekretami.',
        en: 'Only while you change it: events are then signed with both secrets.',
      },
    }),
    ...Object.fromEntries(
      eventTypes.map((type) => [settingOfEvent(type), flag(eventWords[type].pl, eventWords[type].en, { initial: true, optional: true })]),
    ),
  },
  test,
  send: tellingFailures(
    async (context, message) => ({ kind: 'accepted', externalId: message.key, detail: String(await deliver(context, message)) }),
    outcomeOfFailure,
  ),
})
