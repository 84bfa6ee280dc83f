// Gathers what dunning decides on: the same facts when a message is planned and in the moment of sending.
import type { BankData } from '#domain/dunning/gates'
import type { UnplacedPayment } from '#domain/dunning/may-be-theirs'
import { longestNotice, type PolicyBook } from '#domain/dunning/policy-choice'
import type { TakenStep } from '#domain/dunning/reminder'
import { statementGaps } from '#domain/ledger/statement-gaps'
import type { Executor } from '#store/database'
import { bankData, listUnplaced } from '#store/dunning'
import { loadPolicyBook } from '#store/dunning/policies'
import type { ReminderRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { listSettlementChains } from '#store/statements'
import { addDays, type Day, dayOf, parseDay } from '#values/day'
import type { Id } from '#values/id'

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
  const since = addDays(today, -gapDays)
  for (const { account, statements } of await listSettlementChains(executor, companyId, since))
    if (statementGaps(statements).some((gap) => gap.to >= since)) return account
  return null
}

/** What the outbox says a message was about. */
export const stepsOf = (row: Pick<ReminderRow, 'payload'>): readonly TakenStep[] =>
  'steps' in row.payload && Array.isArray(row.payload.steps) ? (row.payload.steps as readonly TakenStep[]) : []

export const plannedOn = (row: Pick<ReminderRow, 'payload'>): Day | null =>
  'on' in row.payload && typeof row.payload.on === 'string' ? parseDay(row.payload.on) : null

export const mediumOf = (row: Pick<ReminderRow, 'payload'>): string =>
  'medium' in row.payload && typeof row.payload.medium === 'string' ? row.payload.medium : 'email'

/** Waits for its time or for a person, and no worker holds it. */
export const isPending = (row: ReminderRow, now: Date): boolean =>
  row.state === 'awaiting-approval' || (row.state === 'planned' && (row.lease_until === null || row.lease_until < now))

/** It left, or may have. */
export const went = (row: ReminderRow): boolean => row.state === 'sending' || row.state === 'done' || row.state === 'unknown'

/** Its steps are taken for good: it went, or a person has kept it back. */
export const isDealtWith = (row: ReminderRow): boolean => went(row) || (row.state === 'cancelled' && row.reason === 'person')
