// Gathers what dunning decides on: the same facts when a reminder is planned and in the moment of sending.
import type { BankData } from '#domain/dunning/gates'
import { mayBeTheirs, type UnplacedPayment } from '#domain/dunning/may-be-theirs'
import type { ReminderFacts, SentStep } from '#domain/dunning/reminder'
import { lockContact } from '#store/contacts'
import type { Executor, Tx } from '#store/database'
import { bankData, listOverdueInvoices, listUnapplied, listUnplaced, type NamedInvoice } from '#store/dunning'
import { listHolds } from '#store/holds'
import { countedStates, listReminders, type OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { type Day, dayOf, parseDay } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { mailAddresses } from './messages/mail-addresses.ts'

/** What is the same for all customers of a company at one moment. */
export type CompanyFacts = { readonly bank: BankData; readonly unplaced: readonly UnplacedPayment[]; readonly today: Day }

export async function companyFacts(executor: Executor, company: SendingCompany, now: Date): Promise<CompanyFacts> {
  const today = dayOf(now, company.timeZone)
  return { today, bank: await bankData(executor, company.companyId, now), unplaced: await listUnplaced(executor, company.companyId, today) }
}

export type DunnedCustomer = {
  readonly customerId: Id
  readonly name: string
  readonly addresses: readonly string[]
  readonly language: Language
}

export type CustomerCase = ReminderFacts & {
  readonly overdue: readonly NamedInvoice[]
  readonly customer: DunnedCustomer
  readonly latest: OutboxRow | null
}

/** What the outbox says a reminder was about. */
const stepsOf = (row: OutboxRow): readonly SentStep[] =>
  'steps' in row.payload && Array.isArray(row.payload.steps) ? (row.payload.steps as readonly SentStep[]) : []

const dayOfReminder = (row: OutboxRow): Day | null =>
  'on' in row.payload && typeof row.payload.on === 'string' ? parseDay(row.payload.on) : null

/** Locks the customer until the transaction ends, so that two schedulers decide one after the other; null when he is gone. */
export async function lockCustomerCase(tx: Tx, company: SendingCompany, facts: CompanyFacts, customerId: Id): Promise<CustomerCase | null> {
  const { companyId } = company
  const contact = await lockContact(tx, companyId, customerId)
  if (contact === null) return null
  const addresses = mailAddresses(contact.email)
  const overdue = await listOverdueInvoices(tx, companyId, customerId, facts.today)
  const reminders = await listReminders(tx, companyId, [customerId])
  const counted = reminders.filter((reminder) => countedStates.some((state) => state === reminder.state))
  const holds = await listHolds(tx, companyId, [customerId], facts.today)
  return {
    customer: { customerId, name: contact.name, addresses, language: contact.language ?? company.language },
    email: addresses[0] ?? null,
    overdue,
    holds,
    unapplied: await listUnapplied(tx, companyId, customerId),
    mayBeTheirs: mayBeTheirs(facts.unplaced, { id: customerId, name: contact.name }, overdue),
    bank: facts.bank,
    // A step that a person has kept back is dealt with too.
    sent: reminders.filter((row) => counted.includes(row) || (row.state === 'cancelled' && row.reason === 'person')).flatMap(stepsOf),
    lastReminderOn:
      counted
        .map(dayOfReminder)
        .filter((on) => on !== null)
        .sort()
        .at(-1) ?? null,
    latest: reminders[0] ?? null,
  }
}
