// Payments of one invoice with every kind of trouble.
import type { CaseInvoice } from './case-types.ts'
import { around, type Desk, type Draft, ksefTitle, unnamed, whole } from './drafts.ts'
import { slipOf, variantOf } from './handwriting.ts'

/** One invoice, paid at once or in parts. */
export function single(desk: Desk, invoice: CaseInvoice): Draft[] {
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
