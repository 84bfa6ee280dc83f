// What a channel of messages must look like: SMTP, SMS, Slack and the like.
import type { Clock } from './clock.ts'
import type { Http } from './http.ts'
import type { SettingFields, SettingValues, Words } from './settings.ts'

export type Attachment = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array; readonly inlineId?: string }

/** A message ready to go. `key` is the idempotency key; an e-mail's Message-ID derives from it. */
export type OutgoingMessage = {
  readonly key: string
  readonly to: readonly { readonly address: string; readonly name?: string }[]
  readonly replyTo?: string
  readonly fromName?: string
  readonly subject?: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  readonly headers?: Readonly<Record<string, string>>
  readonly language: 'pl' | 'en'
}

/**
 * accepted: the other side has it. refused: it never will (reason code). later: nothing was handed over, try again.
 * unknown: it may or may not have been taken; never repeated blindly.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly externalId: string | null; readonly detail: string }
  | { readonly kind: 'refused'; readonly reason: 'bad-address' | 'mailbox-full' | 'policy' | 'content'; readonly detail: string }
  | {
      readonly kind: 'later'
      readonly reason: 'unavailable' | 'rate-limited' | 'misconfigured'
      readonly detail: string
      readonly retryAfterMs: number | null
    }
  | { readonly kind: 'unknown'; readonly detail: string }

export type ChannelContext = { readonly settings: SettingValues; readonly http: Http; readonly clock: Clock }

export type Channel = {
  readonly id: string
  readonly name: string
  readonly carries: 'email' | 'sms' | 'chat' | 'webhook'
  readonly about: Words
  readonly settings: SettingFields
  test(context: ChannelContext): Promise<{ readonly account: string }>
  send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome>
}

export const defineChannel = (channel: Channel): Channel => channel
