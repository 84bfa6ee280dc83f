// Gathers what a message is made of, in the transaction that plans, sends or shows it.
import { type BigDebt, bigWarningRefusals } from '#domain/big/big-gate'
import { businessDayFrom } from '#domain/calendar/business-days'
import { dayText } from '#domain/wording/day-text'
import { findConfirmation } from '#store/confirmable-payments'
import { getCustomerTerms } from '#store/customer-terms'
import { getCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import { getDocument, type IssuedDocument } from '#store/documents'
import { bankData } from '#store/dunning'
import { getFile } from '#store/files'
import { listHolds } from '#store/holds'
import { type LetterInvoice, listLetterInvoices, listOpenItems } from '#store/letter-facts'
import { getLetterSettings } from '#store/letter-settings'
import { PLN } from '#values/currency'
import { addDays, wallClock } from '#values/day'
import { Failure } from '#values/failure'
import { total } from '#values/money'
import { portalLink } from '../portal-link.ts'
import type { Shell } from '../shell.ts'
import { loadClaim } from './load-claim.ts'
import type { MessageAbout } from './message-about.ts'
import type { MessageFacts } from './message-facts.ts'
import { noteOf } from './note-facts.ts'

const claiming = new Set(['demand', 'pre-court-demand'])

/** Failure `interest.rate-missing`, `compensation.rate-missing` (nothing is demanded with a rate that nobody knows), `document.foreign`, `message.nothing-to-say`. */
export async function loadMessageFacts(tx: Tx, shell: Shell, about: MessageAbout, shown: boolean): Promise<MessageFacts> {
  const { company, kind, language, today } = about
  const { companyId } = company
  const [settings, record] = [await getLetterSettings(tx, companyId), await getCustomer(tx, companyId, about.customerId)]
  const terms = await getCustomerTerms(tx, companyId, { id: record.id, taxId: record.taxId })
  const known = await listLetterInvoices(
    tx,
    companyId,
    about.invoices.map((invoice) => invoice.id),
  )
  const invoices = about.invoices.map((invoice): LetterInvoice => {
    const facts = known.get(invoice.id)
    return facts === undefined
      ? { ...invoice, ksefNumber: null, issueOn: invoice.dueOn, total: invoice.open, payUrl: invoice.paymentUrl }
      : { ...facts, dueOn: invoice.dueOn, open: invoice.open, viewUrl: invoice.viewUrl, payToAccount: invoice.payToAccount }
  })
  const claim = claiming.has(kind)
    ? await loadClaim(tx, companyId, {
        invoiceIds: about.invoices.map((invoice) => invoice.id),
        settings,
        terms,
        until: today,
        withCompensation: true,
      })
    : null
  const holds = await listHolds(tx, companyId, [about.customerId], today)
  const big: BigDebt = {
    debtor: terms.debtor,
    total: invoices.every((invoice) => invoice.open.currency === PLN)
      ? total(
          invoices.map((invoice) => invoice.open),
          PLN,
        )
      : null,
    oldestDueOn: invoices.map((invoice) => invoice.dueOn).toSorted()[0] ?? null,
    disputed: holds.some((hold) => hold.kind === 'dispute'),
    bureau: settings.big,
    emailDemands: terms.emailDemands,
  }
  const document = await documentOf(tx, about)
  const balanceOn = document !== null && kind !== 'interest-note' ? document.issuedOn : today
  return {
    company,
    settings,
    logo: settings.logoFileId === null ? null : await getFile(tx, companyId, settings.logoFileId),
    customer: { id: record.id, name: about.customerName, taxId: record.taxId, address: record.address, terms },
    kind,
    tone: about.tone,
    medium: about.medium,
    language,
    today,
    payBy: businessDayFrom(addDays(today, settings.termDays)),
    invoices,
    claim,
    payment: kind === 'payment-confirmation' ? await paymentOf(tx, about) : null,
    note: kind === 'interest-note' && document !== null ? noteOf(document) : null,
    balance:
      kind === 'balance-confirmation' || kind === 'statement'
        ? { on: balanceOn, items: await listOpenItems(tx, companyId, about.customerId, balanceOn) }
        : null,
    bankAt: await bankTime(tx, shell, about),
    pageUrl: await pageOf(tx, shell, about, shown),
    big: claiming.has(kind) && bigWarningRefusals(big, about.medium, today).length === 0 ? settings.big : null,
    freeText: about.freeText ?? null,
    enclosed: [],
    translate: shell.translatorFor(language),
  }
}

/** The document that goes with the message; one of another customer is refused. */
async function documentOf(tx: Tx, about: MessageAbout): Promise<IssuedDocument | null> {
  const { documentId, kind } = about
  if (kind === 'payment-confirmation') return null
  if (documentId === undefined || documentId === null) {
    if (kind === 'interest-note') throw new Failure('message.nothing-to-say', { kind })
    return null
  }
  const document = await getDocument(tx, about.company.companyId, documentId)
  if (document.customerId !== about.customerId) throw new Failure('document.foreign')
  if (document.cancelledAt !== null) throw new Failure('document.cancelled')
  return document
}

async function paymentOf(tx: Tx, about: MessageAbout): Promise<MessageFacts['payment']> {
  const payment =
    typeof about.documentId === 'string' ? await findConfirmation(tx, about.company.companyId, about.documentId, about.customerId) : null
  if (payment === null) throw new Failure('message.nothing-to-say', { kind: about.kind })
  return payment
}

/** `19.11.2026, 11:42`: how fresh the news of payments is; null when one source was never read. */
async function bankTime(tx: Tx, shell: Shell, about: MessageAbout): Promise<string | null> {
  const now = shell.clock.now()
  const bank = await bankData(tx, about.company.companyId, now)
  if (bank === null || !Number.isFinite(bank.ageHours)) return null
  const { day, hour, minute } = wallClock(new Date(now.getTime() - bank.ageHours * 3_600_000), about.company.timeZone)
  return `${dayText(about.language, day)}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const isLocal = (url: string): boolean => /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(url)

/** A page that nobody outside can open is not named; a message that is only shown names none that would have to be made. */
async function pageOf(tx: Tx, shell: Shell, about: MessageAbout, shown: boolean): Promise<string | null> {
  if (isLocal(shell.publicUrl) && !about.company.demo) return null
  if (shown) return `${shell.publicUrl}/p/…`
  return portalLink(tx, shell, { companyId: about.company.companyId, customerId: about.customerId, at: shell.clock.now() })
}
