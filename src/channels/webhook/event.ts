// The body of an outgoing webhook: one event as JSON, the same bytes for every attempt.
import type { OutgoingMessage } from '#ports/channel'

/** A message whose text is JSON (header `Content-Type: application/json`) carries it as `data`; any other as `text`. */
function contentOf({ text, headers }: OutgoingMessage): { readonly data: unknown } | { readonly text: string } {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type !== 'application/json') return { text }
  try {
    return { data: JSON.parse(text) as unknown }
  } catch {
    return { text }
  }
}

/** `id` is the message's key: a receiver that has seen it does nothing. No address of a person is in it. */
export function eventBody(message: OutgoingMessage): Uint8Array {
  const event = { id: message.key, event: message.subject ?? 'message', language: message.language, ...contentOf(message) }
  return new TextEncoder().encode(JSON.stringify(event))
}
