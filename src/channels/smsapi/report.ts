// Delivery reports and answers that SMSAPI sends to the connection's own address: up to five reports in one call, lists with commas.
import type { ChannelNews, NewsReceipt } from '#ports/channel'
import type { WebhookRequest } from '#ports/connector'

const delivered = '404'
const dead: Readonly<Record<string, string>> = { '402': 'EXPIRED', '405': 'UNDELIVERED', '406': 'FAILED', '407': 'REJECTED' }
/** The number itself will never take a message; a phone that was off for two days may tomorrow. */
const permanent = ['407', '412']

const parts = (text: string | undefined): readonly string[] => (text ?? '').split(',').map((part) => part.trim())
const plus = (number: string): string => (number.startsWith('+') ? number : `+${number}`)

/** "STOP" and its like, alone or at the beginning. */
const saysStop = /^\s*(stop|wypisz|rezygnuj[eę]|unsubscribe|end|quit)\b/iu
const saysWrong = /pomy[lł]k|z[lł]y numer|nie ten numer|wrong (number|person)|nie jestem|nie pracuj/iu

function fieldsOf(request: WebhookRequest): Readonly<Record<string, string>> {
  const body = new TextDecoder().decode(request.body)
  return { ...request.query, ...Object.fromEntries(new URLSearchParams(body)) }
}

/** The reports are not signed: the address is the secret, and only messages that we have sent are believed. */
export function readReport(request: WebhookRequest): NewsReceipt {
  const fields = fieldsOf(request)
  if (fields['sms_text'] !== undefined && fields['sms_from'] !== undefined) return reply(fields)
  const ids = parts(fields['MsgId'])
  const states = parts(fields['status'])
  const handles = parts(fields['idx'])
  const numbers = parts(fields['to'])
  if (ids[0] === '' || states.length !== ids.length) return { ok: false, reason: 'malformed' }
  const news = ids.flatMap((id, at): ChannelNews[] => {
    const state = states[at] ?? ''
    const shared = {
      kind: 'delivery' as const,
      eventId: `${id}:${state}`,
      handle: handles[at] === undefined || handles[at] === '' ? null : handles[at],
      address: numbers[at] === undefined || numbers[at] === '' ? null : plus(numbers[at]),
    }
    if (state === delivered) return [{ ...shared, state: 'delivered', permanent: false, detail: `${state} DELIVERED` }]
    if (state === '412') return [{ ...shared, state: 'complained', permanent: true, detail: '412 STOP' }]
    const name = dead[state]
    return name === undefined ? [] : [{ ...shared, state: 'bounced', permanent: permanent.includes(state), detail: `${state} ${name}` }]
  })
  return { ok: true, news, answer: 'OK' }
}

function reply(fields: Readonly<Record<string, string>>): NewsReceipt {
  const text = fields['sms_text'] ?? ''
  const says = saysStop.test(text) ? 'stop' : saysWrong.test(text) ? 'wrong-person' : 'something'
  const news: ChannelNews = {
    kind: 'reply',
    eventId: `reply:${fields['MsgId'] ?? ''}:${fields['sms_from']}:${fields['sms_date'] ?? ''}`,
    handle: null,
    address: plus(fields['sms_from'] ?? ''),
    says,
    text: text.slice(0, 500),
  }
  return { ok: true, news: [news], answer: 'OK' }
}
