// Issues documents to a customer: an interest note with its number, a demand or confirmation of a balance on paper.
import { businessDayFrom } from '#domain/calendar/business-days'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { getCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { changeDocument, type DocumentKind, insertDocument, nextOrdinal } from '#store/documents'
import { listOwedInvoices } from '#store/dunning'
import { keepFile } from '#store/files'
import { getLetterSettings } from '#store/letter-settings'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { money } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import { templateTexts } from './messages/compose-message.ts'
import { loadMessageFacts } from './messages/load-message-facts.ts'
import type { MessageAbout } from './messages/message-about.ts'
import { type NoteWish, noteDraft } from './messages/note-draft.ts'
import { printedLetter } from './messages/written-message.ts'
import type { Shell } from './shell.ts'

export type By = { readonly companyId: Id; readonly actor: Actor }

export const auditDocument = (
  tx: Tx,
  by: By,
  at: Date,
  action: string,
  document: { readonly id: Id; readonly why?: string; readonly change: object },
): Promise<void> =>
  appendAudit(tx, by.companyId, at, [
    {
      actor: writeActor(by.actor),
      actorName: by.actor.name,
      action,
      subjectKind: 'document',
      subjectId: document.id,
      change: document.change,
      ...(document.why === undefined ? {} : { why: document.why }),
    },
  ])

/** `NO/7/2026` of `NO/{nr}/{rok}`. */
const numberOf = (pattern: string, ordinal: number, on: Day): string =>
  pattern.replaceAll('{nr}', String(ordinal)).replaceAll('{rok}', on.slice(0, 4)).replaceAll('{mm}', on.slice(5, 7))

/** An interest note: numbered, printed, kept with its figures. Failure `interest.*`, `compensation.rate-missing`: then there is no note and no number. */
export const issueNote = (shell: Shell, command: By & NoteWish & { readonly language?: Language }): Promise<Id> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId } = command
    const at = shell.clock.now()
    const company = await getSendingCompany(tx, companyId)
    const customer = await getCustomer(tx, companyId, command.customerId)
    const settings = await getLetterSettings(tx, companyId)
    const today = dayOf(at, company.timeZone)
    const series = settings.notePattern.includes('{mm}') ? today.slice(0, 7) : today.slice(0, 4)
    const ordinal = await nextOrdinal(tx, companyId, 'interest-note', series)
    const note = await noteDraft(tx, companyId, command)
    const { total, ...figures } = note
    const documentId = await insertDocument(tx, companyId, {
      kind: 'interest-note',
      number: numberOf(settings.notePattern, ordinal, today),
      series,
      ordinal,
      customerId: command.customerId,
      issuedOn: today,
      language: command.language ?? customer.language,
      amount: total,
      facts: { ...figures, payBy: businessDayFrom(addDays(today, settings.termDays)), until: command.until },
      by: { actor: writeActor(command.actor), name: command.actor.name, at },
    })
    await print(tx, shell, { company, customer, kind: 'interest-note', documentId, language: command.language ?? customer.language, today })
    await auditDocument(tx, command, at, 'document.issued', { id: documentId, change: { kind: 'interest-note', amount: total } })
    return documentId
  })

type Printing = {
  readonly company: MessageAbout['company']
  readonly customer: { readonly id: Id; readonly name: string }
  readonly kind: DocumentKind
  readonly documentId: Id
  readonly language: Language
  readonly today: Day
  readonly tone?: MessageAbout['tone']
  readonly invoices?: MessageAbout['invoices']
}

/** The PDF, made once and kept: what was handed out does not change when a template does. */
async function print(tx: Tx, shell: Shell, of: Printing): Promise<void> {
  const { companyId } = of.company
  const about: MessageAbout = {
    company: of.company,
    kind: of.kind,
    tone: of.tone ?? 'neutral',
    medium: 'letter',
    customerId: of.customer.id,
    customerName: of.customer.name,
    addresses: [],
    language: of.language,
    invoices: of.invoices ?? [],
    today: of.today,
    documentId: of.documentId,
  }
  const letter = await printedLetter(await loadMessageFacts(tx, shell, about, true), await templateTexts(tx, about))
  const fileId = await keepFile(tx, companyId, { ...letter, createdAt: shell.clock.now(), customerId: of.customer.id })
  await changeDocument(tx, companyId, of.documentId, { fileId })
}

export type PaperWish = {
  readonly customerId: Id
  readonly kind: Exclude<DocumentKind, 'interest-note'>
  readonly tone: MessageAbout['tone']
  /** The day of a balance; today for a demand. */
  readonly on?: Day | undefined
  readonly language?: Language | undefined
}

/** A demand, a confirmation of balance or a statement on paper, kept as it was handed out. Failure `interest.rate-missing`, `message.nothing-to-say`. */
export const issuePaper = (shell: Shell, command: By & PaperWish): Promise<Id> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, kind } = command
    const at = shell.clock.now()
    const company = await getSendingCompany(tx, companyId)
    const customer = await getCustomer(tx, companyId, command.customerId)
    const today = dayOf(at, company.timeZone)
    const demands = kind === 'demand' || kind === 'pre-court-demand'
    const invoices = demands ? await listOwedInvoices(tx, companyId, customer.id, today) : []
    if (demands && invoices.length === 0) throw new Failure('message.nothing-to-say', { kind })
    const series = today.slice(0, 4)
    const language = command.language ?? customer.language
    const currency = invoices[0]?.open.currency ?? (await getCompany(tx, companyId)).baseCurrency
    const documentId = await insertDocument(tx, companyId, {
      kind,
      number: null,
      series,
      ordinal: await nextOrdinal(tx, companyId, kind, series),
      customerId: customer.id,
      issuedOn: command.on ?? today,
      language,
      amount: money(
        invoices.reduce((sum, invoice) => (invoice.open.currency === currency ? sum + invoice.open.minor : sum), 0n),
        currency,
      ),
      facts: {
        invoices: invoices.map((invoice) => ({
          invoiceId: invoice.id,
          number: invoice.number,
          minor: invoice.open.minor,
          currency: invoice.open.currency,
        })),
      },
      by: { actor: writeActor(command.actor), name: command.actor.name, at },
    })
    await print(tx, shell, { company, customer, kind, documentId, language, today, tone: command.tone, invoices })
    await auditDocument(tx, command, at, 'document.issued', { id: documentId, change: { kind } })
    return documentId
  })
