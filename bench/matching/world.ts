// Sellers with their customers, numbering schemes and fourteen months of invoices.
import { crc8 } from '../../src/domain/matching/ksef-number.ts'
import { ibanOfBban } from '../../src/values/iban.ts'
import type { CaseCustomer, CaseInvoice } from './case-types.ts'
import type { Half, Random } from './random.ts'
import { numberOf, type Scheme, schemesOf } from './schemes.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

export type Seller = {
  readonly tenant: string
  readonly taxId: string
  readonly account: string
  readonly scheme: Scheme
  readonly customers: readonly CaseCustomer[]
  readonly invoices: CaseInvoice[]
}

const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7]

export function nipOf(random: Random): string {
  for (;;) {
    const digits = Array.from({ length: 9 }, (_, at) => random.between(at === 0 ? 1 : 0, 9))
    const check = digits.reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0) % 11
    if (check < 10) return [...digits, check].join('')
  }
}

export const accountOf = (random: Random): string => ibanOfBban('PL', Array.from({ length: 24 }, () => random.between(0, 9)).join(''))

export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

function nameOf(random: Random, words: Vocabulary): Pick<CaseCustomer, 'name' | 'short' | 'kind'> {
  const dice = random.unit()
  if (dice < 0.5) {
    const stem = random.pick(words.firmStems)
    const tail = random.pick(words.firmTails)
    const glue = random.pick([' ', '-', ' ', ''])
    const short =
      glue === ''
        ? `${stem}${tail.toLowerCase()}`
        : random.chance(0.2)
          ? `${random.pick(['PPHU', 'Grupa', 'Zakład', 'Hurtownia'])} ${stem}${glue}${tail}`
          : `${stem}${glue}${tail}`
    return { name: `${short} ${random.pick(words.legalForms)}`, short, kind: 'firm' }
  }
  if (dice < 0.58) {
    const short = `${random.pick(words.firmKinds)} ${random.pick(words.cities)}`
    return { name: short, short, kind: 'firm' }
  }
  if (dice < 0.66) {
    const short = `${random.pick(words.firmStems)} ${random.pick(words.firmTails)}`
    return { name: `${short} ${random.pick(words.foreignForms)}`, short, kind: 'foreign' }
  }
  const person = `${random.pick(words.firstNames)} ${random.pick(words.surnames)}`
  if (dice < 0.9)
    return {
      name: random.chance(0.25) ? `${person} ${random.pick(words.jdgTrades)}` : `${random.pick(words.jdgTrades)} ${person}`,
      short: person,
      kind: 'jdg',
    }
  return { name: person, short: person, kind: 'person' }
}

function customersOf(random: Random, words: Vocabulary, tenant: string, count: number): CaseCustomer[] {
  const prices = Array.from(
    { length: 8 },
    () => random.pick([4_900, 9_900, 14_900, 24_900, 36_900, 61_500, 123_000, 184_500]) + random.pick([0, 0, 9, 99]),
  )
  return Array.from({ length: count }, (_, at) => {
    const named = nameOf(random, words)
    const bare = named.short
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[łŁ]/g, 'l')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase()
    return {
      ...named,
      id: `${tenant}-C${at + 1}`,
      email: `biuro${at}@${bare}.example`,
      account: accountOf(random),
      known: random.chance(0.5),
      currency: named.kind === 'foreign' && random.chance(0.7) ? 'EUR' : 'PLN',
      monthly: random.chance(0.3) ? random.pick(prices) : 0,
      term: random.pick([7, 14, 14, 21, 30]),
      address: `${random.pick(['ul. ', 'ul.', 'UL ', 'al. ', ''])}${random.pick(words.streets)} ${random.between(1, 180)}${random.pick(['', '', 'A', '/12'])} ${random.between(10, 99)}-${random.between(100, 999)} ${random.pick(words.cities)}`,
      ...(named.kind === 'firm' || named.kind === 'jdg' ? { taxId: nipOf(random) } : {}),
      ...(random.chance(0.08) ? { virtualAccount: ibanOfBban('PL', `10501025${'9'.repeat(4)}${at.toString().padStart(12, '0')}`) } : {}),
    }
  })
}

function ksefOf(random: Random, taxId: string, day: string): string {
  const hex = Array.from({ length: 12 }, () => random.pick([...'0123456789ABCDEF'])).join('')
  const head = `${taxId}-${day.replaceAll('-', '')}-${hex}`
  return `${head}-${crc8(head)}`
}

