// Payments and the review queue.
import * as contract from '#contract/payments'
import { overtakenInvoices } from '#domain/ledger/overtaken'
import { candidatesOf } from '#domain/matching/candidates'
import type { Decision, Evidence } from '#domain/matching/types'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { markOutside } from '#flows/mark-outside'
import { rejectMatch } from '#flows/reject-match'
import type { Shell } from '#flows/shell'
import { snoozePayment } from '#flows/snooze-payment'
import { undoAllocation } from '#flows/undo-allocation'
import { keptSums } from '#store/views/kept-sums'
import { latestMatch, type MatchView } from '#store/views/latest-match'
import { findPayerPanel, findPaymentFacts, listAllocations, listParts, namesOf, numbersOf } from '#store/views/payment-detail'
import { findPaymentRow, listPaymentRows, type PaymentListRow, sumPaymentRows } from '#store/views/payment-list'
import { listPaymentNotes } from '#store/views/payment-notes'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { subtract } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { todayOf } from './today.ts'

type Status = (typeof contract.paymentStatuses)[number]
type Source = 'bank' | 'gateway' | 'cash' | 'netting' | 'other'

export const paymentRowView = (row: PaymentListRow) => ({ ...row, status: row.status as Status, source: row.source as Source })

const evidenceView = (evidence: Evidence) => ({
  kind: evidence.kind,
  weight: evidence.weight,
  because: evidence.because,
  facts: evidence.facts,
  invoiceId: evidence.invoiceId ?? null,
  span: evidence.span ?? null,
})

/** The weightiest reason against tells why nobody posted it by itself. */
function whyNotAutomatic(decision: Decision): string | null {
  if (decision.outcome !== 'suggested') return null
  const [heaviest] = decision.against.toSorted((a, b) => a.weight - b.weight)
  return heaviest?.because ?? null
}

export async function matchView(shell: Shell, companyId: Id, match: MatchView) {
  const candidates = candidatesOf(match.decision)
  const numbers = await numbersOf(
    shell.database,
    companyId,
    candidates.flatMap((each) => each.allocations.map((allocation) => allocation.invoiceId)),
  )
  const names = await namesOf(
    shell.database,
    companyId,
    candidates.flatMap((each) => (each.customerId === '' ? [] : each.customerId)),
  )
  return {
    matchId: match.id,
    state: match.state,
    outcome: match.decision.outcome,
    whyNotAutomatic: whyNotAutomatic(match.decision),
    marks: match.decision.marks.map((mark) => ({ ...mark })),
    candidates: candidates.map((each) => ({
      customerId: each.customerId === '' ? null : each.customerId,
      customerName: names.get(each.customerId) ?? null,
      kind: each.kind,
      unapplied: each.unapplied,
      overtaken: match.state === 'proposed' ? overtakenInvoices(each.allocations, numbers).map((id) => numbers.get(id)?.number ?? '–') : [],
      probability: each.probability,
      allocations: each.allocations.flatMap((allocation) => {
        const invoice = numbers.get(allocation.invoiceId)
        return invoice === undefined
          ? []
          : [
              {
                invoiceId: allocation.invoiceId,
                number: invoice.number,
                dueOn: invoice.dueOn,
                openBefore: invoice.open,
                amount: allocation.amount,
                openAfter: subtract(invoice.open, allocation.amount),
              },
            ]
      }),
      evidence: each.evidence.map(evidenceView),
      against: each.against.map(evidenceView),
    })),
  }
}

async function paymentView(shell: Shell, company: CompanyAccess, paymentId: Id) {
  const { database } = shell
  const { companyId } = company
  const row = await findPaymentRow(database, companyId, paymentId, company.ownerUserId)
  const facts = await findPaymentFacts(database, companyId, paymentId)
  if (row === null || facts === null) throw new Failure('payment.not-found')
  const match = await latestMatch(database, companyId, paymentId)
  const allocations = await listAllocations(database, companyId, paymentId)
  return {
    ...paymentRowView(row),
    ...facts,
    match: match === null ? null : await matchView(shell, companyId, match),
    allocations: allocations.map(({ entry, number }) => ({
      groupId: entry.groupId,
      invoiceId: entry.invoiceId ?? '',
      number,
      amount: entry.amount,
      on: entry.on,
      actor: entry.actor,
      recordedAt: entry.recordedAt,
      undoable: true,
    })),
    parts: (await listParts(database, companyId, paymentId)).map(({ groupId, kind, amount, paymentAmount, why, on, actor }) => ({
      groupId,
      kind,
      amount: paymentAmount ?? amount,
      reference: why,
      on,
      actor,
    })),
    notes: await listPaymentNotes(database, companyId, paymentId),
    customer: row.customerId === null ? null : await panelView(shell, companyId, row),
  }
}

