// Random histories of a small firm: whatever is decided in whatever order, the books stand up.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { credit, days, invoiceIds, paymentIds, type Step, step, steps } from '#test/support/ledger-steps'
import { PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { allocationPlan } from './allocation-plan.ts'
import { creditNetting } from './credit-netting.ts'
import { decisionPlan } from './decision-plan.ts'
import { draft } from './entry.ts'
import { invoiceChange } from './invoice-change.ts'
import { invoiceSums } from './invoice-sums.ts'
import { keepPlan } from './keep-plan.ts'
import { oldestFirst } from './oldest-first.ts'
import { paymentReturn } from './payment-return.ts'
import { paymentSums } from './payment-sums.ts'
import { settledAtSource } from './settled-at-source.ts'
import { claimKinds, splitPlan } from './split-plan.ts'
import { undoPlan } from './undo-plan.ts'

function opened(): Book {
  const book = new Book()
  for (const [i, id] of invoiceIds.entries()) book.issue(id, (i + 1) * 25_00, november(1 + i))
  book.issue(credit, -30_00, november(4))
  for (const [i, id] of paymentIds.entries()) book.receive(id, (i + 1) * 40_00, november(3 + i))
  return book
}

/** Carries a step out as a flow would; what is refused writes nothing. Answers the group, or null. */
function take(book: Book, of: Step, groups: string[], lockedUntil: Day | null): string | null {
  const drafts = (() => {
    switch (of.do) {
      case 'allocate':
        return allocationPlan({
          payment: book.payment(of.payment),
          invoices: book.invoices(of.invoice),
          wanted: [{ invoiceId: of.invoice, amount: pln(of.minor) }],
          lockedUntil,
        })
      case 'oldest-first': {
        const wanted = oldestFirst(
          book.payment(of.payment).unapplied,
          invoiceIds.map((id) => ({ id, open: book.invoice(id).open, issueOn: book.invoice(id).issuedOn, dueOn: null })),
        )
        return allocationPlan({ payment: book.payment(of.payment), invoices: book.invoices(...invoiceIds), wanted, lockedUntil })
      }
      case 'over': {
        const target = invoiceIds.find(
          (id) => book.invoice(id).open.minor > 0n && book.invoice(id).open.minor <= book.payment(of.payment).unapplied.minor,
        )
        if (target === undefined) return { ok: false as const }
        const { open } = book.invoice(target)
        return decisionPlan({
          decided: { kind: 'over', allocations: [{ invoiceId: target, amount: open }], unapplied: pln(0) },
          payment: book.payment(of.payment),
          invoices: book.invoices(target),
          lockedUntil,
          matchId: 'M',
        })
      }
      case 'undo': {
        const groupId = groups[of.nth % Math.max(groups.length, 1)]
        return groupId === undefined ? { ok: false as const } : undoPlan(groupId, book.around(groupId), lockedUntil)
      }
      case 'return':
        return paymentReturn({
          paymentId: of.payment,
          entries: book.ofPayment(of.payment),
          amount: pln(of.minor),
          on: addDays(november(5), of.days),
          lockedUntil,
          key: `r${book.entries.length}`,
        })
      case 'change':
        return {
          ok: true as const,
          drafts: invoiceChange({
            invoiceId: of.invoice,
            entries: book.withGroups(of.invoice),
            total: pln(of.minor),
            on: addDays(november(5), of.days),
            lockedUntil,
            why: 'source',
          }),
        }
      case 'credit':
        return { ok: true as const, drafts: creditNetting(book.invoice(credit), [book.invoice(of.invoice)], lockedUntil) }
      case 'report':
        return {
          ok: true as const,
          drafts: settledAtSource({
            invoiceId: of.invoice,
            entries: book.ofInvoice(of.invoice),
            living: book.ofInvoice(of.invoice),
            reported: pln(of.minor),
            on: november(9),
            lockedUntil,
          }),
        }
      case 'write-off': {
        const { open } = book.invoice(of.invoice)
        return open.minor <= 0n
          ? { ok: false as const }
          : { ok: true as const, drafts: [draft('write-off', november(12), open, { invoiceId: of.invoice })] }
      }
      case 'split':
        return splitPlan({
          payment: book.payment(of.payment),
          invoices: book.invoices(of.invoice),
          split: {
            allocations: of.minor === 0 ? [] : [{ invoiceId: of.invoice, amount: pln(of.minor) }],
            closings: [],
            claims: of.claimMinor === 0 ? [] : [{ kind: of.claim, amount: pln(of.claimMinor), reference: 'NO/1' }],
            kept: of.backMinor === 0 ? null : [{ as: 'refund-due', amount: pln(of.backMinor) }],
          },
          hasCustomer: true,
          writeOffLimit: () => pln(0),
          lockedUntil,
          why: null,
        })
      case 'keep':
        return keepPlan({
          payment: book.payment(of.payment),
          entries: book.ofPayment(of.payment),
          as: of.as,
          on: november(14),
          lockedUntil,
          why: null,
        })
    }
  })()
  if (!drafts.ok || drafts.drafts.length === 0) return null
  const groupId = book.write(drafts.drafts)
  groups.push(groupId)
  return groupId
}

function play(steps: readonly Step[], lockedUntil: Day | null = null): Book {
  const book = opened()
  const groups: string[] = []
  for (const each of steps) take(book, each, groups, lockedUntil)
  return book
}

const numRuns = 400
const check = (name: string, property: fc.IPropertyWithHooks<unknown>) =>
  test(name, () => {
    const seed = Number(process.env['SEED'] ?? 20_261_121)
    console.info(`seed ${seed}`)
    fc.assert(property, { seed, numRuns })
  })

describe('after any history', () => {
  check(
    'nothing is set against an invoice or taken of a payment beyond what it has, and no open amount is below nothing',
    fc.property(steps, (history) => {
      const book = play(history)
      for (const id of [...invoiceIds, credit]) {
        const sums = invoiceSums(book.ofInvoice(id), PLN)
        expect(sums.excess.minor).toBe(0n)
        expect(id === credit ? -sums.open.minor : sums.open.minor).toBeGreaterThanOrEqual(0n)
        expect(sums.total.minor).toBe(
          sums.open.minor + sums.settled.minor + sums.credited.minor + sums.advances.minor + sums.writtenOff.minor,
        )
      }
      for (const id of paymentIds) {
        const sums = paymentSums(book.ofPayment(id), PLN)
        expect(sums.unapplied.minor).toBeGreaterThanOrEqual(0n)
        expect(sums.received.minor).toBe(
          sums.returned.minor + sums.allocated.minor + sums.claims.minor + sums.refunded.minor + sums.unapplied.minor,
        )
        expect(sums.claims.minor).toBeGreaterThanOrEqual(0n)
      }
    }),
  )

  test('the histories hold every kind of claim and of rest, and each is taken back somewhere', () => {
    const met = fc.sample(steps, { seed: 20_261_121, numRuns }).flatMap((history) => play(history).entries)
    for (const kind of [...claimKinds, 'refund-due', 'refund', 'overpayment-noted'] as const)
      expect([met.some((entry) => entry.kind === kind), met.some((entry) => entry.kind === kind && entry.reverses !== null)], kind).toEqual(
        [true, true],
      )
  })

  check(
    'what all invoices got of payments is what all payments gave, and credit halves are nothing together',
    fc.property(steps, (history) => {
      const book = play(history)
      const allocations = book.entries.filter((entry) => entry.kind === 'allocation')
      const byInvoice = invoiceIds.map((id) =>
        allocations.filter((entry) => entry.invoiceId === id).reduce((sum, entry) => sum + entry.amount.minor, 0n),
      )
      const byPayment = paymentIds.map((id) => paymentSums(book.ofPayment(id), PLN).allocated.minor)
      const sum = (of: readonly bigint[]): bigint => of.reduce((a, b) => a + b, 0n)
      expect(sum(byInvoice)).toBe(sum(byPayment))
      expect(sum(book.entries.filter((entry) => entry.kind === 'credit-allocation').map((entry) => entry.amount.minor))).toBe(0n)
    }),
  )

  check(
    'the sum over customers is the sum over invoices, as of any day',
    fc.property(steps, days, (history, n) => {
      const book = play(history)
      const asOf = addDays(november(1), n)
      const customerOf = (id: string): string => (id < 'C' ? 'first' : 'second')
      const openOf = (id: string): bigint => invoiceSums(book.ofInvoice(id), PLN, asOf).open.minor
      const byCustomer = Map.groupBy([...invoiceIds, credit], customerOf)
      const sums = [...byCustomer.values()].map((ids) =>
        ids
          .flatMap((id) => book.ofInvoice(id))
          .reduce((sum, entry) => (entry.on <= asOf ? sum + effect(entry.kind, entry.amount.minor) : sum), 0n),
      )
      const excess = [...invoiceIds, credit].reduce((sum, id) => sum + signedExcess(book, id, asOf), 0n)
      expect(sums.reduce((a, b) => a + b, 0n)).toBe([...invoiceIds, credit].map(openOf).reduce((a, b) => a + b, 0n) + excess)
    }),
  )

  check(
    'I9 undoing what was just decided restores every derived figure, as of every day',
    fc.property(steps, step, (history, last) => {
      const book = opened()
      const groups: string[] = []
      for (const each of history) take(book, each, groups, null)
      const asOf = [undefined, ...[...Array(25).keys()].map((n) => addDays(november(1), n))]
      const before = asOf.map((day) => book.derived(day))
      const groupId = take(book, last, groups, null)
      if (groupId === null) return
      const undo = undoPlan(groupId, book.around(groupId), null)
      expect(undo).toMatchObject({ ok: true })
      if (undo.ok) book.write(undo.drafts)
      expect(asOf.map((day) => book.derived(day))).toEqual(before)
    }),
  )

  check(
    'the entries read in any order derive the same, and so does reading them again',
    fc.property(steps, fc.integer(), (history, salt) => {
      const book = play(history)
      const before = book.derived()
      const shuffled = new Book()
      shuffled.entries.push(...book.entries.toSorted((a, b) => order(a.id, salt) - order(b.id, salt)))
      expect(shuffled.derived()).toEqual(before)
      expect(book.derived()).toEqual(before)
    }),
  )

  check(
    'facts that do not touch each other give the same balances in another order',
    fc.property(steps, steps, (one, two) => {
      const first = one
        .filter((each) => !('invoice' in each) || each.invoice < 'C')
        .filter((each) => each.do === 'allocate' && each.payment === 'P')
      const second = two.filter((each) => each.do === 'allocate' && each.payment !== 'P' && each.invoice >= 'C')
      expect(play([...first, ...second]).derived()).toEqual(play([...second, ...first]).derived())
    }),
  )

  check(
    'T157 nothing changes on a closed day',
    fc.property(steps, steps, (before, after) => {
      const closed = november(12)
      const book = opened()
      const groups: string[] = []
      for (const each of before) take(book, each, groups, null)
      const figures = book.derived(closed)
      for (const each of after.filter((of) => of.do !== 'write-off')) take(book, each, groups, closed)
      expect(book.derived(closed)).toEqual(figures)
    }),
  )
})

function effect(kind: string, amount: bigint): bigint {
  if (kind === 'invoice-issued' || kind === 'invoice-changed') return amount
  return kind === 'overpayment-noted' ? 0n : -amount
}

function signedExcess(book: Book, id: string, asOf: Day): bigint {
  const { excess } = invoiceSums(book.ofInvoice(id), PLN, asOf)
  return id === credit ? excess.minor : -excess.minor
}

const order = (id: string, salt: number): number => Math.imul(Number(id.slice(6)) + 7, salt | 1) >>> 3
