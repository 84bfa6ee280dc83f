// Decisions of the review beside accepting one: many at once, with all that hangs on it, the rest of a payment, notes.
import * as bulk from '#contract/bulk-review'
import * as contract from '#contract/payment-decisions'
import { acceptMatches, type BulkOutcome, undoMany } from '#flows/accept-matches'
import { keepPayment } from '#flows/keep-payment'
import { notePayment, removeNote } from '#flows/note-payment'
import { restoreMatch } from '#flows/restore-match'
import type { Shell } from '#flows/shell'
import { type UndoneStep, undoWithLater } from '#flows/undo-with-later'
import { listBulkCandidates } from '#store/views/bulk-candidates'
import { latestMatch } from '#store/views/latest-match'
import { numbersOf, payersOf } from '#store/views/payment-detail'
import { findPaymentRow } from '#store/views/payment-list'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { add, type Money } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { decided, matchView, paymentRowView, requireVisible } from './payments.ts'
import { todayOf } from './today.ts'

/** So many of the least sure are shown before anything is accepted. */
const shown = 5

/** By currency, the largest first. */
function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Money>()
  for (const amount of amounts) {
    const before = sums.get(amount.currency)
    sums.set(amount.currency, before === undefined ? amount : add(before, amount))
  }
  return [...sums.values()].sort((a, b) => (a.minor < b.minor ? 1 : -1))
}

async function sampleOf(shell: Shell, company: CompanyAccess, paymentIds: readonly Id[]) {
  const { companyId } = company
  const sample = []
  for (const paymentId of paymentIds) {
    const row = await findPaymentRow(shell.database, companyId, paymentId, company.ownerUserId)
    const match = await latestMatch(shell.database, companyId, paymentId)
    const [first] = match === null ? [] : (await matchView(shell, companyId, match)).candidates
    if (row !== null && first !== undefined) sample.push({ payment: paymentRowView(row), candidate: first })
  }
  return sample
}

async function stepsView(shell: Shell, companyId: Id, steps: readonly UndoneStep[]) {
  const parts = steps.flatMap((step) => step.parts)
  const numbers = await numbersOf(
    shell.database,
    companyId,
    parts.flatMap((part) => part.invoiceId ?? []),
  )
  const payers = await payersOf(
    shell.database,
    companyId,
    parts.flatMap((part) => part.paymentId ?? []),
  )
  return steps.map((step) => ({
    ...step,
    parts: step.parts.map(({ kind, invoiceId, paymentId, amount }) => ({
      kind,
      number: numbers.get(invoiceId ?? '')?.number ?? null,
      payer: payers.get(paymentId ?? '') ?? null,
      amount,
    })),
  }))
}

const outcomesView = (outcomes: readonly BulkOutcome[]) => ({
  outcomes: outcomes.map((each) => ({
    ...each,
    failure: each.failure === null ? null : { ...each.failure, facts: { ...each.failure.facts } },
  })),
})

/** Refuses the whole call when one of the payments is not the caller's to see. */
async function requireAllVisible(shell: Shell, company: CompanyAccess, items: readonly { readonly paymentId: Id }[]): Promise<void> {
  for (const { paymentId } of items) await requireVisible(shell, company, paymentId)
}

export const reviewRoutes = [
  implement(bulk.previewBulk, async ({ shell, company, input }) => {
    const { companyId, ownerUserId } = company
    const found = await listBulkCandidates(shell.database, companyId, {
      from: input.body.from,
      paymentIds: input.body.paymentIds,
      today: await todayOf(shell, companyId),
      ownerUserId,
    })
    return {
      count: found.length,
      sums: sumsOf(found.map((each) => each.amount)),
      items: found.map(({ paymentId, matchId }) => ({ paymentId, matchId })),
      sample: await sampleOf(
        shell,
        company,
        found.slice(0, shown).map((each) => each.paymentId),
      ),
    }
  }),
  implement(bulk.acceptBulk, async ({ shell, company, actor, input }) => {
    await requireAllVisible(shell, company, input.body.items)
    return outcomesView(await acceptMatches(shell, { companyId: company.companyId, actor, items: input.body.items }))
  }),
  implement(bulk.undoBulk, async ({ shell, company, actor, input }) => {
    await requireAllVisible(shell, company, input.body.items)
    return outcomesView(await undoMany(shell, { companyId: company.companyId, actor, items: input.body.items }))
  }),
  implement(contract.restoreMatch, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    await restoreMatch(shell, { companyId: company.companyId, actor, paymentId, matchId: input.body.matchId })
    return decided(shell, company, paymentId, null)
  }),
  implement(contract.keepPayment, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    const { groupId } = await keepPayment(shell, { companyId: company.companyId, actor, paymentId, ...input.body })
    return decided(shell, company, paymentId, groupId)
  }),
  implement(contract.notePayment, async ({ shell, company, actor, input }) => {
    const { paymentId } = input.params
    await requireVisible(shell, company, paymentId)
    return { noteId: await notePayment(shell, { companyId: company.companyId, actor, paymentId, text: input.body.text }) }
  }),
  implement(contract.removePaymentNote, async ({ shell, company, actor, input }) => {
    const { paymentId, noteId } = input.params
    await requireVisible(shell, company, paymentId)
    await removeNote(shell, { companyId: company.companyId, actor, paymentId, noteId })
    return {}
  }),
  implement(contract.undoWithLater, async ({ shell, company, actor, input }) => {
    const { companyId, ownerUserId } = company
    await requireVisible(shell, company, input.params.paymentId)
    // Later decisions may touch customers of others, whom this caller may not even see.
    if (ownerUserId !== null) throw new Failure('access.denied')
    const steps = await undoWithLater(shell, { companyId, actor, ...input.body })
    return { steps: await stepsView(shell, companyId, steps) }
  }),
]
