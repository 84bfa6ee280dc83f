// Gathers what dunning decides on about customers: of one, locked, in the moment of deciding or sending; of many at once, to see who is due.
import { mayBeTheirs } from '#domain/dunning/may-be-theirs'
import { type PolicyBook, policyOf } from '#domain/dunning/policy-choice'
import { type ReminderFacts, sameSteps, type TakenStep } from '#domain/dunning/reminder'
import { type Contact, listContacts, lockContact } from '#store/contacts'
import type { Executor, Tx } from '#store/database'
import { listOwedBy, listUnappliedOf, type NamedInvoice } from '#store/dunning'
import { listTakenSteps } from '#store/dunning/taken-steps'
import { listHolds } from '#store/holds'
import { listReminders, type OutboxRow, type ReminderRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { type CompanyFacts, isDealtWith, isPending, mediumOf, plannedOn, stepsOf, went } from './dunning-facts.ts'
import { type ReachOf, reachOfAll } from './messages/reach.ts'

export type DunnedCustomer = {
  readonly customerId: Id
  readonly name: string
  readonly language: Language
  readonly ownerUserId: string | null
}

export type CustomerCase = ReminderFacts & {
  readonly owed: readonly NamedInvoice[]
  readonly customer: DunnedCustomer
  readonly reminders: readonly ReminderRow[]
}

/** The row that is looked at again in the moment of sending: what it and its like by other ways have taken does not count. */
type Sending = Pick<OutboxRow, 'outbox_id' | 'payload'>
type At = { readonly now: Date; readonly sending?: Sending }

/** Locks the customer until the transaction ends, so that two schedulers decide one after the other; null when he is gone. */
export async function lockCustomerCase(
  tx: Tx,
  company: SendingCompany,
  facts: CompanyFacts,
  customerId: Id,
  at: At & { readonly role?: string | null },
): Promise<CustomerCase | null> {
  const contact = await lockContact(tx, company.companyId, customerId)
  if (contact === null) return null
  const roles = at.role === undefined ? rolesOf(facts.book) : at.role === null ? [] : [at.role]
  const reachOf = (await reachOfAll(tx, company.companyId, new Map([[customerId, contact]]), roles)).get(customerId)
  if (reachOf === undefined) return null
  const [found] = await casesOf(tx, company, facts, new Map([[customerId, { contact, reachOf }]]), at)
  return found ?? null
}

/** What stands now about these customers, nobody locked; those who are gone or merged are left out. */
export async function listCustomerCases(
  executor: Executor,
  company: SendingCompany,
  facts: CompanyFacts,
  customerIds: readonly Id[],
  now: Date,
): Promise<readonly CustomerCase[]> {
  const contacts = await listContacts(executor, company.companyId, customerIds)
  const reach = await reachOfAll(executor, company.companyId, contacts, rolesOf(facts.book))
  const known = [...contacts].flatMap(([customerId, contact]): [Id, Known][] => {
    const reachOf = reach.get(customerId)
    return reachOf === undefined ? [] : [[customerId, { contact, reachOf }]]
  })
  return casesOf(executor, company, facts, new Map(known), { now })
}

type Known = { readonly contact: Contact; readonly reachOf: ReachOf }

const rolesOf = (book: PolicyBook): readonly string[] =>
  [book.byDefault, ...book.policies].flatMap(({ policy }) => policy.steps.flatMap(({ recipients }) => recipients.role ?? []))

async function casesOf(
  executor: Executor,
  company: SendingCompany,
  facts: CompanyFacts,
  known: ReadonlyMap<Id, Known>,
  { now, sending, role }: At & { readonly role?: string | null },
): Promise<readonly CustomerCase[]> {
  const { companyId } = company
  const ids = [...known.keys()]
  const owed = await listOwedBy(executor, companyId, ids, facts.horizon)
  const reminders = Map.groupBy(await listReminders(executor, companyId, ids), (row) => row.customer_id)
  const holds = Map.groupBy(await listHolds(executor, companyId, ids, facts.today), (hold) => hold.customerId)
  const unapplied = await listUnappliedOf(executor, companyId, ids)
  // In the moment of sending a step that a person was given is none of the message's own.
  const given = sending === undefined ? await listTakenSteps(executor, companyId, ids) : []
  return [...known].map(([customerId, { contact, reachOf }]): CustomerCase => {
    const invoices = owed.get(customerId) ?? []
    const rows = reminders.get(customerId) ?? []
    return {
      customer: {
        customerId,
        name: contact.name,
        language: contact.language ?? company.language,
        ownerUserId: contact.ownerUserId,
      },
      reach: reachOf(role ?? null),
      reachOf,
      owed: invoices,
      policyFor: (invoice) => policyOf(facts.book, { invoiceId: invoice.id, customerId, segment: contact.segment }),
      holds: holds.get(customerId) ?? [],
      unapplied: unapplied.get(customerId) ?? [],
      mayBeTheirs: mayBeTheirs(facts.unplaced, { id: customerId, name: contact.name }, invoices, facts.today),
      bank: facts.bank,
      ...saidSoFar(company, facts, rows, { now, ...(sending === undefined ? {} : { sending }) }, given.filter(of(customerId))),
      reminders: rows,
    }
  })
}

const of = (customerId: Id) => (each: { readonly customerId: Id }) => each.customerId === customerId

/** Steps that are dealt with, and days on which the customer was or is about to be written to. */
function saidSoFar(
  company: SendingCompany,
  facts: CompanyFacts,
  reminders: readonly ReminderRow[],
  { now, sending }: At,
  given: readonly TakenStep[],
): Pick<ReminderFacts, 'taken' | 'writtenOn'> {
  const others = reminders.filter((row) => row.outbox_id !== sending?.outbox_id)
  const before = (row: ReminderRow) => (plannedOn(row) ?? facts.today) < facts.today
  // A dry run goes on as if what it shows had gone, so that its days are those of live sending; what it shows today is written anew.
  const shown = (row: ReminderRow) =>
    company.sendingMode === 'dry-run' && row.state === 'withheld' && row.reason === 'dry-run' && before(row)
  const waits = (row: ReminderRow) =>
    (row.state === 'planned' || row.state === 'awaiting-approval') && !(isPending(row, now) && before(row))
  const counted = others.filter((row) => went(row) || shown(row) || (sending === undefined && waits(row)))
  const dealtWith = others.filter((row) => counted.includes(row) || isDealtWith(row))
  return {
    taken: [...dealtWith.filter((row) => sending === undefined || mediumOf(row) === mediumOf(sending)).flatMap(stepsOf), ...given],
    writtenOn: [
      ...new Set(
        counted
          .filter((row) => sending === undefined || !sameSteps(stepsOf(row), stepsOf(sending)))
          .map((row) => (row.sent_at === null ? plannedOn(row) : dayOf(row.sent_at, company.timeZone)))
          .filter((on) => on !== null),
      ),
    ],
  }
}
