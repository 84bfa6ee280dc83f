// What a message says, before it becomes HTML, plain text or paper: all are made of this, so their figures are the same.

import type { Language } from '#values/language'
import type { QrMatrix } from '#values/qr-code'

export type MessageModel = {
  readonly language: Language
  readonly sender: { readonly name: string; readonly initial: string; readonly detail: string | null; readonly logo?: string | null }
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
  /** Takes the place of greeting, paragraphs, table, box, button and after: parts in the order that a template gave them. */
  readonly blocks?: readonly MessageBlock[]
}

/** The first column is on the left, the others on the right; `url` opens the row's document. */
export type MessageTable = {
  readonly heads: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly url: string | null; readonly detail?: string | null }[]
  readonly totals: readonly { readonly label: string; readonly value: string }[]
}

export type PaymentCode = { readonly matrix: QrMatrix; readonly caption: string; readonly inlineId: string }

export type MessageBlock =
  | { readonly kind: 'text' | 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: MessageTable }
  | { readonly kind: 'sums'; readonly rows: readonly { readonly label: string; readonly value: string; readonly strong: boolean }[] }
  | {
      readonly kind: 'payment'
      readonly items: readonly { readonly label: string; readonly value: string }[]
      readonly button: { readonly label: string; readonly url: string } | null
      readonly code: PaymentCode | null
    }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'answers'; readonly lead: string; readonly links: readonly { readonly label: string; readonly url: string }[] }
  | { readonly kind: 'slip'; readonly title: string; readonly lines: readonly string[]; readonly sign: string }

export type RenderedMessage = { readonly subject: string; readonly text: string; readonly html: string }

/** The parts of a message in their order, also of one that has the fixed places. */
export function blocksOf(model: MessageModel): readonly MessageBlock[] {
  if (model.blocks !== undefined) return model.blocks
  return [
    ...[model.greeting, ...model.paragraphs].map((text) => ({ kind: 'text', text }) as const),
    ...(model.table === null ? [] : [{ kind: 'table', table: model.table } as const]),
    ...(model.box.length === 0 ? [] : [{ kind: 'payment', items: model.box, button: null, code: null } as const]),
    ...(model.button === null ? [] : [{ kind: 'button', ...model.button } as const]),
    ...model.after.map((text) => ({ kind: 'note', text }) as const),
  ]
}
