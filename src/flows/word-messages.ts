// Words waiting reminders anew: one as it stands, or several of one template at once with its variables, each shown before it is kept.
import { type AuditLine, appendAudit } from '#store/audit'
import { lockContact } from '#store/contacts'
import { inTransaction, type Tx, withoutTrace } from '#store/database'
import { customersOf, decideRow, lockOutboxRow, type OutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { Failure, type FailureFacts, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { draftTemplate } from './deliver/draft-template.ts'
import { type MessageContent, type MessagePayload, messagePayload } from './deliver/message-content.ts'
import { prepareMessage } from './deliver/prepare-message.ts'
import type { Prepared } from './deliver/prepared.ts'
import { writeAnew } from './deliver/write-anew.ts'
import { drawnHtml } from './messages/drawn-html.ts'
import { parseTemplate } from './messages/template-language.ts'
import type { Refused } from './outbox-decisions.ts'
import type { Shell } from './shell.ts'

export type Wording = { readonly subject: string; readonly text: string }
type By = { readonly companyId: Id; readonly actor: Actor }
type Reminder = Extract<MessagePayload, { template: 'reminder' }>
type Edited = NonNullable<Reminder['edited']>

/** Failure `outbox.not-waiting`, `outbox.not-editable`. */
function waitingReminder(row: OutboxRow): Reminder {
  if (row.kind !== 'message') throw new Failure('outbox.not-a-message', { outboxId: row.outbox_id })
  if (row.state !== 'awaiting-approval') throw new Failure('outbox.not-waiting', { state: row.state })
  const payload = messagePayload(row)
  if (payload.template !== 'reminder') throw new Failure('outbox.not-editable', { outboxId: row.outbox_id })
  return payload
}

const originalOf = ({ edited, content }: Reminder): Wording =>
  edited?.original ?? { subject: content?.subject ?? '', text: content?.text ?? '' }

const editedBy = (actor: Actor, wording: Wording, original: Wording, at: Date): Edited => ({
  ...wording,
  by: writeActor(actor),
  byName: actor.name ?? '',
  at: at.toISOString(),
  original,
})

/** The message as these words make it; null: as its template does. A former approval was of other words. */
async function prepareWorded(tx: Tx, shell: Shell, row: OutboxRow, payload: Reminder, edited: Edited | null): Promise<Prepared> {
  const { edited: _, approvedBy: __, ...plain } = payload
  const company = await getSendingCompany(tx, row.company_id)
  return prepareMessage(tx, shell, company, { ...row, payload: edited === null ? plain : { ...plain, edited } })
}

async function keepWorded(tx: Tx, row: OutboxRow, prepared: Prepared, at: Date): Promise<void> {
  await writeAnew(tx, row, prepared, at)
  if (prepared.kind === 'ready') await decideRow(tx, row, { state: 'awaiting-approval', reason: 'approval' }, at)
}

const audited = (actor: Actor, outboxId: Id, before: Wording, after: Wording): AuditLine => ({
  actor: writeActor(actor),
  actorName: actor.name,
  action: 'outbox.worded',
  subjectKind: 'outbox',
  subjectId: outboxId,
  change: { before: { subject: before.subject, text: before.text }, after: { subject: after.subject, text: after.text } },
})

/** Words a waiting message anew, or with null goes back to the template's words. Failure `outbox.not-waiting`, `outbox.not-editable`. */
export async function wordMessage(shell: Shell, command: By & { readonly outboxId: Id; readonly wording: Wording | null }): Promise<void> {
  const { companyId, actor, wording } = command
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const row = await lockOutboxRow(tx, companyId, command.outboxId)
    const payload = waitingReminder(row)
    const original = originalOf(payload)
    const edited = wording === null ? null : editedBy(actor, wording, original, at)
    await keepWorded(tx, row, await prepareWorded(tx, shell, row, payload, edited), at)
    await appendAudit(tx, companyId, at, [audited(actor, row.outbox_id, payload.edited ?? original, wording ?? original)])
  })
}

/** A message as the screen knew it: another wording given since is not written over. */
export type KnownDraft = { readonly outboxId: Id; readonly editedAt: Date | null }
export type DraftTemplate = ReturnType<typeof draftTemplate>

/**
 * Words several waiting messages of one template anew, with the template's variables; null takes the last such edit back, to what each said
 * before. All in one transaction; a message that meanwhile went, was worded by somebody else or cannot be written so stays as it is and is
 * told with its code. Failure `template.*` for words that are no template.
 */
