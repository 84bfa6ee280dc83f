// What a row of the outbox says: head for the list, the whole for reading it as it goes or went.
import { messagePayload } from '#flows/deliver/message-content'
import type { Id } from '#values/id'

type Row = { readonly payload: object; readonly outbox_id: Id; readonly kind: string }

export type MessageHead = { readonly template: string | null; readonly to: string | null; readonly subject: string | null }

/** A status that is written back has no text. */
const contentOf = (row: Row) => (row.kind === 'message' ? messagePayload(row).content : undefined)

export function messageHead(row: Row): MessageHead {
  const content = contentOf(row)
  return {
    template: row.kind === 'message' ? messagePayload(row).template : null,
    to: content?.to.map((each) => each.address).join(', ') ?? null,
    subject: content?.subject ?? null,
  }
}

/** Nothing while the message was not prepared yet: it is written from the ledger in the moment of sending. */
export function messageBody(row: Row) {
  const content = contentOf(row)
  return {
    text: content?.text ?? null,
    html: content?.html ?? null,
    attachments: (content?.attachments ?? []).map(({ name, contentType, size }) => ({ name, contentType, size })),
  }
}
