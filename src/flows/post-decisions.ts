// Writes what matching decided: every decision as a match, the posted ones as entries with their effects.
import { decisionPlan } from '#domain/ledger/decision-plan'
import type { EntryDraft } from '#domain/ledger/entry'
import type { Decision } from '#domain/matching/types'
import { appendEntries, type EntryGroup } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import type { Company } from '#store/companies'
import { listCustomers } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { learn } from '#store/learnt'
import { findLatestMatches, insertMatches, type StoredMatch, supersedeProposed } from '#store/matches'
import { newId } from '#store/new-id'
import { setPaymentCustomers } from '#store/payments'
import { safeJson } from '#store/safe-json'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import { lessonsOfPosting } from './lessons-of.ts'
import { claimed, type LoadedInvoice, type LoadedPayment, loadSubjects } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'
import { tellLargePayments } from './tell-payments.ts'

export type Posted = { readonly posted: number; readonly suggested: number; readonly undecided: number }

/** Decisions of one company in one transaction. One that the ledger has overtaken since is kept as a proposal and not posted. */
export async function postDecisions(shell: Shell, company: Company, actor: Actor, decisions: readonly Decision[]): Promise<Posted> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const wanted = decisions.filter((decision) => decision.outcome === 'posted' && decision.allocations.length > 0)
    const loaded = await loadSubjects(tx, company.id, {
      paymentIds: decisions.map((decision) => decision.paymentId),
      invoiceIds: [...new Set(wanted.flatMap((decision) => decision.allocations.map((allocation) => allocation.invoiceId)))],
    })
    await tellLargePayments(
      tx,
      shell,
      company,
      [...loaded.payments.values()].map(({ row }) => row),
    )
    const unplaced = decisions.filter((decision) => (loaded.payments.get(decision.paymentId)?.unapplied.minor ?? 0n) > 0n)
    const known = await findLatestMatches(
      tx,
      company.id,
      unplaced.map((decision) => decision.paymentId),
    )
    const posting = planAll(company, unplaced, loaded.payments, new Map(loaded.invoices))
    const matches = unplaced
      .map((decision): StoredMatch => {
        const posted = posting.get(decision)
        return {
          id: posted?.matchId ?? newId(),
          paymentId: decision.paymentId,
          decision,
          state: posted === undefined ? 'proposed' : 'posted',
          createdAt: at,
          decidedBy: posted === undefined ? null : writeActor(actor),
          decidedAt: posted === undefined ? null : at,
        }
      })
      .filter((match) => match.state === 'posted' || isNews(match, known.get(match.paymentId)))
    await supersedeProposed(
      tx,
      company.id,
      matches.map((match) => match.paymentId),
    )
    await insertMatches(tx, company.id, matches)
    await write(tx, shell, { company, actor, at, posting, payments: loaded.payments })
    const suggested = unplaced.filter((decision) => decision.outcome !== 'none').length - posting.size
    return { posted: posting.size, suggested, undecided: unplaced.length - posting.size - suggested }
  })
}

/** The same proposal again is none; one that a person rejected comes back only as something else. */
function isNews(match: StoredMatch, before: StoredMatch | undefined): boolean {
  if (before === undefined || (before.state !== 'proposed' && before.state !== 'rejected')) return true
  return JSON.stringify(JSON.parse(safeJson(before.decision)), sorted) !== JSON.stringify(JSON.parse(safeJson(match.decision)), sorted)
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

type Posting = { readonly matchId: Id; readonly group: EntryGroup; readonly customerId: Id | null }

/** Plans one decision after the other, each on what the earlier ones left open. */
function planAll(
  company: Company,
  decisions: readonly Decision[],
  payments: ReadonlyMap<Id, LoadedPayment>,
  invoices: Map<Id, LoadedInvoice>,
): ReadonlyMap<Decision, Posting> {
  const posting = new Map<Decision, Posting>()
  for (const decision of decisions) {
    const payment = payments.get(decision.paymentId)
    if (decision.outcome !== 'posted' || decision.allocations.length === 0 || payment === undefined) continue
    const matchId = newId()
    const claim = claimed(invoices, decision.allocations, company.lockedUntil)
    const plan = decisionPlan({ decided: decision, payment, invoices: claim.invoices, lockedUntil: company.lockedUntil, matchId })
    if (!plan.ok) continue
    const drafts = [...claim.drafts, ...plan.drafts]
    posting.set(decision, { matchId, group: { groupId: newId(), drafts }, customerId: decision.customerId ?? null })
    for (const [id, minor] of setAgainst(plan.drafts)) {
      const invoice = claim.invoices.get(id)
      // What the source had settled is spoken for now; a second claim in this batch waits for the next.
      if (invoice !== undefined)
        invoices.set(id, { ...invoice, atSource: 0n, open: money(invoice.open.minor - minor, invoice.open.currency) })
    }
  }
  return posting
}

function setAgainst(drafts: readonly EntryDraft[]): ReadonlyMap<Id, bigint> {
  const sums = new Map<Id, bigint>()
  for (const { kind, invoiceId, amount } of drafts)
    if (invoiceId !== null && kind !== 'overpayment-noted') sums.set(invoiceId, (sums.get(invoiceId) ?? 0n) + amount.minor)
  return sums
}

async function write(
  tx: Tx,
  shell: Shell,
  of: {
    readonly company: Company
    readonly actor: Actor
    readonly at: Date
    readonly posting: ReadonlyMap<Decision, Posting>
    readonly payments: ReadonlyMap<Id, LoadedPayment>
  },
): Promise<void> {
  const { company, actor, at, posting, payments } = of
  if (posting.size === 0) return
  const all = [...posting]
  const entries = await appendEntries(tx, company.id, { actor: writeActor(actor), at, groups: all.map(([, { group }]) => group) })
  await setPaymentCustomers(
    tx,
    company.id,
    all.flatMap(([{ paymentId }, { customerId }]) => (customerId === null ? [] : [{ paymentId, customerId }])),
  )
  const buyers = [...new Set(all.flatMap(([, { customerId }]) => customerId ?? []))]
  const customers = new Map((await listCustomers(tx, company.id, buyers)).map((customer) => [customer.id, customer]))
  await learn(
    tx,
    company.id,
    all.flatMap(([{ paymentId }, { customerId }]) => {
      const payment = payments.get(paymentId)?.row
      return payment === undefined || customerId === null ? [] : lessonsOfPosting(payment, customers.get(customerId) ?? null)
    }),
    writeActor(actor),
    at,
  )
  const invoiceIds = [...new Set(entries.flatMap((entry) => entry.invoiceId ?? []))]
  await planEffects(tx, shell, {
    companyId: company.id,
    invoiceIds,
    paymentIds: all.map(([{ paymentId }]) => paymentId),
    cause: 'matching',
    at,
  })
  await appendAudit(
    tx,
    company.id,
    at,
    all.map(([decision, { matchId, group }]) => ({
      actor: writeActor(actor),
      actorName: actor.name,
      action: 'match.posted',
      subjectKind: 'payment',
      subjectId: decision.paymentId,
      change: {
        matchId,
        groupId: group.groupId,
        kind: decision.kind,
        probability: decision.probability,
        allocations: decision.allocations,
      },
    })),
  )
}
