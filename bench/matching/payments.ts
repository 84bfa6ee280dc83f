// Payments of every kind of trouble, with their truth.
import type { CaseCustomer, CaseInvoice, CasePayment, CaseTruth, MatchingCase } from './case-types.ts'
import { type Bank, bankOf, payerNameOf, slipOf, variantOf } from './handwriting.ts'
import { otherMoney } from './other-money.ts'
import { type Half, type Random, randomOf } from './random.ts'
import type { Vocabulary } from './vocabulary.ts'
import { accountOf, dayAfter, type Seller, sellersOf } from './world.ts'

type Allocation = { readonly invoiceId: string; readonly amount: number }
type Draft = {
  readonly category: string
  readonly title: string
  readonly amount: number
  readonly allocations: readonly Allocation[]
  readonly days: number
  readonly payerName?: string
  readonly payerAccount?: string
  readonly currency?: string
  readonly amountsMatter?: boolean
  readonly source?: 'gateway'
  readonly gatewayReference?: string
  readonly payerEmail?: string
  readonly anonymous?: true
}

const whole = (invoices: readonly CaseInvoice[]): Allocation[] =>
  invoices.map((invoice) => ({ invoiceId: invoice.id, amount: invoice.total }))
const sum = (invoices: readonly CaseInvoice[]): number => invoices.reduce((total, invoice) => total + invoice.total, 0)
const monthNames = [
  'styczeń',
  'luty',
  'marzec',
  'kwiecień',
  'maj',
  'czerwiec',
  'lipiec',
  'sierpień',
  'wrzesień',
  'październik',
  'listopad',
  'grudzień',
]

/** What one customer's payments are made with. */
export type Desk = {
  readonly random: Random
  readonly words: Vocabulary
  readonly seller: Seller
  readonly customer: CaseCustomer
  readonly party: string
  readonly partyAccount: string
  readonly last: { number: string; total: number }
  readonly skipped: Map<number, CaseInvoice[]>
}

function around(desk: Desk, number: string): string {
  const { random, words } = desk
  const dated = random.chance(0.08) ? random.pick([' z dnia 12.03.2025', ' z dn. 2025-04-07', ' z 05-06-2025']) : ''
  const contract = random.chance(0.07)
    ? ` ${random.pick(words.contracts)} ${random.pick(['', 'U', 'K'])}${random.between(100, 9_999)}/${random.between(2022, 2026)}`
    : ''
  const tail = random.chance(0.25) ? ` ${random.pick(words.after)}` : ''
  return random.chance(0.15) ? `${number}${dated}${contract}${tail}` : `${random.pick(words.before)} ${number}${dated}${contract}${tail}`
}

