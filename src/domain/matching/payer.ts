// Who paid: customers that the account, the tax number, the e-mail, the virtual account or the name of a payment point to.
import { alphanumerics } from '#values/plain-text'
import { type Book, bareAccount } from './book.ts'
import type { MultiMap } from './multi-map.ts'
import type { NameHit } from './name-index.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence, PaymentFacts } from './types.ts'

/** `weight` is the log odds of all evidence together; `certain` means that nobody else comes close. */
export type Payer = { readonly customer: number; weight: number; readonly evidence: Evidence[]; certain: boolean; hard: boolean }

/** Accounts that earlier payments of the same batch taught. */
export type BatchLearning = { readonly accounts: MultiMap<string> }

const sharedLimit = 30

class PayerBook {
  readonly rows = new Map<number, Payer>()

  take(customer: number, evidence: Evidence, hard: boolean): void {
    const known = this.rows.get(customer)
    if (known === undefined) {
      this.rows.set(customer, { customer, weight: evidence.weight, evidence: [evidence], certain: false, hard })
      return
    }
    if (known.evidence.some((each) => each.because === evidence.because)) return
    const [high, low] = known.weight >= evidence.weight ? [known.weight, evidence.weight] : [evidence.weight, known.weight]
    known.weight = Math.min(12, high + low * 0.4)
    known.evidence.push(evidence)
    known.hard ||= hard
  }
}

function byKey(
  rows: PayerBook,
  customers: readonly number[],
  weight: number,
  make: (weight: number, shared: boolean) => Evidence,
  hard = true,
): void {
  const shared = customers.length > 1
  for (const customer of customers.slice(0, sharedLimit))
    rows.take(customer, make(shared ? weight - 2 - Math.log(customers.length) : weight, shared), hard && !shared)
}

const nameWeights = { full: 5.5, person: 5.2, part: 4.6, like: 1.2 } as const
const nameCodes = { full: 'payer.name', person: 'payer.person', part: 'payer.name-part', like: 'payer.name-like' } as const

function byName(rows: PayerBook, hits: readonly NameHit[], payerName: string): void {
  const rank = (hit: NameHit): number => nameWeights[hit.likeness] + (hit.sameForm === true ? 0.6 : hit.sameForm === false ? -1.5 : 0)
  const best = Math.max(...hits.map(rank))
  const rivals = hits.filter((hit) => rank(hit) > best - 0.5).length
  for (const hit of hits) {
    const weight =
      rank(hit) - 0.4 * Math.log(rivals) - (hit.likeness === 'person' && hits.some((other) => other.likeness === 'full') ? 1.5 : 0)
    rows.take(hit.customer, { kind: 'name', weight, because: nameCodes[hit.likeness], facts: { name: payerName } }, false)
  }
}

/** Customers who may have paid, best first. */
export function identifyPayer(book: Book, payment: PaymentFacts, title: TitleReading, batch: BatchLearning | null): Payer[] {
  const rows = new PayerBook()
  const account = payment.payerAccount === undefined ? '' : bareAccount(payment.payerAccount)
  if (account !== '') {
    const make = (weight: number, shared: boolean): Evidence => ({
      kind: 'account',
      weight,
      because: shared ? 'payer.account-shared' : 'payer.account',
      facts: { account },
    })
    const taught = batch?.accounts.get(account) ?? []
    byKey(rows, [...new Set([...book.byAccount.get(account), ...taught])], 7, make)
    byKey(
      rows,
      book.payersForOthers.get(account),
      4,
      (weight) => ({ kind: 'learnt-payer', weight, because: 'payer.for-others', facts: { account } }),
      false,
    )
  }
  const credited = payment.creditedAccount === undefined ? '' : bareAccount(payment.creditedAccount)
  if (credited !== '') {
    byKey(rows, book.byVirtualAccount.get(credited), 9, (weight) => ({
      kind: 'virtual-account',
      weight,
      because: 'payer.virtual-account',
      facts: { account: credited },
    }))
  }
  const own = book.settings.own.taxIds
  for (const taxId of title.taxIds) {
    if (!own.includes(taxId))
      byKey(rows, book.byTaxId.get(taxId), 7, (weight) => ({ kind: 'tax-id', weight, because: 'payer.tax-id', facts: { taxId } }))
  }
  if (payment.payerEmail !== undefined) {
    const email = payment.payerEmail.trim().toLowerCase()
    byKey(rows, book.byEmail.get(email), 6.5, (weight) => ({ kind: 'email', weight, because: 'payer.email', facts: { email } }))
  }
  const name = payment.payerName ?? ''
  if (name.trim() !== '') {
    const bare = alphanumerics(name)
    byKey(rows, book.learntNames.get(bare), 6.5, (weight) => ({
      kind: 'learnt-payer',
      weight,
      because: 'payer.learnt-name',
      facts: { name },
    }))
    byKey(
      rows,
      book.payersForOthers.get(bare),
      4,
      (weight) => ({ kind: 'learnt-payer', weight, because: 'payer.for-others', facts: { name } }),
      false,
    )
    byName(rows, book.names.find(name), name)
    const digits = /(?<!\d)\d{10}(?!\d)/.exec(name)?.[0]
    if (digits !== undefined && !own.includes(digits)) {
      byKey(rows, book.byTaxId.get(digits), 7, (weight) => ({ kind: 'tax-id', weight, because: 'payer.tax-id', facts: { taxId: digits } }))
    }
  }
  const payers = [...rows.rows.values()].sort((a, b) => b.weight - a.weight || a.customer - b.customer)
  const first = payers[0]
  if (first !== undefined) first.certain = first.weight >= 4 && (payers[1] === undefined || first.weight - payers[1].weight >= 2)
  return payers
}
