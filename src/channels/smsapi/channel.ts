// Text messages by SMSAPI: the Polish gateway, with an identifier of ours that it takes once a day and reports by.
import * as z from 'zod'
import { type ChannelContext, defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import { tellingFailures } from '#ports/http-outcome'
import { messageHandle } from '#ports/message-handle'
import { flag, secret, text, url } from '#ports/settings'
import { phoneNumber } from '#values/phone-number'
import { call, failureKind } from './api.ts'
import { outcomeOfError } from './outcome.ts'
import { readReport } from './report.ts'

const profile = z.object({ username: z.string(), points: z.union([z.number(), z.string()]).optional() })
const sent = z.object({ list: z.array(z.object({ id: z.string(), status: z.string() })).min(1) })

async function test(context: ChannelContext): Promise<{ readonly account: string }> {
  const said = await call(context, '/profile', null)
  if ('error' in said)
    throw new ConnectorFailure(failureKind(said.error.code) ?? 'misconfigured', { detail: `${said.error.code} ${said.error.message}` })
  const read = profile.safeParse(said.answer)
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/profile' })
  return { account: read.data.points === undefined ? read.data.username : `${read.data.username} (${read.data.points} pkt)` }
}

const allowed = (context: ChannelContext): readonly string[] => String(context.settings['countries'] ?? 'PL').split(/[,\s]+/)

async function send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome> {
  const [recipient, second] = message.to
  const number = recipient === undefined || second !== undefined ? null : phoneNumber(recipient.address)
  if (number === null) return { kind: 'refused', reason: 'bad-address', detail: 'not one phone number' }
  if (number.country === null || !allowed(context).includes(number.country))
    return { kind: 'refused', reason: 'country', detail: `country ${number.country ?? 'unknown'} not allowed` }
  const { settings, reportUrl } = context
  const said = await call(context, '/sms.do', [
    ['to', number.dialled.slice(1)],
    ['message', message.text],
    ['format', 'json'],
    ['encoding', 'utf-8'],
    ['idx', messageHandle(message.key)],
    ['check_idx', '1'],
    ['max_parts', '6'],
    ...(settings['plainLetters'] === false ? [] : [['normalize', '1'] as const]),
    ...(settings['sender'] === undefined ? [] : [['from', String(settings['sender'])] as const]),
    // The gateway reports to public addresses only; without reports a message stays sent and nothing more.
    ...(reportUrl?.startsWith('https://') === true ? [['notify_url', reportUrl] as const] : []),
    ...(settings['testOnly'] === true ? [['test', '1'] as const] : []),
  ])
  if ('error' in said) return outcomeOfError(said.error)
  const read = sent.safeParse(said.answer)
  const first = read.data?.list[0]
  return first === undefined
    ? { kind: 'unknown', detail: 'answer without a list' }
    : { kind: 'accepted', externalId: first.id, detail: first.status }
}

export default defineChannel({
  id: 'smsapi',
  name: 'SMSAPI',
  carries: 'sms',
  about: {
    pl: 'Wysyła SMS-y przez SMSAPI i odbiera raporty doręczenia oraz odpowiedzi.',
    en: 'Sends text messages through SMSAPI and takes delivery reports and answers.',
  },
  settings: {
    token: secret('Token API', 'API token', {
      hint: { pl: 'Panel SMSAPI → API → tokeny; uprawnienia: sms, profile.', en: 'SMSAPI panel → API → tokens; rights: sms, profile.' },
    }),
    sender: text('Nazwa nadawcy', 'Sender name', {
      optional: true,
      pattern: '^[A-Za-z0-9 .-]{1,11}$',
      example: 'JANTAR',
      hint: { pl: 'Musi być aktywna w panelu SMSAPI.', en: 'Has to be active in the panel of SMSAPI.' },
    }),
    countries: text('Dozwolone kraje', 'Countries allowed', {
      optional: true,
      pattern: '^[A-Z]{2}([, ]+[A-Z]{2})*$',
      example: 'PL, CZ, DE',
      hint: { pl: 'Kody krajów; bez nich tylko numery polskie.', en: 'Country codes; Polish numbers alone without them.' },
    }),
    plainLetters: flag('Bez polskich liter', 'Without Polish letters', {
      initial: true,
      optional: true,
      hint: {
        pl: 'Polskie litery skracają część SMS-a ze 160 do 70 znaków.',
        en: 'Polish letters shorten a part from 160 characters to 70.',
      },
    }),
    testOnly: flag('Tylko próba', 'Test only', {
      initial: false,
      optional: true,
      hint: { pl: 'SMSAPI sprawdza wiadomość i niczego nie wysyła.', en: 'SMSAPI checks the message and sends nothing.' },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: { pl: 'Zwykle https://api.smsapi.pl.', en: 'Usually https://api.smsapi.pl.' },
    }),
  },
  test,
  send: tellingFailures(send),
  receiveNews: (request) => readReport(request),
})
