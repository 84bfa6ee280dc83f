// Demands that the house itself sent with the warning of an entry at the company's bureau: what it knows of each, for the person who counts on it.
import type { Executor } from '#store/database'
import { listSentDemands } from '#store/sent-demands'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { languages } from '#values/language'
import { messagePayload } from '../deliver/message-content.ts'
import type { Shell } from '../shell.ts'

export type SentWarning = {
  readonly outboxId: Id
  /** The day on which the mail was taken, or on which a person said that he had posted the letter. */
  readonly sentOn: Day
  readonly medium: 'email' | 'letter'
  /** Of a reminder its own invoices; null: everything that was due that day. */
  readonly invoiceIds: readonly Id[] | null
  readonly numbers: readonly string[]
  /** The mail came back: it reached nobody. */
  readonly returned: boolean
}

/** However lines and spaces fall. */
const plain = (text: string): string => text.replace(/\s+/g, ' ')

/** Only what says the warning word for word and names this bureau and its seat; a text that a person wrote otherwise is for him to judge. The newest first. */
export async function sentWarnings(
  executor: Executor,
  shell: Pick<Shell, 'translatorFor'>,
  of: {
    readonly companyId: Id
    readonly customerId: Id
    readonly bureau: { readonly name: string; readonly seat: string } | null
    readonly timeZone: string
  },
): Promise<readonly SentWarning[]> {
  const { companyId, customerId, bureau, timeZone } = of
  if (bureau === null) return []
  const warnings = languages.map((language) =>
    plain(shell.translatorFor(language)('messages.letter.bigWarning', { bureau: bureau.name, seat: bureau.seat })),
  )
  return (await listSentDemands(executor, companyId, customerId)).flatMap((row): SentWarning[] => {
    const payload = messagePayload(row)
    const { content } = payload
    if (content === undefined || (content.medium !== 'email' && content.medium !== 'letter')) return []
    const said = plain(content.text)
    if (!warnings.some((warning) => said.includes(warning))) return []
    const figures = payload.template === 'reminder' ? (payload.figures ?? null) : null
    return [
      {
        outboxId: row.outbox_id,
        sentOn: dayOf(row.sent_at, timeZone),
        medium: content.medium,
        invoiceIds: figures === null ? null : figures.map((figure) => figure.invoiceId),
        numbers: (figures ?? []).map((figure) => figure.number),
        returned: row.delivery === 'bounced',
      },
    ]
  })
}
