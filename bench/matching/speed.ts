// Time and memory of deciding: one company of n invoices and n payments, twenty companies as in life, and one payment alone.

import { buildMatchingIndex, decide, decideAll } from '#domain/matching/matching'
import { defaultMatchingSettings } from '#domain/matching/settings'
import { nothingLearnt, type OpenInvoice, type PaymentFacts } from '#domain/matching/types'
import { EUR, PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { money } from '#values/money'
import { randomOf } from './random.ts'
import { vocabularyOf } from './vocabulary.ts'

const settings = { ...defaultMatchingSettings, autoPost: true }
const first = day('2025-01-02')

/** A book of `size` invoices over a year, one customer for every fifteen; three payments of four name their invoice. */
function bookOf(size: number, seed: number): { invoices: OpenInvoice[]; payments: PaymentFacts[] } {
  const random = randomOf(seed)
  const [words, others] = [vocabularyOf('work'), vocabularyOf('unseen')]
  const either = <T>(a: readonly T[], b: readonly T[]): T => random.pick(random.chance(0.5) ? a : b)
  const customers = Array.from({ length: Math.max(1, Math.ceil(size / 15)) }, (_, at) => {
    const person = at % 3 === 0
    const name = person
      ? `${random.pick(words.jdgTrades)} ${either(words.firstNames, others.firstNames)} ${either(words.surnames, others.surnames)}${random.chance(0.5) ? '' : `-${either(words.surnames, others.surnames)}`}`
      : `${either(words.firmStems, others.firmStems)}-${either(words.firmTails, others.firmTails)} ${either(words.cities, others.cities)} ${random.pick(words.legalForms)}`
    return {
      id: `C${at}`,
      name,
      accounts: at % 2 === 0 ? [`PL${(10 ** 25 + at * 7_919).toString().slice(0, 10)}${at.toString().padStart(16, '0')}`] : [],
    }
  })
  const invoices: OpenInvoice[] = []
  const payments: PaymentFacts[] = []
  for (let at = 0; at < size; at++) {
    const customer = customers[random.between(0, customers.length - 1)] ?? { id: 'C', name: 'C', accounts: [] }
    const issueOn = addDays(first, Math.floor((at * 330) / size))
    const total = money(BigInt(Math.floor(Math.exp(random.unit() * 5.6 + 8.5))), at % 40 === 0 ? EUR : PLN)
    const number = `FV/${at + 1}/${issueOn.slice(5, 7)}/2025`
    invoices.push({ id: `I${at}`, number, type: 'invoice', issueOn, dueOn: addDays(issueOn, 14), total, open: total, customer })
    const title = random.chance(0.5)
      ? `Zapłata za ${number}`
      : random.chance(0.5)
        ? `fv ${at + 1}/${Number(issueOn.slice(5, 7))}/25 dziękujemy`
        : random.chance(0.3)
          ? `FV/${at + 2}/${issueOn.slice(5, 7)}/2025`
          : 'należność za usługi'
    payments.push({
      id: `P${at}`,
      bookedOn: addDays(issueOn, random.between(3, 40)),
      amount: total,
      payerName: customer.name.toUpperCase(),
      title,
      source: 'bank',
      ...(customer.accounts[0] === undefined ? {} : { payerAccount: customer.accounts[0] }),
    })
  }
  return { invoices, payments }
}

const seconds = (from: number): number => (performance.now() - from) / 1000
const memory = (): string => `${Math.round(process.memoryUsage().rss / 1_048_576)} MB`

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

export function whole(size: number, companies: number): { index: number; decide: number; cpu: number; posted: number } {
  let index = 0
  let deciding = 0
  let cpu = 0
  let posted = 0
  for (let company = 0; company < companies; company++) {
    const { invoices, payments } = bookOf(Math.floor(size / companies), company + 1)
    const before = cpuSeconds()
    let from = performance.now()
    const built = buildMatchingIndex(invoices, nothingLearnt, settings)
    index += seconds(from)
    from = performance.now()
    for (const decision of decideAll(built, payments)) if (decision.outcome === 'posted') posted++
    deciding += seconds(from)
    cpu += cpuSeconds() - before
  }
  return { index, decide: deciding, cpu, posted }
}

/** A payment alone against a book that was indexed before: the slowest, the median of a thousand. */
function alone(size: number): void {
  const { invoices, payments } = bookOf(size, 7)
  const index = buildMatchingIndex(invoices, nothingLearnt, settings)
  const times: number[] = []
  for (let at = 0; at < 1000; at++) {
    const payment = payments[(at * 97) % payments.length]
    const invoice = invoices[(at * 31) % invoices.length]
    if (payment === undefined || invoice === undefined) continue
    const from = performance.now()
    decide(index, payment)
    index.update({ ...invoice, open: money(invoice.open.minor - 1n, invoice.open.currency) })
    times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  console.log(
    `one payment against ${size} open invoices, index updated after each: median ${(times[500] ?? 0).toFixed(2)} ms, 99th of 100 ${(times[990] ?? 0).toFixed(2)} ms, slowest ${(times.at(-1) ?? 0).toFixed(2)} ms`,
  )
}

/** Prints the table up to `largest` invoices and payments. */
export function printSpeed(largest: number): void {
  console.log('\ninvoices × payments   companies   index s   decide s   all cpu s   cpu µs a payment   posted    memory')
  for (const size of [1_000, 10_000, 100_000, 1_000_000].filter((each) => each <= largest)) {
    for (const companies of size >= 1_000_000 ? [20, 1] : [1]) {
      const time = whole(size, companies)
      console.log(
        `${size} × ${size}`.padEnd(20),
        `${companies}`.padStart(11),
        time.index.toFixed(2).padStart(9),
        time.decide.toFixed(2).padStart(10),
        time.cpu.toFixed(2).padStart(11),
        ((time.cpu * 1e6) / size).toFixed(1).padStart(18),
        `${time.posted}`.padStart(8),
        memory().padStart(9),
      )
    }
  }
  alone(100_000)
}