export async function wordMessages(
  shell: Shell,
  command: By & { readonly template: DraftTemplate; readonly drafts: readonly KnownDraft[]; readonly wording: Wording | null },
): Promise<{ readonly done: number; readonly refused: readonly Refused[]; readonly editedAt: Date }> {
  const { companyId, actor, template, wording } = command
  if (wording !== null) for (const source of [wording.subject, wording.text]) parseTemplate(template.language, source)
  const at = shell.clock.now()
  const drafts = [...new Map(command.drafts.map((draft) => [draft.outboxId, draft])).values()]
  return inTransaction(shell.database, async (tx) => {
    // Customers first and in their order, as whoever plans and sends locks them.
    const customerIds = await customersOf(
      tx,
      companyId,
      drafts.map(({ outboxId }) => outboxId),
    )
    for (const customerId of customerIds) await lockContact(tx, companyId, customerId)
    const refused: Refused[] = []
    const audits: AuditLine[] = []
    for (const draft of drafts) {
      try {
        audits.push(await wordOne(tx, shell, { companyId, actor, template, draft, wording, at }))
      } catch (error) {
        if (!isFailure(error)) throw error
        refused.push({ outboxId: draft.outboxId, code: error.code })
      }
    }
    await appendAudit(tx, companyId, at, audits)
    return { done: audits.length, refused, editedAt: at }
  })
}

async function wordOne(
  tx: Tx,
  shell: Shell,
  about: By & {
    readonly template: DraftTemplate
    readonly draft: KnownDraft
    readonly wording: Wording | null
    readonly at: Date
  },
): Promise<AuditLine> {
  const { actor, draft, wording, at } = about
  const row = await lockOutboxRow(tx, about.companyId, draft.outboxId)
  const payload = waitingReminder(row)
  const { edited: known } = payload
  if (JSON.stringify(draftTemplate(payload)) !== JSON.stringify(about.template)) throw new Failure('outbox.other-template')
  if ((known?.at ?? null) !== (draft.editedAt?.toISOString() ?? null)) throw new Failure('outbox.worded-meanwhile')
  const original = originalOf(payload)
  const edited = wording === null ? (known?.before ?? null) : withVariables(actor, wording, original, known, at)
  const prepared = await prepareWorded(tx, shell, row, payload, edited)
  if (prepared.kind !== 'ready') throw new Failure('outbox.goes-no-more')
  await keepWorded(tx, row, prepared, at)
  return audited(actor, row.outbox_id, known ?? original, wording ?? edited ?? original)
}

function withVariables(actor: Actor, wording: Wording, original: Wording, known: Edited | undefined, at: Date): Edited {
  const { before: _, ...last } = known ?? {}
  return { ...editedBy(actor, wording, original, at), isTemplate: true, ...(known === undefined ? {} : { before: last as Edited }) }
}

export type WordedPreview = {
  readonly content: Pick<MessageContent, 'subject' | 'text' | 'attachments'> | null
  readonly html: string | null
  readonly failure: { readonly code: string; readonly facts: FailureFacts } | null
}

/** One message as these words of a template would make it; nothing is stored. Failure `outbox.not-waiting`, `outbox.not-editable`. */
export const previewWording = (shell: Shell, wish: By & { readonly outboxId: Id; readonly wording: Wording }): Promise<WordedPreview> =>
  withoutTrace(shell.database, async (tx) => {
    const row = await lockOutboxRow(tx, wish.companyId, wish.outboxId)
    return shownWorded(tx, shell, row, waitingReminder(row), wish)
  })

async function shownWorded(
  tx: Tx,
  shell: Shell,
  row: OutboxRow,
  payload: Reminder,
  { actor, wording }: { readonly actor: Actor; readonly wording: Wording },
): Promise<WordedPreview> {
  try {
    const edited = withVariables(actor, wording, originalOf(payload), payload.edited, shell.clock.now())
    const prepared = await prepareWorded(tx, shell, row, payload, edited)
    if (prepared.kind !== 'ready') throw new Failure('outbox.goes-no-more')
    const html = await drawnHtml({ database: tx }, row.company_id, prepared.content)
    return { content: prepared.content, html: html === '' ? null : html, failure: null }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { content: null, html: null, failure: { code: error.code, facts: error.facts } }
  }
}
