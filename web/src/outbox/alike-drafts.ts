// Messages that can be worded together: waiting reminders of one template, in one language, going by one way.
import type { OutboxRow } from './outbox-status.tsx'

export type Draft = OutboxRow & { readonly about: NonNullable<OutboxRow['about']> }

const isDraft = (row: OutboxRow): row is Draft => row.state === 'awaiting-approval' && row.about !== null

/** Null where one of them is something else. */
export function alikeDrafts(rows: readonly OutboxRow[]): readonly Draft[] | null {
  const drafts = rows.filter(isDraft)
  const templates = new Set(drafts.map(({ about: { draft } }) => `${draft.templateId} ${draft.language} ${draft.medium}`))
  return drafts.length === rows.length && templates.size === 1 ? drafts : null
}
