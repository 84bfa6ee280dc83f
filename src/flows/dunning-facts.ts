// Gathers what dunning decides on: the same facts when a message is planned and in the moment of sending.
import type { BankData } from '#domain/dunning/gates'
import { mayBeTheirs, type UnplacedPayment } from '#domain/dunning/may-be-theirs'
import { longestNotice, type PolicyBook, policyOf } from '#domain/dunning/policy-choice'
import { type ReminderFacts, sameSteps, type TakenStep } from '#domain/dunning/reminder'
import { listBankAccounts } from '#store/bank-accounts'
import { lockContact } from '#store/contacts'
import type { Executor, Tx } from '#store/database'
import { bankData, listOwedInvoices, listUnapplied, listUnplaced, type NamedInvoice } from '#store/dunning'
import { loadPolicyBook } from '#store/dunning/policies'
import { listTakenSteps } from '#store/dunning/taken-steps'
import { listHolds } from '#store/holds'
import { listReminders, type OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { addDays, type Day, dayOf, parseDay } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { gapsOfAccounts } from './gaps-of-accounts.ts'
import { reachOf } from './messages/reach.ts'

/** What is the same for all customers of a company at one moment. */
export type CompanyFacts = {
  readonly bank: BankData
  readonly unplaced: readonly UnplacedPayment[]
  readonly today: Day
  readonly book: PolicyBook
  /** Invoices due before this day are looked at: those past their term and those that a notice may announce. */
  readonly horizon: Day
}

/** A statement that is missing since longer keeps no reminder back: what was paid then would be known by other ways. */
const gapDays = 60

export async function companyFacts(executor: Executor, company: SendingCompany, now: Date): Promise<CompanyFacts> {
  const { companyId } = company
  const today = dayOf(now, company.timeZone)
  const book = await loadPolicyBook(executor, companyId)
  const bank = await bankData(executor, companyId, now)
  return {
    today,
    book,
    bank: bank === null ? null : { ...bank, missing: await accountWithGap(executor, companyId, today) },
    unplaced: await listUnplaced(executor, companyId, today),
    horizon: addDays(today, longestNotice([book.byDefault, ...book.policies].map(({ policy }) => policy)) + 1),
  }
}

async function accountWithGap(executor: Executor, companyId: Id, today: Day): Promise<string | null> {
  for (const account of (await listBankAccounts(executor, companyId)).filter((each) => each.kind === 'settlement')) {
    const gaps = await gapsOfAccounts(executor, companyId, [account.id])
    if (gaps.some((gap) => gap.to >= addDays(today, -gapDays))) return account.name ?? account.account
  }
  return null
}

export type DunnedCustomer = {
  readonly customerId: Id
  readonly name: string
  readonly language: Language
  readonly ownerUserId: string | null
}

export type CustomerCase = ReminderFacts & {
  readonly owed: readonly NamedInvoice[]
  readonly customer: DunnedCustomer
  readonly reminders: readonly OutboxRow[]
}

/** What the outbox says a message was about. */
export const stepsOf = (row: OutboxRow): readonly TakenStep[] =>
  'steps' in row.payload && Array.isArray(row.payload.steps) ? (row.payload.steps as readonly TakenStep[]) : []

export const plannedOn = (row: OutboxRow): Day | null =>
  'on' in row.payload && typeof row.payload.on === 'string' ? parseDay(row.payload.on) : null

export const mediumOf = (row: OutboxRow): string =>
  'medium' in row.payload && typeof row.payload.medium === 'string' ? row.payload.medium : 'email'

/** Waits for its time or for a person, and no worker holds it. */
export const isPending = (row: OutboxRow, now: Date): boolean =>
  row.state === 'awaiting-approval' || (row.state === 'planned' && (row.lease_until === null || row.lease_until < now))

const went = (row: OutboxRow): boolean => row.state === 'sending' || row.state === 'done' || row.state === 'unknown'
const isSame = (a: OutboxRow, b: OutboxRow): boolean => sameSteps(stepsOf(a), stepsOf(b))

/**
 * Locks the customer until the transaction ends, so that two schedulers decide one after the other; null when he is gone. With `sending`, the
 * facts are those against which that row is looked at again: what it and its like by other ways have taken does not count.
 */
export async function lockCustomerCase(
  tx: Tx,
  company: SendingCompany,
  facts: CompanyFacts,
  customerId: Id,
  at: { readonly now: Date; readonly sending?: OutboxRow; readonly role?: string | null },
): Promise<CustomerCase | null> {
  const { companyId } = company
  const contact = await lockContact(tx, companyId, customerId)
  if (contact === null) return null
  const owed = await listOwedInvoices(tx, companyId, customerId, facts.horizon)
  const reminders = await listReminders(tx, companyId, [customerId])
  const { sending } = at
  const others = reminders.filter((row) => row.outbox_id !== sending?.outbox_id)
  // A dry run goes on as if what it shows had gone, so that its days are those of live sending; what it shows today is written anew.
  const shown = (row: OutboxRow) =>
    company.sendingMode === 'dry-run' &&
    row.state === 'withheld' &&
    row.reason === 'dry-run' &&
    (plannedOn(row) ?? facts.today) < facts.today
  const stale = (row: OutboxRow) => isPending(row, at.now) && (plannedOn(row) ?? facts.today) < facts.today
  const counted = others.filter((row) =>
    sending === undefined
      ? went(row) || shown(row) || ((row.state === 'planned' || row.state === 'awaiting-approval') && !stale(row))
      : went(row) || shown(row),
  )
  const dealtWith = others.filter((row) => counted.includes(row) || (row.state === 'cancelled' && row.reason === 'person'))
  return {
    customer: {
      customerId,
      name: contact.name,
      language: contact.language ?? company.language,
      ownerUserId: contact.ownerUserId,
    },
    reach: await reachOf(tx, companyId, customerId, contact, at.role ?? null),
    owed,
    policyFor: (invoice) => policyOf(facts.book, { invoiceId: invoice.id, customerId, segment: contact.segment }),
    holds: await listHolds(tx, companyId, [customerId], facts.today),
    unapplied: await listUnapplied(tx, companyId, customerId),
    mayBeTheirs: mayBeTheirs(facts.unplaced, { id: customerId, name: contact.name }, owed, facts.today),
    bank: facts.bank,
    // A step that a person has kept back is dealt with too.
    taken: [
      ...dealtWith.filter((row) => sending === undefined || mediumOf(row) === mediumOf(sending)).flatMap(stepsOf),
      ...(sending === undefined ? await listTakenSteps(tx, companyId, customerId) : []),
    ],
    writtenOn: [
      ...new Set(
        counted
          .filter((row) => sending === undefined || !isSame(row, sending))
          .map((row) => (row.sent_at === null ? plannedOn(row) : dayOf(row.sent_at, company.timeZone)))
          .filter((on) => on !== null),
      ),
    ],
    reminders,
  }
}