const totalOf = (random: Random, customer: CaseCustomer): number =>
  customer.monthly > 0 && random.chance(0.8)
    ? customer.monthly
    : random.chance(0.15)
      ? random.between(1, 60) * 10_000
      : random.chance(0.1)
        ? random.between(2, 90) * 1_230
        : Math.floor(Math.exp(random.unit() * 5.6 + 8.5)) + random.between(0, 99)

/** One seller's invoices, credit notes and proformas in the order of issue. */
function invoicesOf(random: Random, seller: Omit<Seller, 'invoices'>, perMonth: number, nextId: () => string): CaseInvoice[] {
  const { scheme, customers, tenant } = seller
  const invoices: CaseInvoice[] = []
  const runs = new Map<string, number>()
  const take = (key: string, start: number): number => {
    const run = (runs.get(key) ?? start) + 1
    runs.set(key, run)
    return run
  }
  const start = random.pick([0, 0, 120, 4_000])
  for (let month = 0; month < 14; month++) {
    const year = month < 2 ? 2024 : 2025
    const of = month < 2 ? 11 + month : month - 1
    const days = Array.from({ length: perMonth }, () => random.between(1, 28)).sort((a, b) => a - b)
    const subscribers = customers.filter((customer) => customer.monthly > 0)
    for (const [at, day] of [...subscribers.map(() => 1), ...days].entries()) {
      const customer = subscribers[at] ?? random.pick(customers)
      const issueDate = `${year}-${of.toString().padStart(2, '0')}-${day.toString().padStart(2, '0')}`
      const batch = random.chance(subscribers[at] === undefined ? 0.14 : 0.04) ? random.between(2, 4) : 1
      for (let copy = 0; copy < batch; copy++) {
        const department = random.pick(scheme.department)
        const period = scheme.monthly ? `${year}-${of}` : /\{[Yy]\}/.test(scheme.pattern) ? `${year}` : 'all'
        const run = take(period + (scheme.pattern.includes('{d}') ? department : ''), period === 'all' ? start : 0)
        const total = subscribers[at] === undefined ? totalOf(random, customer) : customer.monthly
        const ksef = year === 2025 ? { ksefNumber: ksefOf(random, seller.taxId, issueDate) } : {}
        const invoice: CaseInvoice = {
          id: nextId(),
          tenant,
          number: numberOf(scheme.pattern, { run, year, month: of, department }),
          type: 'invoice',
          issueDate,
          dueDate: dayAfter(issueDate, customer.term),
          currency: customer.currency,
          total,
          customer,
          ...ksef,
          ...(random.chance(0.08)
            ? {
                orderReference: random.pick([
                  `ZAM-${random.between(100_000, 999_999)}`,
                  `SO${random.between(1_000_000, 9_999_999)}`,
                  `${random.between(20_000_000, 99_999_999)}`,
                ]),
              }
            : {}),
        }
        invoices.push(invoice)
        if (random.chance(0.012) && total > 5_000) {
          const credit = take(`credit${year}${scheme.credit.includes('{M}') ? of : ''}`, 0)
          invoices.push({
            ...invoice,
            id: nextId(),
            type: 'credit-note',
            number: numberOf(scheme.credit, { run: credit, year, month: of, department }),
            issueDate: dayAfter(issueDate, 1),
            total: -random.between(500, Math.floor(total / 2)),
            corrects: [invoice.number],
          })
        }
      }
      if (random.chance(0.012)) {
        const run = take(`proforma${year}${scheme.proforma.includes('{M}') ? of : ''}`, 0)
        invoices.push({
          id: nextId(),
          tenant,
          number: numberOf(scheme.proforma, { run, year, month: of, department: '' }),
          type: 'proforma',
          issueDate,
          dueDate: dayAfter(issueDate, 7),
          currency: customer.currency,
          total: totalOf(random, customer),
          customer,
        })
      }
    }
  }
  return invoices
}

/** Sellers of a case; each has a scheme of his own. */
export function sellersOf(
  random: Random,
  half: Half,
  count: number,
  customers: number,
  perMonth: number,
): { sellers: Seller[]; words: Vocabulary } {
  const words = vocabularyOf(half)
  const schemes = schemesOf(half, random)
  let id = 0
  const sellers = Array.from({ length: count }, (_, at) => {
    const tenant = `T${at + 1}`
    const base = {
      tenant,
      taxId: nipOf(random),
      account: accountOf(random),
      scheme: schemes[(at * 5 + random.between(0, 4)) % schemes.length] ?? random.pick(schemes),
      customers: customersOf(random, words, tenant, customers),
    }
    return { ...base, invoices: invoicesOf(random, base, perMonth, () => `I${++id}`) }
  })
  return { sellers, words }
}