/** The part of a number that changes within a month, and what surrounds it: null when they cannot be told apart. */
function runPlace(a: string, b: string): { head: string; runs: readonly [string, string]; tail: string } | null {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  while (from > 0 && /\d/.test(a[from - 1] ?? '')) from--
  let tail = 0
  while (tail < Math.min(a.length, b.length) - from && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  while (tail > 0 && /\d/.test(a[a.length - tail] ?? '') && /\d/.test(a[a.length - tail - 1] ?? '')) tail--
  const runs = [a.slice(from, a.length - tail), b.slice(from, b.length - tail)] as const
  return runs.every((run) => /^\d{1,6}$/.test(run)) ? { head: a.slice(0, from), runs, tail: a.slice(a.length - tail) } : null
}

function several(desk: Desk, group: readonly CaseInvoice[], credit: CaseInvoice | null): Draft {
  const { random, words } = desk
  const numbers = group.map((invoice) => (random.chance(0.3) ? variantOf(random, invoice.number) : invoice.number))
  const link = random.pick(words.listLinks)
  const amount = sum(group)
  const base = { amount, allocations: whole(group), days: random.between(5, 30) }
  if (credit !== null && amount + credit.total > 0) {
    const listed = random.chance(0.75)
    return {
      ...base,
      category: listed ? 'many-less-credit' : 'credit-unlisted',
      amount: amount + credit.total,
      allocations: whole([...group, credit]),
      title: around(desk, numbers.join(link)) + (listed ? ` ${random.pick(words.lessWords)} ${credit.number}` : ''),
    }
  }
  if (group.length === 1) return { ...base, category: 'exact', title: around(desk, numbers[0] ?? '') }
  const [a, b] = group
  const place = a === undefined || b === undefined ? null : runPlace(a.number, b.number)
  if (group.length === 2 && place !== null && random.chance(0.4))
    return { ...base, category: 'many-inherited', title: around(desk, place.head + place.runs.join(link) + place.tail) }
  const last = group.at(-1)
  const end = a === undefined || last === undefined ? null : runPlace(a.number, last.number)
  if (group.length > 2 && end !== null && Number(end.runs[1]) - Number(end.runs[0]) === group.length - 1 && random.chance(0.5)) {
    return {
      ...base,
      category: 'many-range',
      title: around(desk, `${end.head}${end.runs.join(random.pick(['-', ' - ', ' do ']))}${end.tail}`),
    }
  }
  if (random.chance(0.25)) return unnamed(desk, { ...base, category: 'many-unlisted', title: random.pick(words.blank) }, group)
  return { ...base, category: 'many-listed', title: around(desk, numbers.join(link)) }
}

function ksefTitle(random: Random, invoice: CaseInvoice): { title: string; category: string } {
  const number = invoice.ksefNumber ?? ''
  if (random.chance(0.25)) {
    const at = random.between(20, 31)
    return {
      category: 'ksef-damaged',
      title: number.slice(0, at) + random.pick(['0', 'A', '7', 'F'].filter((each) => each !== number[at])) + number.slice(at + 1),
    }
  }
  return {
    category: 'ksef-number',
    title: random.pick([
      number,
      number.toLowerCase(),
      number.replaceAll('-', ''),
      `KSeF: ${number}`,
      `nr KSeF ${number} ${invoice.number}`,
      `${number.slice(0, 19)} ${number.slice(19)}`,
    ]),
  }
}

/** Without a number an older debt of the same amount is meant by law (civil code, art. 451 § 3): most payers then write the number, the rest stand apart. */
function unnamed(desk: Desk, draft: Draft, group: readonly CaseInvoice[]): Draft {
  if (!group.some((invoice) => desk.skipped.has(invoice.total))) return draft
  const only = group.length === 1 ? group[0] : undefined
  const older = only === undefined ? undefined : desk.skipped.get(only.total)
  const oldest = older?.shift()
  if (only === undefined || older === undefined || oldest === undefined || desk.random.chance(0.9)) {
    if (oldest !== undefined) older?.unshift(oldest)
    return {
      ...draft,
      category: group.length > 1 ? 'many-listed' : 'exact',
      title: around(desk, group.map((invoice) => invoice.number).join(', ')),
    }
  }
  older.push(only)
  return { ...draft, category: 'blank-after-skip', title: desk.random.pick(desk.words.blank), allocations: whole([oldest]) }
}

/** One invoice, paid at once or in parts. */
function single(desk: Desk, invoice: CaseInvoice): Draft[] {
  const { random, words, customer } = desk
  const { total } = invoice
  const days = random.between(3, 45)
  const allocations = whole([invoice])
  const base = { amount: total, allocations, days }
  const exact = (): string => around(desk, invoice.number)
  const any = (): string => around(desk, random.chance(0.5) ? invoice.number : variantOf(random, invoice.number))
  if (customer.currency === 'EUR' && random.chance(0.04))
    return [
      {
        ...base,
        category: 'other-currency',
        currency: 'PLN',
        amount: Math.round(total * (4.2 + random.unit() * 0.2)),
        amountsMatter: false,
        title: exact(),
      },
    ]
  const dice = random.unit() * 100
  if (dice < 22) return [{ ...base, category: 'exact', title: exact() }]
  if (dice < 44) return [{ ...base, category: 'variant', title: around(desk, variantOf(random, invoice.number)) }]
  if (dice < 46.5) return [{ ...base, category: 'typo', title: around(desk, slipOf(random, invoice.number)) }]
  if (dice < 51) {
    const vat = Math.round((total * 23) / 123)
    return [
      {
        ...base,
        category: 'split-payment',
        title: `/VAT/${Math.floor(vat / 100)},${(vat % 100).toString().padStart(2, '0')}/IDC/${desk.seller.taxId}/INV/${invoice.number}${random.chance(0.3) ? `/TXT/${random.pick(words.after)}` : ''}`,
      },
    ]
  }
  if (dice < 55 && invoice.ksefNumber !== undefined) return [{ ...base, ...ksefTitle(random, invoice) }]
  if (dice < 65) return [unnamed(desk, { ...base, category: 'blank', title: random.pick(words.blank) }, [invoice])]
  if (dice < 69) {
    const part = Math.max(100, Math.floor(total * (0.2 + random.unit() * 0.6)))
    const later = random.chance(0.7)
      ? [
          {
            category: 'partial-rest',
            amount: total - part,
            allocations: [{ invoiceId: invoice.id, amount: total - part }],
            days: days + random.between(5, 30),
            title: random.chance(0.2) ? random.pick(words.blank) : any(),
          },
        ]
      : []
    return [
      {
        category: 'partial',
        amount: part,
        allocations: [{ invoiceId: invoice.id, amount: part }],
        days,
        title: `${random.pick(words.partWords)} ${random.chance(0.7) ? invoice.number : variantOf(random, invoice.number)}`,
      },
      ...later,
    ]
  }
  if (dice < 71) {
    const count = random.between(2, 3)
    const each = Math.floor(total / count)
    return Array.from({ length: count }, (_, at) => {
      const amount = at === count - 1 ? total - each * (count - 1) : each
      return {
        category: 'instalment',
        amount,
        allocations: [{ invoiceId: invoice.id, amount }],
        days: days + at * 14,
        title: `rata ${at + 1}/${count} ${random.pick(words.before)} ${invoice.number}`,
      }
    })
  }
  if (dice < 73.5)
    return [{ ...base, category: 'overpaid', amount: total + random.pick([1, 10, 100, 1_000, 37, random.between(2, 5_000)]), title: any() }]
  if (dice < 76) {
    const title = any()
    return [
      { ...base, category: 'first-of-double', title },
      { ...base, category: 'paid-twice', allocations: [], days: days + random.between(1, 14), title: random.chance(0.6) ? title : any() },
    ]
  }
  if (dice < 78) {
    const missing = customer.currency === 'EUR' ? random.between(100, 1_500) : random.pick([1, 2, 5, 30, 50, 100, 500])
    return total > missing * 30
      ? [
          {
            ...base,
            category: 'short-by-fee',
            amount: total - missing,
            allocations: [{ invoiceId: invoice.id, amount: total - missing }],
            title: any(),
          },
        ]
      : [{ ...base, category: 'exact', title: exact() }]
  }
  if (dice < 79) {
    const amount = Math.round((total * random.pick([98, 97, 95])) / 100)
    return [{ category: 'skonto', amount, allocations: [{ invoiceId: invoice.id, amount }], days, title: `${exact()} skonto` }]
  }
  if (dice < 84) return [{ ...base, category: 'third-party', title: any(), payerName: desk.party, payerAccount: desk.partyAccount }]
  if (dice < 85)
    return [
      unnamed(
        desk,
        {
          ...base,
          category: 'tax-id-only',
          title: `${random.pick(words.blank)} NIP ${customer.taxId ?? ''}`,
          payerName: customer.taxId === undefined ? customer.name : desk.party,
          payerAccount: customer.taxId === undefined ? customer.account : desk.partyAccount,
        },
        [invoice],
      ),
    ]
  if (dice < 87)
    return [
      {
        ...base,
        category: 'contract-number',
        title: `${random.pick(words.contracts)} ${random.between(1, 400)}/2025 ${random.pick(words.before)} ${invoice.number}`,
      },
    ]
  if (dice < 88.5) {
    const parts = invoice.number.split(/[/\-. ]/)
    const lessYear = invoice.number.replace(/[/\-. ](20)?2[45](?!\d)/, '')
    return [
      { ...base, category: 'year-lost', title: around(desk, parts.length > 2 && lessYear !== invoice.number ? lessYear : invoice.number) },
    ]
  }
  if (dice < 90)
    return [
      {
        ...base,
        category: 'wrapped',
        title: `${random.pick(words.before)} ${' '.repeat(random.between(0, 3))}${random.pick(words.after)} ${random.pick(words.after)} ${invoice.number}`,
      },
    ]
  if (dice < 92 && desk.last.number !== '' && desk.last.total !== total && !desk.skipped.has(total))
    return [{ ...base, category: 'stale-number', title: around(desk, desk.last.number) }]
  if (dice < 93)
    return [
      {
        ...base,
        category: 'gateway-number',
        title: exact(),
        source: 'gateway',
        ...(random.chance(0.6) ? { payerEmail: customer.email } : {}),
      },
    ]
  if (dice < 94) return [{ ...base, category: 'no-name', title: exact(), anonymous: true }]
  return [{ ...base, category: 'exact', title: exact() }]
}

function draftsOf(desk: Desk, queue: CaseInvoice[], credits: CaseInvoice[]): Draft[] {
  const { random, words, customer } = desk
  const invoice = queue.shift()
  if (invoice === undefined) return []
  if (invoice.type === 'proforma')
    return [
      {
        category: 'proforma',
        amount: invoice.total,
        allocations: whole([invoice]),
        days: random.between(1, 6),
        title: `${random.pick(['proforma', 'przedpłata', 'pro forma nr', 'za'])} ${invoice.number}`,
      },
    ]
  if (random.chance(0.045)) {
    desk.skipped.set(invoice.total, [...(desk.skipped.get(invoice.total) ?? []), invoice])
    return []
  }
  if (invoice.orderReference !== undefined && random.chance(0.8)) {
    const common = {
      category: 'gateway-order',
      amount: invoice.total,
      allocations: whole([invoice]),
      days: random.between(0, 3),
      title: `${random.pick(['Zamówienie', 'Zam. nr', 'Order', ''])} ${invoice.orderReference}`,
    }
    return random.chance(0.25)
      ? [{ ...common, category: 'order-by-bank' }]
      : [
          {
            ...common,
            source: 'gateway',
            gatewayReference: invoice.orderReference,
            payerEmail: random.chance(0.5) ? customer.email : 'ktos@poczta.example',
          },
        ]
  }
  const credit = credits.find((each) => each.corrects?.includes(invoice.number)) ?? null
  if (credit !== null) {
    credits.splice(credits.indexOf(credit), 1)
    return [several(desk, [invoice, ...queue.splice(0, random.between(0, 2)).filter((each) => each.type === 'invoice')], credit)]
  }
  if (queue.length > 0 && random.chance(0.12)) {
    const more = queue.filter((each) => each.type === 'invoice').slice(0, random.between(1, 4))
    for (const each of more) queue.splice(queue.indexOf(each), 1)
    return [several(desk, [invoice, ...more], null)]
  }
  if (customer.monthly > 0 && invoice.total === customer.monthly && random.chance(0.45)) {
    const month = monthNames[Number(invoice.issueDate.slice(5, 7)) - 1] ?? ''
    return [
      unnamed(
        desk,
        {
          category: 'blank-subscription',
          amount: invoice.total,
          allocations: whole([invoice]),
          days: random.between(2, 25),
          title: random.chance(0.4) ? `${random.pick(words.subscription)} ${month}` : random.pick([...words.subscription, ...words.blank]),
        },
        [invoice],
      ),
    ]
  }
  return single(desk, invoice)
}

function paymentOf(desk: Desk, bank: Bank, draft: Draft, id: string, bookedOn: string): CasePayment {
  const { customer, seller, random } = desk
  const name = draft.payerName ?? (draft.source === 'gateway' && random.chance(0.4) ? desk.party : payerNameOf(random, customer))
  const account = draft.payerAccount ?? customer.account
  return {
    id,
    tenant: seller.tenant,
    bookedOn,
    amount: draft.amount,
    currency: draft.currency ?? customer.currency,
    title: draft.source === 'gateway' ? draft.title : bank.text(draft.title),
    source: draft.source ?? 'bank',
    creditedAccount: draft.source === undefined && customer.virtualAccount !== undefined ? customer.virtualAccount : seller.account,
    ...(draft.anonymous === true ? {} : { payerName: bank.name(name) }),
    ...(draft.source === 'gateway' || draft.anonymous === true ? {} : { payerAccount: account }),
    ...(draft.payerEmail === undefined ? {} : { payerEmail: draft.payerEmail }),
    ...(draft.gatewayReference === undefined ? {} : { gatewayReference: draft.gatewayReference }),
  }
}

/** A case of `sellers` sellers; `half` chooses the vocabulary. */
export function matchingCase(
  seed: number,
  half: Half,
  size: { readonly sellers: number; readonly customers: number; readonly perMonth: number },
): MatchingCase {
  const random = randomOf(seed)
  const { sellers, words } = sellersOf(random, half, size.sellers, size.customers, size.perMonth)
  const payments: CasePayment[] = []
  const truth = new Map<string, CaseTruth>()
  let id = 0
  for (const seller of sellers) {
    const parties = words.parties.map((name) => ({ name, account: accountOf(random) }))
    const byCustomer = Map.groupBy(seller.invoices, (invoice) => invoice.customer)
    for (const customer of seller.customers) {
      const own = (byCustomer.get(customer) ?? []).sort((a, b) => (a.issueDate < b.issueDate ? -1 : a.issueDate > b.issueDate ? 1 : 0))
      const queue = own.filter((invoice) => invoice.type !== 'credit-note')
      const credits = own.filter((invoice) => invoice.type === 'credit-note')
      const party = random.pick(parties)
      const desk: Desk = {
        random,
        words,
        seller,
        customer,
        party: party.name,
        partyAccount: party.account,
        last: { number: '', total: 0 },
        skipped: new Map(),
      }
      const bank = bankOf(random)
      let previous = '2024-11-01'
      while (queue.length > 0) {
        const first = queue[0]
        const before = new Map(own.map((invoice) => [invoice.id, invoice]))
        const drafts = draftsOf(desk, queue, credits)
        const issued =
          drafts
            .flatMap((draft) => draft.allocations.map((each) => before.get(each.invoiceId)?.issueDate ?? ''))
            .sort()
            .at(-1) ??
          first?.issueDate ??
          previous
        for (const draft of drafts) {
          const wanted = dayAfter(issued, draft.days)
          const bookedOn = wanted > previous ? wanted : dayAfter(previous, 1)
          previous = bookedOn
          const payment = paymentOf(desk, bank, draft, `P${++id}`, bookedOn)
          payments.push(payment)
          truth.set(payment.id, {
            paymentId: payment.id,
            category: draft.category,
            amountsMatter: draft.amountsMatter ?? true,
            allocations: draft.allocations,
          })
        }
        const settled = drafts.length === 1 && drafts[0]?.category !== 'partial'
        desk.last.number = settled ? (first?.number ?? '') : ''
        desk.last.total = first?.total ?? 0
      }
    }
    for (const { payment, category } of otherMoney(random, words, seller, () => `P${++id}`)) {
      payments.push(payment)
      truth.set(payment.id, { paymentId: payment.id, category, amountsMatter: true, allocations: [] })
    }
  }
  payments.sort((a, b) =>
    a.tenant < b.tenant
      ? -1
      : a.tenant > b.tenant
        ? 1
        : a.bookedOn < b.bookedOn
          ? -1
          : a.bookedOn > b.bookedOn
            ? 1
            : Number(a.id.slice(1)) - Number(b.id.slice(1)),
  )
  return {
    invoices: sellers.flatMap((seller) => seller.invoices),
    payments,
    truth: payments.flatMap((payment) => truth.get(payment.id) ?? []),
  }
}
