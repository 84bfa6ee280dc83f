// Follows the links between documents: corrections net against their parents, proformas and advances settle into what follows them.
import { creditNetting } from '#domain/ledger/credit-netting'
import type { Entry, EntryDraft } from '#domain/ledger/entry'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import type { PlannedInvoice } from '#domain/ledger/plan'
import { advancesInto, proformaInto } from '#domain/ledger/settle-into'
import { appendEntries, groupOf } from '#store/append-entries'
import type { Tx } from '#store/database'
import { listEntriesOfInvoices } from '#store/entries'
import { type Invoice, listInvoicesByNumber, listInvoicesBySource, listInvoicesCorrecting } from '#store/invoices'
import { lockSubjects } from '#store/lock-subjects'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { type Money, money } from '#values/money'
import type { Intake } from './intake.ts'

/** Settles what the links of these new documents say, whichever of two linked ones came first. Says whose balances changed. */
export async function settleLinkedInvoices(
  tx: Tx,
  intake: Intake,
  fresh: readonly Invoice[],
): Promise<{ readonly invoiceIds: readonly Id[]; readonly paymentIds: readonly Id[] }> {
  const { companyId, actor, at } = intake
  const [earliest] = fresh.map((invoice) => invoice.issueOn).sort()
  if (earliest === undefined) return { invoiceIds: [], paymentIds: [] }
  const waiting = await listInvoicesCorrecting(
    tx,
    companyId,
    fresh.flatMap((invoice) => [invoice.number, invoice.externalId]),
    earliest,
  )
  const children = [
    ...new Map([...fresh.filter((invoice) => invoice.corrects.length > 0), ...waiting].map((invoice) => [invoice.id, invoice])).values(),
  ].sort((a, b) => (a.issueOn === b.issueOn ? (a.id < b.id ? -1 : 1) : a.issueOn < b.issueOn ? -1 : 1))
  const parentsOf = await findParents(tx, intake, children)
  const written: Entry[] = []
  for (const child of children) {
    const parents = parentsOf(child)
    if (parents.length === 0 || child.cancelled) continue
    await lockSubjects(tx, companyId, { invoiceIds: [child.id, ...parents.map((parent) => parent.id)], paymentIds: [] })
    const entries = Map.groupBy(
      await listEntriesOfInvoices(tx, companyId, [child.id, ...parents.map((parent) => parent.id)]),
      (entry) => entry.invoiceId ?? '',
    )
    written.push(...(await appendEntries(tx, companyId, { actor, at, groups: linkGroups(intake, child, parents, entries).map(groupOf) })))
  }
  return {
    invoiceIds: [...new Set(written.flatMap((entry) => entry.invoiceId ?? []))],
    paymentIds: [...new Set(written.flatMap((entry) => entry.paymentId ?? []))],
  }
}

/** Parents by the source's id or by number; of several of one number the customer's own, then the latest before the child. */
async function findParents(tx: Tx, { companyId }: Intake, children: readonly Invoice[]): Promise<(child: Invoice) => readonly Invoice[]> {
  const references = [...new Set(children.flatMap((child) => child.corrects))]
  const numbered = Map.groupBy(
    await listInvoicesByNumber(tx, companyId, references.map(canonicalInvoiceNumber)),
    (invoice) => invoice.numberKey,
  )
  const sources = [...new Set(children.map((child) => child.sourceKey))]
  const sourced = new Map(
    (await Promise.all(sources.map((key) => listInvoicesBySource(tx, companyId, key, references))))
      .flat()
      .map((invoice) => [`${invoice.sourceKey}|${invoice.externalId}`, invoice]),
  )
  return (child) => {
    const found = child.corrects.flatMap((reference) => {
      const named = (numbered.get(canonicalInvoiceNumber(reference)) ?? [])
        .filter((invoice) => invoice.id !== child.id && invoice.issueOn <= child.issueOn)
        .sort(
          (a, b) =>
            Number(b.customerId === child.customerId) - Number(a.customerId === child.customerId) || (a.issueOn < b.issueOn ? 1 : -1),
        )
      return sourced.get(`${child.sourceKey}|${reference}`) ?? named[0] ?? []
    })
    return [
      ...new Map(found.filter((invoice) => invoice.id !== child.id && !invoice.cancelled).map((invoice) => [invoice.id, invoice])).values(),
    ]
  }
}

const linesGross = (invoice: Invoice): Money | null =>
  invoice.lines.length === 0 || invoice.lines.some((line) => line.gross === undefined)
    ? null
    : money(
        invoice.lines.reduce((sum, line) => sum + (line.gross?.minor ?? 0n), 0n),
        invoice.total.currency,
      )

/** The groups of entries that one document's links call for; none when they were written before. */
function linkGroups(
  intake: Intake,
  child: Invoice,
  parents: readonly Invoice[],
  entries: ReadonlyMap<Id, readonly Entry[]>,
): readonly (readonly EntryDraft[])[] {
  const { lockedUntil } = intake.company
  const planned = (invoice: Invoice): PlannedInvoice => {
    const own = entries.get(invoice.id) ?? []
    const issuedOn = own.find((entry) => entry.kind === 'invoice-issued')?.on ?? invoice.issueOn
    return { id: invoice.id, number: invoice.number, issuedOn, open: invoiceSums(own, invoice.total.currency).open }
  }
  if (child.total.minor < 0n)
    return [creditNetting(planned(child), parents.filter((parent) => parent.type !== 'proforma').map(planned), lockedUntil)]
  if (child.type === 'credit-note' || child.type === 'proforma') return []
  const advances =
    child.type !== 'final'
      ? []
      : advancesInto(
          { ...planned(child), total: child.total, linesGross: linesGross(child) },
          parents.filter((parent) => parent.type === 'advance'),
          lockedUntil,
        )
  // One proforma at a time would need the invoice's open amount anew; a second one is rare and settles with the next change.
  const proforma = parents.find((parent) => parent.type === 'proforma' && parent.total.currency === child.total.currency)
  const handed =
    proforma === undefined ? [] : proformaInto({ id: proforma.id, entries: entries.get(proforma.id) ?? [] }, planned(child), lockedUntil)
  return advances.length > 0 ? [...advances.map((entry) => [entry]), handed] : [handed]
}
