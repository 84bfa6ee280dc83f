// What a channel of messages must look like: SMTP, SMS, Slack and the like.
import type { Clock } from './clock.ts'
import type { Cursor, WebhookRequest } from './connector.ts'
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

/** `opted-out`: the recipient has told the vendor that he wants no more. `country`: numbers of his country are not allowed. */
export type RefusalReason = 'bad-address' | 'mailbox-full' | 'policy' | 'content' | 'opted-out' | 'country'

/**
 * accepted: the other side has it. refused: it never will (reason code). later: nothing was handed over, try again.
 * unknown: it may or may not have been taken; never repeated blindly.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly externalId: string | null; readonly detail: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }
  | {
      readonly kind: 'later'
      readonly reason: 'unavailable' | 'rate-limited' | 'misconfigured'
      readonly detail: string
      readonly retryAfterMs: number | null
    }
  | { readonly kind: 'unknown'; readonly detail: string }

/** `reportUrl`: where the vendor sends what it has to report on this connection. */
export type ChannelContext = { readonly settings: SettingValues; readonly http: Http; readonly clock: Clock; readonly reportUrl?: string }

/** What a channel hears after a message was taken. The same news may come twice and in any order; `eventId` is the same each time. */
export type ChannelNews =
  | {
      readonly kind: 'delivery'
      readonly eventId: string
      /** The handle of the message, where the news names it. */
      readonly handle: string | null
      readonly address: string | null
      readonly state: 'delivered' | 'bounced' | 'complained'
      /** Of a bounce: the address is dead, or the message alone was not taken (a full box, a time out). */
      readonly permanent: boolean
      readonly detail: string
    }
  /** Somebody wrote back. */
  | {
      readonly kind: 'reply'
      readonly eventId: string
      readonly handle: string | null
      readonly address: string
      readonly says: 'stop' | 'wrong-person' | 'something'
      readonly text: string
    }
  /** A chat that shows whose it is by a code made for one person. */
  | { readonly kind: 'link'; readonly eventId: string; readonly code: string; readonly address: string; readonly name: string }

export type NewsReceipt =
  | { readonly ok: true; readonly news: readonly ChannelNews[]; readonly answer?: string }
  | { readonly ok: false; readonly reason: 'bad-signature' | 'too-old' | 'malformed' }

/** found: the other side has it. absent: it says that it has not. unclear: it cannot tell, or not yet. */
export type LookUpOutcome =
  | { readonly kind: 'found'; readonly externalId: string | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' }

export type Channel = {
  readonly id: string
  readonly name: string
  readonly carries: 'email' | 'sms' | 'chat' | 'webhook'
  readonly about: Words
  readonly settings: SettingFields
  test(context: ChannelContext): Promise<{ readonly account: string }>
  send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome>
  /** Asks the vendor what became of a message of unknown outcome; changes nothing there. Throws ConnectorFailure. */
  lookUp?(context: ChannelContext, message: { readonly key: string; readonly handle: string; readonly at: Date }): Promise<LookUpOutcome>
  /** Asks for what has come since `memory`. Throws ConnectorFailure. */
  readNews?(
    context: ChannelContext & { readonly memory: Cursor },
  ): Promise<{ readonly news: readonly ChannelNews[]; readonly memory: Cursor }>
  /** Takes what the vendor sends to the connection's own address; `answer` is the body that it waits for. */
  receiveNews?(request: WebhookRequest, context: Pick<ChannelContext, 'settings' | 'clock'>): NewsReceipt
}

export const defineChannel = (channel: Channel): Channel => channel
