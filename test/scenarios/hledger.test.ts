// A generated year of the ledger, told to hledger as a journal: its balances and ageing agree with ours to the grosz. Where hledger is installed.
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { allocationPlan } from '#domain/ledger/allocation-plan'
import { creditNetting } from '#domain/ledger/credit-netting'
import { draft, type EntryKind } from '#domain/ledger/entry'
import { invoiceChange } from '#domain/ledger/invoice-change'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { oldestFirst } from '#domain/ledger/oldest-first'
import { paymentReturn } from '#domain/ledger/payment-return'
import { paymentSums } from '#domain/ledger/payment-sums'
import { undoPlan } from '#domain/ledger/undo-plan'
import { Book, pln } from '#test/support/ledger-book'
import { seededRandom } from '#test/support/made-lines'
import { PLN } from '#values/currency'
import { addDays, type Day, day, daysBetween } from '#values/day'
import { formatDecimal } from '#values/decimal'

const program = process.env['HLEDGER'] ?? 'hledger'
const isInstalled = spawnSync(program, ['--version']).status === 0
if (!isInstalled) console.info('hledger is not installed: the comparison is skipped')

const seed = Number(process.env['SKARBNIK_SEED'] ?? 2026)
const firstDay = day('2025-01-01')
const customers = 6

type Year = {
  readonly book: Book
  readonly dueOn: ReadonlyMap<string, Day>
  readonly invoiceIds: readonly string[]
  readonly paymentIds: readonly string[]
}

/** Every day something happens: invoices, payments, returns, corrections, write-offs, changes at the source, and second thoughts. */
function madeYear(): Year {
  const random = seededRandom(seed)
  const upTo = (n: number): number => Math.floor(random() * n)
  const book = new Book()
  const dueOn = new Map<string, Day>()
  const paymentIds: string[] = []
  const groups: string[] = []
  for (let n = 0; n < 365; n++) {
    const today = addDays(firstDay, n)
    const invoiceId = `c${upTo(customers)}:i${n}`
    const open = [...dueOn.keys()].filter((id) => book.invoice(id).open.minor > 0n)
    const any = open[upTo(open.length)]
    book.issue(invoiceId, 1_00 + upTo(5_000_00), today)
    dueOn.set(invoiceId, addDays(today, 14))
    if (random() < 0.8) {
      const paymentId = `p${n}`
      book.receive(paymentId, 1_00 + upTo(6_000_00), today)
      paymentIds.push(paymentId)
      const wanted = oldestFirst(
        book.payment(paymentId).unapplied,
        open
          .slice(0, 8)
          .map((id) => ({ id, open: book.invoice(id).open, issueOn: book.invoice(id).issuedOn, dueOn: dueOn.get(id) ?? null })),
      )
      const plan = allocationPlan({ payment: book.payment(paymentId), invoices: book.invoices(...open), wanted, lockedUntil: null })
      if (plan.ok) groups.push(book.write(plan.drafts))
    }
    const back = paymentIds[upTo(paymentIds.length)]
    if (random() < 0.05 && back !== undefined) {
      const plan = paymentReturn({
        paymentId: back,
        entries: book.ofPayment(back),
        amount: pln(1_00 + upTo(2_000_00)),
        on: today,
        lockedUntil: null,
        key: `r${n}`,
      })
      if (plan.ok) book.write(plan.drafts)
    }
    if (random() < 0.1 && any !== undefined) {
      const creditId = `${any}-k${n}`
      book.issue(creditId, -1_00 - upTo(500_00), today)
      dueOn.set(creditId, today)
      book.write(creditNetting(book.invoice(creditId), [book.invoice(any)], null))
    }
    if (random() < 0.05 && any !== undefined)
      book.write(
        invoiceChange({
          invoiceId: any,
          entries: book.withGroups(any),
          total: pln(upTo(5_000_00)),
          on: today,
          lockedUntil: null,
          why: 'source',
        }),
      )
    if (random() < 0.03 && any !== undefined && book.invoice(any).open.minor > 0n)
      book.write([draft('write-off', today, book.invoice(any).open, { invoiceId: any })])
    const groupId = groups[upTo(groups.length)]
    if (random() < 0.1 && groupId !== undefined) {
      const plan = undoPlan(groupId, book.around(groupId), null)
      if (plan.ok) book.write(plan.drafts)
    }
  }
  return { book, dueOn, invoiceIds: [...dueOn.keys()], paymentIds }
}

