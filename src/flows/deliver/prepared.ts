// What became of a message that was to be written: it is ready, waits, is kept back, or its cause is gone.
import type { Reason } from '#domain/dunning/gates'
import type { MessageContent, MessagePayload } from './message-content.ts'

export type Prepared =
  | {
      readonly kind: 'ready'
      readonly payload: MessagePayload
      readonly content: MessageContent
      /** A person lets it go in automatic mode too. */
      readonly forPerson?: boolean
      /** It may be read and approved now, and leaves no earlier than this. */
      readonly notBefore?: { readonly at: Date; readonly reason: 'window' | 'per-hour' } | null
    }
  | { readonly kind: 'later'; readonly until: Date; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'withheld'; readonly payload: MessagePayload; readonly reasons: readonly Reason[] }