async function panelView(shell: Shell, companyId: Id, row: PaymentListRow) {
  const panel =
    row.customerId === null
      ? null
      : await findPayerPanel(shell.database, companyId, row.customerId, row.amount.currency, await todayOf(shell, companyId))
  return panel === null ? null : { ...panel, openInvoices: [...panel.openInvoices], lastPayments: [...panel.lastPayments] }
}

/** The proposal a person saw must still be the one there is. Failure `match.outdated`. */
async function requireLatest(shell: Shell, companyId: Id, paymentId: Id, matchId: Id): Promise<void> {
  const latest = await latestMatch(shell.database, companyId, paymentId)
  if (latest?.id !== matchId) throw new Failure('match.outdated')
}

/** Refuses a payment of another company, or of a customer that is not the caller's. */
export async function requireVisible(shell: Shell, company: CompanyAccess, paymentId: Id): Promise<void> {
  if ((await findPaymentRow(shell.database, company.companyId, paymentId, company.ownerUserId)) === null)
    throw new Failure('payment.not-found')
}

export async function decided(shell: Shell, company: CompanyAccess, paymentId: Id, undoGroupId: Id | null) {
  return { payment: await paymentView(shell, company, paymentId), undoGroupId }
}

export const paymentRoutes = [
  implement(contract.listPayments, async ({ shell, company, input }) => {
    const { after, limit, order, ...filter } = input.query
    const scope = { ...filter, ownerUserId: company.ownerUserId }
    const today = await todayOf(shell, company.companyId)
    const { database } = shell
    const { companyId } = company
    const summed = async () => {
      const keep = await keptSums(database, companyId)
      return keep('all', ['payments', scope, today], () => sumPaymentRows(database, companyId, scope, today))
    }
    const [page, sums] = await Promise.all([
      listPaymentRows(database, companyId, { filter: scope, order, after, limit, today }),
      after === undefined ? summed() : null,
    ])
    return { rows: page.rows.map(paymentRowView), next: page.next, total: sums?.total ?? null, sums: sums?.sums ?? [] }
  }),
  implement(contract.readPayment, ({ shell, company, input }) => paymentView(shell, company, input.params.paymentId)),
  implement(contract.acceptMatch, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    const { groupId } = await acceptMatch(shell, { companyId: company.companyId, actor, paymentId, ...input.body })
    return decided(shell, company, paymentId, groupId)
  }),
  implement(contract.rejectMatch, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    await requireLatest(shell, company.companyId, paymentId, input.body.matchId)
    await rejectMatch(shell, { companyId: company.companyId, actor, matchId: input.body.matchId })
    return decided(shell, company, paymentId, null)
  }),
  implement(contract.allocateByHand, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    const { groupId } = await allocateByHand(shell, { companyId: company.companyId, actor, paymentId, ...given(input.body) })
    return decided(shell, company, paymentId, groupId)
  }),
  implement(contract.undoAllocation, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    const { groupId, why } = input.body
    await undoAllocation(shell, { companyId: company.companyId, actor, groupId, ...(why === undefined ? {} : { why }) })
    return decided(shell, company, paymentId, null)
  }),
  implement(contract.markOutside, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    await markOutside(shell, { companyId: company.companyId, actor, paymentId, reason: input.body.reason })
    return decided(shell, company, paymentId, null)
  }),
  implement(contract.snoozePayment, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    await snoozePayment(shell, { companyId: company.companyId, actor, paymentId, until: input.body.until })
    return {}
  }),
]
