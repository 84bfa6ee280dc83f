// What a row of the outbox says: head for the list, the whole for reading it as it goes or went.
import { draftTemplate } from '#flows/deliver/draft-template'
import { messagePayload } from '#flows/deliver/message-content'
import { drawnHtml } from '#flows/messages/drawn-html'
import type { Shell } from '#flows/shell'
import { currency } from '#values/currency'
import { parseDay } from '#values/day'
import type { Id } from '#values/id'
import { add, money } from '#values/money'

type Row = { readonly payload: object; readonly outbox_id: Id; readonly kind: string }

type MessageHead = {
  readonly template: string | null
  readonly to: string | null
  readonly subject: string | null
  readonly about: ReturnType<typeof aboutOf>
}

/** Of a reminder or demand: the step, the invoices and the reasons that stand in its row. */
function aboutOf(row: Row) {
  const payload = row.kind === 'message' ? messagePayload(row) : null
  if (payload?.template !== 'reminder') return null
  const figures = (payload.figures ?? []).flatMap((figure) => {
    const dueOn = parseDay(figure.dueOn)
    return dueOn === null ? [] : [{ number: figure.number, dueOn, open: money(BigInt(figure.minor), currency(figure.currency)) }]
  })
  const { step } = payload
  return {
    kind: payload.kind,
    tone: payload.tone,
    medium: payload.medium,
    step: step === undefined ? null : { id: step.id, name: step.name, offsetDays: step.offsetDays },
    policy: payload.policyName,
    version: payload.version,
    on: parseDay(payload.on),
    figures,
    amounts: [...Map.groupBy(figures, (figure) => figure.open.currency).values()].flatMap((same) => {
      const [first, ...rest] = same
      return first === undefined ? [] : [rest.reduce((sum, each) => add(sum, each.open), first.open)]
    }),
    reasons: (payload.reasons ?? []).map(({ code, facts }) => ({ code, facts })),
    isEdited: payload.edited !== undefined,
    editedAt: payload.edited === undefined ? null : new Date(payload.edited.at),
    draft: draftTemplate(payload),
  }
}

function originalOf(row: Row) {
  const payload = row.kind === 'message' ? messagePayload(row) : null
  if (payload?.template !== 'reminder' || payload.edited === undefined) return null
  const { original, byName, at } = payload.edited
  return { ...original, editedBy: byName, editedAt: new Date(at) }
}

/** A status that is written back has no text. */
const contentOf = (row: Row) => (row.kind === 'message' ? messagePayload(row).content : undefined)

export function messageHead(row: Row): MessageHead {
  const content = contentOf(row)
  return {
    template: row.kind === 'message' ? messagePayload(row).template : null,
    to: content?.to.map((each) => each.address).join(', ') ?? null,
    subject: content?.subject ?? null,
    about: aboutOf(row),
  }
}

/** Nothing while the message was not prepared yet: it is written from the ledger in the moment of sending. */
export async function messageBody(shell: Shell, companyId: Id, row: Row) {
  const content = contentOf(row)
  const html = content === undefined ? '' : await drawnHtml(shell, companyId, content)
  return {
    text: content?.text ?? null,
    html: html === '' ? null : html,
    original: originalOf(row),
    withoutFile: content?.withoutFile ?? [],
    attachments: (content?.attachments ?? []).flatMap(({ name, contentType, size, inlineId }) =>
      inlineId === undefined ? [{ name, contentType, size }] : [],
    ),
  }
}
