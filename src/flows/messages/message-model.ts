// What a message says, before it becomes HTML and plain text: both are made of this, so their figures are the same.
import type { Language } from '#values/language'

export type MessageModel = {
  readonly language: Language
  readonly sender: { readonly name: string; readonly initial: string; readonly detail: string | null }
  readonly on: string
  readonly subject: string
  readonly title: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly table: MessageTable | null
  readonly box: readonly { readonly label: string; readonly value: string }[]
  readonly button: { readonly label: string; readonly url: string } | null
  readonly after: readonly string[]
  readonly closing: readonly string[]
  readonly footer: readonly string[]
}

/** The first column is on the left, the others on the right; `url` opens the row's document. */
export type MessageTable = {
  readonly heads: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly url: string | null }[]
  readonly totals: readonly { readonly label: string; readonly value: string }[]
}

export type RenderedMessage = { readonly subject: string; readonly text: string; readonly html: string }
