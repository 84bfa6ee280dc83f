// Takes a whole file back, as long as nobody has built on it: what it brought is gone from the books, its bytes stay.
import { livingEntries, reversalOf } from '#domain/ledger/entry'
import { openDay } from '#domain/ledger/period-lock'
import { undoPlan } from '#domain/ledger/undo-plan'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { type Company, getCompany } from '#store/companies'
import { inTransaction, type Tx } from '#store/database'
import { listEntriesOfInvoices, listEntriesOfPayments, type StoredEntry } from '#store/entries'
import { changeImport, type ImportState, listOverlappingImports, lockImport } from '#store/imports'
import { listInvoicesOfImport } from '#store/invoices'
import { lockSubjects } from '#store/lock-subjects'
import { listPaymentsOfImport } from '#store/payments'
import { removeImportedRows } from '#store/undone-imports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { readImport } from './import-file.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'
import { loadGroup } from './undo-allocation.ts'

/** Throws Failure `import.not-undoable` for a pull, `import.in-use` when somebody allocated or decided anything of it by hand, `period.locked`. */
export async function undoImport(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly importId: Id },
): Promise<void> {
  const { companyId, actor, importId } = command
  const isDone = await inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const undone = await lockImport(tx, companyId, importId)
    if (undone.state === 'undone') return false
    if (undone.connectionId !== null || !undoable.has(undone.state)) throw new Failure('import.not-undoable')
    const company = await getCompany(tx, companyId)
    const payments = await listPaymentsOfImport(tx, companyId, importId)
    const invoices = await listInvoicesOfImport(tx, companyId, importId)
    const subjects = { paymentIds: payments.map((payment) => payment.id), invoiceIds: invoices.map((invoice) => invoice.id) }
    await lockSubjects(tx, companyId, subjects)
    const touched = await undoDecisions(tx, { company, subjects, actor, at })
    await reverseRest(tx, { company, subjects, actor, at })
    await removeImportedRows(tx, companyId, importId, subjects)
    await changeImport(tx, companyId, importId, { state: 'undone', finishedAt: at })
    const stays = (id: Id): boolean => !subjects.invoiceIds.includes(id)
    await planEffects(tx, shell, {
      companyId,
      invoiceIds: touched.flatMap((entry) => entry.invoiceId ?? []).filter(stays),
      paymentIds: [],
      cause: `undo-import:${importId}`,
      at,
    })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'import.undone',
        subjectKind: 'import',
        subjectId: importId,
        change: { fileName: undone.fileName, payments: payments.length, invoices: invoices.length },
      },
    ])
    return true
  })
  // Lines and invoices that other files hold too came with this one: those files give them now.
  if (isDone)
    for (const other of await listOverlappingImports(shell.database, companyId))
      await readImport(shell, { companyId, actor, importId: other })
}

type Work = {
  readonly company: Company
  readonly subjects: { readonly paymentIds: readonly Id[]; readonly invoiceIds: readonly Id[] }
  readonly actor: Actor
  readonly at: Date
}

/** A file that waits for its mapping or could not be read is set aside: nothing came of it. */
const undoable: ReadonlySet<ImportState> = new Set<ImportState>(['read', 'mapping-needed', 'failed'])

const decisions: readonly StoredEntry['kind'][] = [
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
  'advance-deducted',
]

async function entriesOf(tx: Tx, { company, subjects }: Work): Promise<readonly StoredEntry[]> {
  const entries = [
    ...(await listEntriesOfInvoices(tx, company.id, subjects.invoiceIds)),
    ...(await listEntriesOfPayments(tx, company.id, subjects.paymentIds)),
  ]
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What the house decided by itself is reversed, the latest first; what a person decided stands in the way. */
async function undoDecisions(tx: Tx, work: Work): Promise<readonly StoredEntry[]> {
  const { company, actor, at } = work
  const standing = livingEntries(await entriesOf(tx, work)).filter((entry) => decisions.includes(entry.kind))
  const byHand = standing.find(
    (entry) => entry.actor.startsWith('person:') && entry.matchId === null && entry.why !== 'corrects' && entry.kind !== 'advance-deducted',
  )
  const accepted = standing.find((entry) => entry.actor.startsWith('person:') && entry.matchId !== null)
  if (byHand !== undefined || accepted !== undefined) throw new Failure('import.in-use')
  const written: StoredEntry[] = []
  for (const groupId of [...new Set(standing.map((entry) => entry.groupId))].reverse()) {
    const plan = undoPlan(groupId, (await loadGroup(tx, company.id, groupId)).entries, company.lockedUntil, 'import-undone')
    if (!plan.ok) throw new Failure('import.in-use')
    written.push(...(await appendEntries(tx, company.id, { actor: writeActor(actor), at, groups: [groupOf(plan.drafts)] })))
  }
  return written
}

/** Receipts, issues and what the source had settled: everything that still stands of these documents. */
async function reverseRest(tx: Tx, work: Work): Promise<void> {
  const standing = livingEntries(await entriesOf(tx, work))
  await appendEntries(tx, work.company.id, {
    actor: writeActor(work.actor),
    at: work.at,
    groups: [groupOf(standing.map((entry) => reversalOf(entry, openDay(entry.on, work.company.lockedUntil), 'import-undone')))],
  })
}
