// Takes back one decision, whole, by reversing entries.
import { livingEntries } from '#domain/ledger/entry'
import { undoPlan } from '#domain/ledger/undo-plan'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { findCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { listEntriesOfGroups, listEntriesOfInvoices, listEntriesOfPayments, type StoredEntry } from '#store/entries'
import { listInvoices } from '#store/invoices'
import { learn, unlearn } from '#store/learnt'
import { lockSubjects } from '#store/lock-subjects'
import { changeMatch, getMatch, type StoredMatch } from '#store/matches'
import { byHand, changePayment, listPayments } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { lessonsOf, lessonsOfPosting } from './lessons-of.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

/** A decision has at least one of the first; what a source said (issue, change, return, advance) is changed at the source. */
const decisive: readonly StoredEntry['kind'][] = [
  'allocation',
  'credit-allocation',
  'write-off',
  'refund',
  'bank-fee',
  'currency-difference',
  'overpayment-noted',
  'interest-paid',
  'compensation-paid',
  'refund-due',
]
/** While one of these stands, the payment is somebody's. */
const placing: ReadonlySet<StoredEntry['kind']> = new Set<StoredEntry['kind']>([
  'allocation',
  'interest-paid',
  'compensation-paid',
  'overpayment-noted',
])
const besides: readonly StoredEntry['kind'][] = ['settled-at-source', 'payment-received']

const isDecision = (group: readonly StoredEntry[]): boolean =>
  group.some((entry) => decisive.includes(entry.kind)) &&
  group.every((entry) => decisive.includes(entry.kind) || besides.includes(entry.kind))

/**
 * Reverses the group and forgets what it taught; answers the group of the reversal, by which it is done again.
 * Throws Failure `entry.not-found`, `entry.already-reversed`, `entry.has-later` (with the groups to undo first), `entry.not-undoable`, `period.locked`.
 */
export const undoAllocation = (shell: Shell, command: Undo): Promise<{ readonly groupId: Id }> =>
  inTransaction(shell.database, (tx) => undoGroup(tx, shell, command))

export type Undo = { readonly companyId: Id; readonly actor: Actor; readonly groupId: Id; readonly why?: string }

/** The same inside a transaction of the caller. */
export async function undoGroup(tx: Tx, shell: Shell, command: Undo): Promise<{ readonly groupId: Id }> {
  const { companyId, actor } = command
  const at = shell.clock.now()
  const { lockedUntil } = await getCompany(tx, companyId)
  const { group, entries } = await loadGroup(tx, companyId, command.groupId)
  if (group.length > 0 && !isDecision(group)) throw new Failure('entry.not-undoable')
  const plan = undoPlan(command.groupId, entries, lockedUntil, command.why ?? null)
  if (!plan.ok)
    throw new Failure(plan.code, {
      ...plan.facts,
      ...('dependents' in plan && plan.dependents !== undefined ? { groups: plan.dependents.join(' ') } : {}),
    })
  const undone = groupOf(plan.drafts)
  await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [undone] })
  const paymentIds = [...new Set(group.flatMap((entry) => entry.paymentId ?? []))]
  const isAgain = group.every((entry) => entry.reverses !== null)
  await (isAgain ? remember : forget)(tx, companyId, { group, paymentIds, by: writeActor(actor), at })
  await planEffects(tx, shell, {
    companyId,
    invoiceIds: group.flatMap((entry) => entry.invoiceId ?? []),
    paymentIds,
    cause: `undo:${command.groupId}`,
    at,
  })
  await appendAudit(tx, companyId, at, [
    {
      actor: writeActor(actor),
      actorName: actor.name,
      action: 'entries.undone',
      subjectKind: paymentIds[0] === undefined ? 'invoice' : 'payment',
      subjectId: paymentIds[0] ?? group[0]?.invoiceId ?? command.groupId,
      why: command.why ?? null,
      change: { groupId: command.groupId, undoneBy: undone.groupId },
    },
  ])
  return { groupId: undone.groupId }
}

/** The group, and every entry of what it touches, locked. */
export async function loadGroup(
  tx: Tx,
  companyId: Id,
  groupId: Id,
): Promise<{ readonly group: readonly StoredEntry[]; readonly entries: readonly StoredEntry[] }> {
  const touched = await listEntriesOfGroups(tx, companyId, [groupId])
  const subjects = {
    invoiceIds: [...new Set(touched.flatMap((entry) => entry.invoiceId ?? []))],
    paymentIds: [...new Set(touched.flatMap((entry) => entry.paymentId ?? []))],
  }
  await lockSubjects(tx, companyId, subjects)
  const entries = [
    ...(await listEntriesOfInvoices(tx, companyId, subjects.invoiceIds)),
    ...(await listEntriesOfPayments(tx, companyId, subjects.paymentIds)),
  ]
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { group: unique.filter((entry) => entry.groupId === groupId), entries: unique }
}

type Lesson = { readonly group: readonly StoredEntry[]; readonly paymentIds: readonly Id[]; readonly by: string; readonly at: Date }

const matchesOf = (tx: Tx, companyId: Id, { group }: Lesson): Promise<StoredMatch[]> =>
  Promise.all([...new Set(group.flatMap((entry) => entry.matchId ?? []))].map((matchId) => getMatch(tx, companyId, matchId)))

/** The match waits to be decided anew, what it taught is taken back, and a payment of which nothing is placed is nobody's again. */
async function forget(tx: Tx, companyId: Id, lesson: Lesson): Promise<void> {
  const matches = (await matchesOf(tx, companyId, lesson)).filter((match) => match.state === 'accepted' || match.state === 'posted')
  for (const match of matches) await changeMatch(tx, companyId, match.id, 'undone', lesson.by, lesson.at)
  const taughtBy = matches.some((match) => match.state === 'posted') ? lessonsOfPosting : lessonsOf
  const placed = new Set(
    livingEntries(await listEntriesOfPayments(tx, companyId, lesson.paymentIds)).flatMap((entry) =>
      placing.has(entry.kind) ? (entry.paymentId ?? []) : [],
    ),
  )
  for (const payment of await listPayments(tx, companyId, lesson.paymentIds)) {
    if (placed.has(payment.id) || payment.sourceKey === byHand) continue
    const customer = payment.customerId === null ? null : await findCustomer(tx, companyId, payment.customerId)
    await unlearn(tx, companyId, taughtBy(payment, customer), lesson.at)
    await changePayment(tx, companyId, payment.id, { customerId: null })
  }
}

/** An undone undo: the decision stands again with what it taught. */
async function remember(tx: Tx, companyId: Id, lesson: Lesson): Promise<void> {
  for (const match of await matchesOf(tx, companyId, lesson))
    if (match.state === 'undone') await changeMatch(tx, companyId, match.id, 'accepted', lesson.by, lesson.at)
  const [invoice] = await listInvoices(
    tx,
    companyId,
    lesson.group.flatMap((entry) => (entry.kind === 'allocation' ? (entry.invoiceId ?? []) : [])).slice(0, 1),
  )
  if (invoice === undefined) return
  const customer = await findCustomer(tx, companyId, invoice.customerId)
  for (const payment of await listPayments(tx, companyId, lesson.paymentIds)) {
    await learn(tx, companyId, lessonsOf(payment, customer), lesson.by, lesson.at)
    await changePayment(tx, companyId, payment.id, { customerId: invoice.customerId })
  }
}
