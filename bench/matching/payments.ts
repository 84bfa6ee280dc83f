// Payments of every kind of trouble, with their truth.
import type { CaseInvoice, CasePayment, CaseTruth, MatchingCase } from './case-types.ts'
import { type Desk, type Draft, monthNames, several, unnamed, whole } from './drafts.ts'
import { type Bank, bankOf, payerNameOf } from './handwriting.ts'
import { otherMoney } from './other-money.ts'
import { type Half, randomOf } from './random.ts'
import { single } from './single-invoice.ts'
import { accountOf, dayAfter, sellersOf } from './world.ts'

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
