// How the customers of the sample firm pay: transfers with the titles that people write, and payments through a gateway.
import type { PaymentRecord } from '#ports/connector'
import { PLN } from '#values/currency'
import { addDays, type Day, instantAt, monthKey, weekday } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { add, divideRounded, type Money, money, zero } from '#values/money'
import { foldText } from '#values/plain-text'
import type { Firm, FirmCustomer } from './firm.ts'
import type { Random } from './random.ts'

/** One credit on the firm's bank account, and the numbers of the invoices it is for. */
export type Transfer = {
  readonly bookedOn: Day
  readonly amount: Money
  readonly payerName: string
  readonly payerAccount: string
  readonly title: string
  readonly settles: readonly string[]
}

export type FirmPayments = {
  readonly transfers: readonly Transfer[]
  readonly gateway: readonly (PaymentRecord & { readonly settles: readonly string[] })[]
}

type FirmInvoice = Firm['invoices'][number]

const bankDay = (on: Day): Day => (weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on)

/** Numbers as people write them. */
function writtenNumber(random: Random, number: string): string {
  const bare = number.replace('FV ', '')
  return random.pick([
    number,
    number,
    `FV${bare}`,
    `faktura ${bare}`,
    bare,
    `F-ra nr ${bare}`,
    number.replaceAll('/', '-'),
    `${bare.replace(/\/20(\d\d)$/, '/$1')}`,
  ])
}

function titleOf(random: Random, customer: FirmCustomer, firm: Firm, invoices: readonly FirmInvoice[]): string {
  const total = invoices.reduce((sum, invoice) => add(sum, invoice.total), zero(PLN))
  const [only] = invoices
  switch (customer.habit.titles) {
    case 'none':
      return random.pick(['zapłata', 'za towar', 'płatność', 'rozliczenie', 'przelew'])
    case 'split-payment':
      if (invoices.length === 1 && only !== undefined) {
        const vat = money(divideRounded(total.minor * 23n, 123n), PLN)
        return `/VAT/${formatDecimal(vat).replace('.', ',')}/IDC/${firm.taxId}/INV/${only.number}/TXT/zaplata`
      }
      return invoices.map((invoice) => invoice.number).join(', ')
    case 'bare':
      return invoices.map((invoice) => writtenNumber(random, invoice.number)).join(random.pick([', ', ' ', ' i ']))
    case 'full':
      return `${random.pick(['zapłata za ', 'płatność ', 'za '])}${invoices.map((invoice) => writtenNumber(random, invoice.number)).join(', ')}`
  }
}

/** Payer's name as banks print it: capitals without Polish letters, sometimes with the address, cut at 35. */
const printedName = (random: Random, customer: FirmCustomer): string => {
  const name = random.chance(0.5) ? foldText(customer.name) : customer.name
  return random.chance(0.2) ? `${name} ${foldText(customer.address)}`.slice(0, 70) : random.chance(0.2) ? name.slice(0, 35) : name
}

/** All that customers pay up to `until`; an invoice whose payer is late is simply not paid yet. */
export function plausiblePayments(firm: Firm, until: Day): FirmPayments {
  const { random } = firm
  const transfers: Transfer[] = []
  const gateway: (PaymentRecord & { settles: readonly string[] })[] = []
  for (const customer of firm.customers) {
    const mine = firm.invoices.filter(
      (invoice) => invoice.customer.externalId === customer.externalId && !random.chance(customer.habit.unpaid),
    )
    const batches = customer.habit.monthly
      ? [...Map.groupBy(mine, (invoice) => monthKey(invoice.dueOn)).values()]
      : mine.map((invoice) => [invoice])
    for (const batch of batches) {
      const last = batch.at(-1)
      if (last === undefined) continue
      const bookedOn = bankDay(addDays(last.dueOn, Math.max(customer.habit.delay + random.between(-4, 1), -12)))
      if (bookedOn > until) continue
      const total = batch.reduce((sum, invoice) => add(sum, invoice.total), zero(PLN))
      const settles = batch.map((invoice) => invoice.number)
      if (customer.habit.through === 'gateway' && batch.length === 1) {
        const reference = `ch_${last.externalId}`
        gateway.push({
          externalId: `txn_${last.externalId}`,
          kind: 'payment',
          bookedOn,
          occurredAt: instantAt(bookedOn, 9 + random.between(0, 10), random.between(0, 59), 'Europe/Warsaw'),
          amount: total,
          fee: money(divideRounded(total.minor * 14n, 1000n) + 100n, PLN),
          payerName: customer.name,
          payerEmail: customer.email,
          title: last.number,
          gatewayReference: reference,
          orderReference: last.number,
          settles,
        })
        continue
      }
      const title = titleOf(random, customer, firm, batch)
      const payer = { payerName: printedName(random, customer), payerAccount: customer.account }
      const temper = random.next()
      if (temper < 0.03 && total.minor > 40_000n) {
        const part = money(divideRounded(total.minor, 2n), PLN)
        transfers.push({ bookedOn, amount: part, title, settles, ...payer })
        const restOn = bankDay(addDays(bookedOn, random.between(5, 25)))
        if (restOn <= until)
          transfers.push({ bookedOn: restOn, amount: money(total.minor - part.minor, PLN), title: `reszta ${title}`, settles, ...payer })
      } else if (temper < 0.045) {
        transfers.push({ bookedOn, amount: money(total.minor + BigInt(random.between(1, 40) * 100), PLN), title, settles, ...payer })
      } else if (temper < 0.05) {
        for (const shift of [0, 1]) transfers.push({ bookedOn: bankDay(addDays(bookedOn, shift)), amount: total, title, settles, ...payer })
      } else {
        transfers.push({ bookedOn, amount: total, title, settles, ...payer })
      }
    }
  }
  const byDay = <T extends { readonly bookedOn: Day }>(rows: readonly T[]): T[] =>
    [...rows].sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0))
  return { transfers: byDay(transfers.filter((transfer) => transfer.bookedOn <= until)), gateway: byDay(gateway) }
}