const counterAccounts: Partial<Record<EntryKind, string>> = {
  'invoice-issued': 'income',
  'invoice-changed': 'income',
  'settled-at-source': 'elsewhere',
  'credit-allocation': 'clearing',
  'write-off': 'losses',
  'payment-received': 'bank',
  'payment-returned': 'bank',
}

/** The year as double entries: what customers owe under receivables, what of payments is not placed under unapplied. */
function journalOf({ book }: Year): string {
  return book.entries
    .flatMap(({ on, kind, amount, invoiceId, paymentId }) => {
      if (kind === 'overpayment-noted') return []
      const raises = kind === 'invoice-issued' || kind === 'invoice-changed' || kind === 'payment-returned'
      const signed = formatDecimal({ ...amount, minor: raises ? amount.minor : -amount.minor })
      const own = invoiceId === null ? `unapplied:${paymentId}` : `receivables:${invoiceId}`
      return [`${on} ${kind}\n    ${own}  ${signed}\n    ${kind === 'allocation' ? `unapplied:${paymentId}` : counterAccounts[kind]}\n`]
    })
    .join('\n')
}

/** Balances that hledger finds at the end of a day, in grosze, by account. */
function hledgerBalances(journal: string, asOf: Day): ReadonlyMap<string, bigint> {
  const { stdout, stderr, status } = spawnSync(
    program,
    ['-f', '-', 'balance', '--flat', '--no-total', '-O', 'csv', '-e', addDays(asOf, 1), 'receivables', 'unapplied'],
    { input: journal, encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  if (status !== 0) throw new Error(stderr)
  return new Map(
    stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => {
        const [, account = '', balance = ''] = /^"(.*)","(.*)"$/.exec(row) ?? []
        const [, sign = '', whole = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(balance) ?? []
        return [account, BigInt(`${sign}${whole}${cents.padEnd(2, '0')}`)]
      }),
  )
}

const buckets = [0, 30, 60, 90]
const bucketOf = (dueOn: Day, asOf: Day): number => buckets.findLastIndex((from) => daysBetween(dueOn, asOf) > from) + 1

test.skipIf(!isInstalled)(
  `balances of every invoice and payment and the ageing of a generated year (seed ${seed}) agree with hledger at the end of each month`,
  () => {
    const year = madeYear()
    const journal = journalOf(year)
    expect(year.book.entries.length).toBeGreaterThan(900)
    for (const month of [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]) {
      const asOf = addDays(firstDay, month - 1)
      const theirs = hledgerBalances(journal, asOf)
      const ageing = { ours: buckets.map(() => 0n).concat(0n), theirs: buckets.map(() => 0n).concat(0n) }
      for (const id of year.invoiceIds) {
        const sums = invoiceSums(year.book.ofInvoice(id), PLN, asOf)
        const own = sums.total.minor - sums.settled.minor - sums.credited.minor - sums.writtenOff.minor
        expect([id, own]).toEqual([id, theirs.get(`receivables:${id}`) ?? 0n])
        if (sums.excess.minor === 0n) expect(sums.open.minor).toBe(own)
        const bucket = bucketOf(year.dueOn.get(id) ?? asOf, asOf)
        ageing.ours[bucket] = (ageing.ours[bucket] ?? 0n) + own
        ageing.theirs[bucket] = (ageing.theirs[bucket] ?? 0n) + (theirs.get(`receivables:${id}`) ?? 0n)
      }
      expect(ageing.ours).toEqual(ageing.theirs)
      for (const id of year.paymentIds)
        expect([id, paymentSums(year.book.ofPayment(id), PLN, asOf).unapplied.minor]).toEqual([id, -(theirs.get(`unapplied:${id}`) ?? 0n)])
    }
  },
)
