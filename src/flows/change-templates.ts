// A person changes a template, goes back to the ready one, looks at it with a customer's data, sends it to himself.
import { type Medium, messageKinds, tones } from '#domain/dunning/message-kind'
import { smsSize } from '#domain/wording/sms-text'
import { appendAudit } from '#store/audit'
import { getCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { keepFile } from '#store/files'
import { addTemplateVersion, findOwnTemplate, placeOf, type TemplatePlace, templateIdOf } from '#store/message-templates'
import { newId } from '#store/new-id'
import { planMessage } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import { Failure, type FailureFacts, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { languages } from '#values/language'
import { type Actor, writeActor } from './actor.ts'
import type { MessageFacts } from './messages/message-facts.ts'
import { readyTemplate, type TemplateTexts } from './messages/ready-templates.ts'
import { sampleFactsOf } from './messages/sample-about.ts'
import { parseTemplate } from './messages/template-language.ts'
import { type LintCode, templateLints } from './messages/template-lints.ts'
import { type Enclosure, printedLetter, type WrittenMessage, writtenMessage } from './messages/written-message.ts'
import type { Shell } from './shell.ts'

type By = { readonly companyId: Id; readonly actor: Actor; readonly templateId: string }

export const everyTemplate: readonly TemplatePlace[] = messageKinds.flatMap((kind) =>
  tones.flatMap((tone) => languages.map((language) => ({ kind, tone, language }))),
)

/** Failure `template.not-found`. */
export function templatePlace(templateId: string): TemplatePlace {
  const place = placeOf(templateId)
  if (place === null) throw new Failure('template.not-found')
  return place
}

/** Failure `template.*` for a text that is no template of ours, `template.outdated` when somebody else saved in between. */
export const saveTemplate = async (shell: Shell, command: By & { readonly texts: TemplateTexts; readonly seen: number }): Promise<void> => {
  const place = templatePlace(command.templateId)
  for (const source of Object.values(command.texts)) parseTemplate(place.language, source)
  return addVersion(shell, command, place, { texts: command.texts, ready: false, seen: command.seen })
}

/** Back to the text that comes with the house; the versions stay. */
export const resetTemplate = async (shell: Shell, command: By & { readonly seen: number }): Promise<void> => {
  const place = templatePlace(command.templateId)
  return addVersion(shell, command, place, {
    texts: readyTemplate(place.kind, place.tone, place.language),
    ready: true,
    seen: command.seen,
  })
}

const addVersion = (
  shell: Shell,
  { companyId, actor, templateId }: By,
  place: TemplatePlace,
  version: Parameters<typeof addTemplateVersion>[3],
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const added = await addTemplateVersion(tx, companyId, place, version, { actor: writeActor(actor), name: actor.name, at })
    if (!added) throw new Failure('template.outdated')
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: version.ready ? 'template.reset' : 'template.changed',
        subjectKind: 'template',
        subjectId: templateId,
        change: { version: version.seen + 1, subject: version.texts.subject },
      },
    ])
  })

export type PreviewWish = {
  readonly companyId: Id
  readonly templateId: string
  /** Not saved yet; null shows what holds now. */
  readonly texts: TemplateTexts | null
  readonly customerId: Id
  readonly medium: Medium
}

export type Preview = {
  readonly message: WrittenMessage | null
  readonly letter: Enclosure | null
  readonly sms: ReturnType<typeof smsSize> | null
  readonly lints: readonly LintCode[]
  /** Why the message would be kept back. */
  readonly failure: { readonly code: string; readonly facts: FailureFacts } | null
}

const nothing: Preview = { message: null, letter: null, sms: null, lints: [], failure: null }

/** What would go to this customer, or why it would not; nothing is stored. */
export const previewTemplate = (shell: Shell, wish: PreviewWish): Promise<Preview> =>
  inTransaction(shell.database, async (tx) => {
    try {
      const { facts, texts } = await gathered(tx, shell, wish)
      return await shownMessage(facts, texts)
    } catch (error) {
      if (!isFailure(error)) throw error
      return { ...nothing, failure: { code: error.code, facts: error.facts } }
    }
  })

/** A message as it would go with its warnings. Failure `message.*`, `template.*`. */
export async function shownMessage(facts: MessageFacts, texts: TemplateTexts): Promise<Preview> {
  if (facts.medium === 'letter') {
    const letter = await printedLetter(facts, texts)
    return { ...nothing, letter }
  }
  const message = await writtenMessage(facts, texts, [])
  return { ...nothing, message, sms: facts.medium === 'sms' ? smsSize(message.text) : null, lints: templateLints(facts, texts, message) }
}

async function gathered(tx: Tx, shell: Shell, wish: PreviewWish): Promise<{ readonly facts: MessageFacts; readonly texts: TemplateTexts }> {
  const place = templatePlace(wish.templateId)
  const company = await getSendingCompany(tx, wish.companyId)
  const customer = await getCustomer(tx, wish.companyId, wish.customerId)
  const facts = await sampleFactsOf(tx, shell, {
    company,
    place,
    medium: wish.medium,
    customer,
    today: dayOf(shell.clock.now(), company.timeZone),
  })
  const own = await findOwnTemplate(tx, wish.companyId, templateIdOf(place))
  return { facts, texts: wish.texts ?? own?.texts ?? readyTemplate(place.kind, place.tone, place.language) }
}

/** Sends the mail with a customer's data to the person who asks, to nobody else; the mode for customers does not hold it back. */
export const sendTemplateTest = (
  shell: Shell,
  wish: PreviewWish & { readonly to: { readonly address: string; readonly name: string } },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { facts, texts } = await gathered(tx, shell, { ...wish, medium: 'email' })
    const message = await writtenMessage(facts, texts, [])
    const attachments = []
    for (const { name, contentType, bytes, inlineId } of message.files) {
      const fileId = await keepFile(tx, wish.companyId, { name, contentType, bytes, createdAt: at })
      attachments.push({ fileId, name, contentType, size: bytes.byteLength, ...(inlineId === undefined ? {} : { inlineId }) })
    }
    const content = {
      medium: 'email',
      to: [wish.to],
      language: facts.language,
      subject: `[test] ${message.subject}`,
      text: message.text,
      html: message.html,
      attachments,
    }
    await planMessage(
      tx,
      wish.companyId,
      {
        key: `test-mail:${newId()}`,
        customerId: null,
        payload: { template: 'test-mail', templateId: wish.templateId, content } as { readonly template: string },
        state: 'planned',
        reason: null,
        cause: 'person',
      },
      at,
    )
  })
