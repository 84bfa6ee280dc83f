// Messages that can be worded together: waiting reminders of one template, in one language, going by one way.
import type { OutboxRow } from './outbox-status.tsx'

export type Draft = OutboxRow & { readonly about: NonNullable<OutboxRow['about']> }

const isDraft = (row: OutboxRow): row is Draft => row.state === 'awaiting-approval' && row.about !== null

export const draftKey = ({ about: { draft } }: Draft): string => `${draft.templateId} ${draft.medium}`

/** The drafts among the rows by what they were written from, the most numerous first. */
export const alikeDrafts = (rows: readonly OutboxRow[]): readonly (readonly Draft[])[] =>
  [...Map.groupBy(rows.filter(isDraft), draftKey).values()].toSorted((a, b) => b.length - a.length)
