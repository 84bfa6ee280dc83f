// Writes one message to a customer, exactly as it will go: the door for everything that plans or shows messages.
import type { Tx } from '#store/database'
import { getFile, keepFile } from '#store/files'
import { listInvoiceFiles } from '#store/invoice-files'
import { findOwnTemplate, placeOf, templateIdOf } from '#store/message-templates'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { MessageContent } from '../deliver/message-content.ts'
import { mostInvoiceFiles } from '../fetch-invoice-files.ts'
import type { Shell } from '../shell.ts'
import { loadMessageFacts } from './load-message-facts.ts'
import type { MessageAbout } from './message-about.ts'
import { readyTemplate, type TemplateTexts } from './ready-templates.ts'
import { headerText } from './render-message.ts'
import { type Enclosure, printedLetter, writtenMessage } from './written-message.ts'

/** The company's own text of the template that is asked for, or the ready one, with a person's words in place of its own. */
export async function templateTexts(
  tx: Tx,
  about: Pick<MessageAbout, 'company' | 'kind' | 'tone' | 'language' | 'templateId' | 'medium' | 'wording'>,
): Promise<TemplateTexts> {
  const usual = { kind: about.kind, tone: about.tone, language: about.language }
  const asked = typeof about.templateId === 'string' ? placeOf(about.templateId) : null
  // A template of another kind would say something else than what is due.
  const place = asked !== null && asked.kind === about.kind && asked.language === about.language ? asked : usual
  const own = await findOwnTemplate(tx, about.company.companyId, templateIdOf(place))
  const texts = own?.texts ?? readyTemplate(place.kind, place.tone, place.language)
  const { wording } = about
  if (wording === undefined) return texts
  return about.medium === 'sms' ? { ...texts, sms: wording.text } : { ...texts, subject: wording.subject, body: wording.text }
}

/** Throws Failure `message.*`, `template.*`, `interest.rate-missing` and the like, which withholds this one message. */
export async function composeMessage(tx: Tx, shell: Shell, about: MessageAbout): Promise<MessageContent> {
  const { companyId } = about.company
  const facts = await loadMessageFacts(tx, shell, about, false)
  const attaches = about.attachInvoices === true && about.medium === 'email'
  const { enclosures: invoices, left } = attaches ? await invoiceFiles(tx, companyId, about) : { enclosures: [], left: [] }
  const states = about.attachStatement === true && about.medium !== 'sms' && about.kind !== 'statement'
  const enclosures = states ? [await statementFile(tx, shell, about), ...invoices] : invoices
  const message = await writtenMessage(facts, await templateTexts(tx, about), enclosures)
  const attachments: MessageContent['attachments'] = []
  for (const { name, contentType, bytes, inlineId } of message.files) {
    const fileId = await keepFile(tx, companyId, { name, contentType, bytes, createdAt: shell.clock.now(), customerId: about.customerId })
    attachments.push({ fileId, name, contentType, size: bytes.byteLength, ...(inlineId === undefined ? {} : { inlineId }) })
  }
  const to = about.addresses.map((address, at) =>
    at === 0 && about.medium === 'email' ? { address, name: headerText(about.customerName) } : { address },
  )
  return {
    to,
    medium: about.medium,
    language: about.language,
    subject: message.subject,
    text: message.text,
    html: message.html,
    attachments,
    ...(left.length === 0 ? {} : { withoutFile: [...left] }),
    ...(message.parts === null ? {} : { parts: message.parts }),
  }
}

/** The statement of account on paper, as the customer would get it by itself. */
async function statementFile(tx: Tx, shell: Shell, about: MessageAbout): Promise<Enclosure> {
  const { wording: _, ...plain } = about
  const statement: MessageAbout = { ...plain, kind: 'statement', medium: 'letter', documentId: null, freeText: null, templateId: null }
  return printedLetter(await loadMessageFacts(tx, shell, statement, false), await templateTexts(tx, statement))
}

/** More than this in one mail is refused by many mailboxes. */
const mostBytes = 10 * 1_048_576

/** PDFs that the source gave of exactly these invoices of exactly this customer, as far as one mail carries them; `left`: numbers without one. */
async function invoiceFiles(
  tx: Tx,
  companyId: Id,
  about: MessageAbout,
): Promise<{ readonly enclosures: readonly Enclosure[]; readonly left: readonly string[] }> {
  const ids = about.invoices.map((invoice) => invoice.id)
  const enclosures: Enclosure[] = []
  const enclosed = new Set<Id>()
  let size = 0
  for (const { fileId, invoiceId } of (await listInvoiceFiles(tx, companyId, about.customerId, ids)).slice(0, mostInvoiceFiles)) {
    const file = await getFile(tx, companyId, fileId)
    if (file.customerId !== about.customerId) throw new Failure('document.foreign')
    if (size + file.bytes.byteLength > mostBytes) continue
    size += file.bytes.byteLength
    enclosed.add(invoiceId)
    enclosures.push({ name: file.name, contentType: file.contentType, bytes: file.bytes })
  }
  return { enclosures, left: about.invoices.filter((invoice) => !enclosed.has(invoice.id)).map((invoice) => invoice.number) }
}
