// What the reply of a mail server, or its silence, means for the message (RFC 5321 replies, RFC 3463 enhanced codes).
import type { SendOutcome } from '#ports/channel'

export type SmtpError = {
  readonly message: string
  readonly code?: string | undefined
  readonly originalCode?: string | undefined
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
}

const dayMs = 86_400_000

type Reason = Extract<SendOutcome, { kind: 'refused' | 'later' }>['reason']
const refused = (reason: Extract<SendOutcome, { kind: 'refused' }>['reason'], detail: string): SendOutcome => ({
  kind: 'refused',
  reason,
  detail,
})
const later = (
  reason: Extract<SendOutcome, { kind: 'later' }>['reason'],
  detail: string,
  retryAfterMs: number | null = null,
): SendOutcome => ({ kind: 'later', reason, detail, retryAfterMs })

function permanent(error: SmtpError, detail: string): SendOutcome {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(detail)
  const [subject, specific] = [Number(enhanced?.[1] ?? -1), Number(enhanced?.[2] ?? -1)]
  const at = error.command ?? ''
  // Gmail's "Daily user sending limit exceeded" ends by itself; it is not about the recipient.
  if ((subject === 4 && specific === 5) || /daily.*(limit|quota)/i.test(detail)) return later('rate-limited', detail, dayMs)
  if (subject === 2 && specific === 2) return refused('mailbox-full', detail)
  if (subject === 3 || subject === 6 || (subject === 2 && specific === 3)) return refused('content', detail)
  // 5.7.x is about us (SPF, DKIM, reputation), 5.1.7 and 5.1.8 about our own address: the customer's must not be struck off.
  if (subject === 7 || (subject === 1 && (specific === 7 || specific === 8)) || at === 'MAIL FROM') return refused('policy', detail)
  if (error.responseCode === 552) return refused('mailbox-full', detail)
  if (subject === 1 || (subject === 2 && specific === 1) || (subject === 4 && specific === 1) || at === 'RCPT TO')
    return refused('bad-address', detail)
  if (at === 'DATA') return refused('content', detail)
  return later('misconfigured', detail)
}

/** `bodyBegun` says that the server had begun to take the message: silence from then on tells nothing, and the message is not sent again by itself. */
export function outcomeOfError(error: SmtpError, bodyBegun: boolean): SendOutcome {
  const detail = (error.response ?? error.message).slice(0, 300)
  const code = error.responseCode ?? 0
  if (bodyBegun && (code === 0 || error.command !== 'DATA')) return { kind: 'unknown', detail }
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH' || [530, 534, 535, 538].includes(code))
    return code >= 400 && code < 500 ? later('unavailable', detail) : later('misconfigured', detail)
  if (code >= 500) return permanent(error, detail)
  if (code >= 400) {
    const reason: Reason = /\b4\.7\.\d|rate|too many|limit/i.test(detail) ? 'rate-limited' : 'unavailable'
    return later(reason, detail)
  }
  // The name may be unknown for a moment only; a private address stays refused until a person allows it or names another server.
  if (error.code === 'EGUARD') return later(/name-unresolved/.test(detail) ? 'unavailable' : 'misconfigured', detail)
  if (error.code === 'EENVELOPE') return refused('bad-address', detail)
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(error.originalCode ?? '') || error.code === 'ETLS'
  if (isCertificate || error.originalCode === 'ENOTFOUND' || (error.code === 'EDNS' && /ENOTFOUND/.test(error.message)))
    return later('misconfigured', detail)
  return later('unavailable', detail)
}
