// What an error of SMSAPI means for one message.
import type { RefusalReason, SendOutcome } from '#ports/channel'
import { failureKind, type SmsapiError } from './api.ts'

/** This identifier was sent within the last day: the message has gone, its answer had been lost. */
const sentBefore = 53
const tooManyToOneNumber = 52

const refusals: Readonly<Record<number, RefusalReason>> = { 13: 'bad-address', 57: 'opted-out', 59: 'opted-out', 112: 'country' }

export function outcomeOfError({ code, message }: SmsapiError): SendOutcome {
  const detail = `${code} ${message}`.slice(0, 300)
  if (code === sentBefore) return { kind: 'accepted', externalId: null, detail }
  const refusal = refusals[code]
  if (refusal !== undefined) return { kind: 'refused', reason: refusal, detail }
  if (code === tooManyToOneNumber) return { kind: 'later', reason: 'rate-limited', detail, retryAfterMs: 120_000 }
  switch (failureKind(code)) {
    case 'auth-expired':
    case 'misconfigured':
      return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: null }
    case 'rate-limited':
      return { kind: 'later', reason: 'rate-limited', detail, retryAfterMs: null }
    case 'unavailable':
      return { kind: 'later', reason: 'unavailable', detail, retryAfterMs: null }
    default:
      // 14 the sender's name, 74, 76, 93, 94 links and templates of the account: a person must look; the rest is this text.
      return [14, 70, 74, 76, 93, 94].includes(code)
        ? { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: null }
        : { kind: 'refused', reason: 'content', detail }
  }
}
