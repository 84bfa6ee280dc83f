// A plausible firm: its customers, their invoices over many months and the way each of them pays; the same for the same seed.
import type { InvoiceRecord } from '#ports/invoice-format'
import { PLN } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, weekday } from '#values/day'
import type { Iban } from '#values/iban'
import { money } from '#values/money'
import { inventAccount, inventAddress, inventEmail, inventFirm, inventGoods, inventNip } from './names.ts'
import { type Random, seededRandom } from './random.ts'

/** How a customer pays. */
export type Habit = {
  /** Days after the due day, on average; negative pays early. */
  readonly delay: number
  readonly through: 'bank' | 'gateway'
  /** Pays the invoices of a month in one transfer. */
  readonly monthly: boolean
  /** Share of invoices that are never paid. */
  readonly unpaid: number
  readonly titles: 'full' | 'bare' | 'split-payment' | 'none'
}

export type FirmCustomer = {
  readonly externalId: string
  readonly name: string
  readonly taxId: string
  readonly email: string
  readonly address: string
  readonly account: Iban
  readonly habit: Habit
}

export type Firm = {
  readonly name: string
  readonly taxId: string
  readonly account: Iban
  readonly customers: readonly FirmCustomer[]
  /** By issue day; `customer.externalId` names the customer. */
  readonly invoices: readonly (InvoiceRecord & { readonly externalId: string; readonly dueOn: Day })[]
  readonly random: Random
}

const longTerm = 75

function inventHabit(random: Random): Habit {
  const temper = random.next()
  const delay = temper < 0.55 ? random.between(-4, 1) : temper < 0.85 ? random.between(3, 18) : random.between(25, 70)
  return {
    delay,
    through: random.chance(0.18) ? 'gateway' : 'bank',
    monthly: random.chance(0.15),
    unpaid: temper < 0.85 ? 0.005 : 0.12,
    titles: random.pick(['full', 'full', 'full', 'bare', 'bare', 'split-payment', 'none']),
  }
}

/** Moves a day off the weekend, forward. */
const workingDay = (on: Day): Day => (weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on)

/** `perMonth` invoices in each month from `from` (a first of month) until `to`. */
export function plausibleFirm(options: {
  readonly seed: number
  readonly from: Day
  readonly to: Day
  readonly perMonth?: number
  readonly customers?: number
  /** So many of the customers pay in 75 days by contract. */
  readonly longTerms?: number
}): Firm {
  const random = seededRandom(options.seed)
  const names = new Set<string>()
  while (names.size < (options.customers ?? 60)) names.add(inventFirm(random))
  const customers = [...names].map(
    (name, i): FirmCustomer => ({
      externalId: String(8_001 + i),
      name,
      taxId: inventNip(random),
      email: inventEmail(name),
      address: inventAddress(random),
      account: inventAccount(random),
      habit: inventHabit(random),
    }),
  )
  const termOf = (at: number, usual: number): number => (at < (options.longTerms ?? 0) ? longTerm : usual)
  const invoices: (InvoiceRecord & { externalId: string; dueOn: Day })[] = []
  let outside = 169_000_000
  for (let month = firstOfMonth(options.from); month <= options.to; month = addMonths(month, 1)) {
    const days = Array.from({ length: options.perMonth ?? 100 }, () => workingDay(addDays(month, random.between(0, 27)))).sort()
    days.forEach((issueOn, i) => {
      const customer = random.pick(customers)
      const { name, category } = inventGoods(random)
      const gross = BigInt(
        random.chance(0.2)
          ? random.pick([123_00, 246_00, 615_00, 1_230_00, 2_460_00])
          : Math.round(Math.exp(random.next() * 4.2 + 4.6) * 100),
      )
      outside += random.between(1, 40)
      invoices.push({
        externalId: String(outside),
        number: `FV ${i + 1}/${month.slice(5, 7)}/${month.slice(0, 4)}`,
        type: 'invoice',
        issueOn,
        saleOn: issueOn,
        dueOn: addDays(issueOn, termOf(customers.indexOf(customer), random.pick([7, 14, 14, 14, 21, 30]))),
        total: money(gross, PLN),
        net: money((gross * 100n + 61n) / 123n, PLN),
        customer: {
          externalId: customer.externalId,
          name: customer.name,
          taxId: customer.taxId,
          email: customer.email,
          address: customer.address,
        },
        lines: [{ name, category, gross: money(gross, PLN) }],
      })
    })
  }
  return {
    name: 'Jantar Elektro sp. z o.o.',
    taxId: inventNip(random),
    account: inventAccount(random),
    customers,
    invoices: invoices
      .filter((invoice) => invoice.issueOn >= options.from && invoice.issueOn <= options.to)
      .sort((a, b) => daysBetween(b.issueOn, a.issueOn)),
    random,
  }
}
