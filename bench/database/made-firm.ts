// A firm of the bench, made from a seed: invoices as Fakturownia writes them and a bank's MT940 of the payments for them.
import { type MadeLine, seededRandom } from '#test/support/made-lines'
import { addDays, day } from '#values/day'
import { ibanOfBban } from '#values/iban'

export type MadeFirm = {
  readonly invoices: string
  readonly lines: readonly MadeLine[] /** Payments that settle one invoice exactly and name it. */
  readonly plain: number
}

const titles = [
  (number: string) => `Faktura ${number}`,
  (number: string) => `zaplata za ${number}`,
  (number: string) => `FV ${number.replace('FV/', '')}`,
  (number: string) => number.toLowerCase(),
]

const nipWeights = [6, 5, 7, 2, 3, 4, 5, 6, 7]

/** Ten digits with the right check digit, distinct for distinct `n`. */
function madeNip(n: number): string {
  for (let body = 525_000_000 + n * 11; ; body++) {
    const check = nipWeights.reduce((sum, weight, i) => sum + weight * Number(String(body)[i]), 0) % 11
    if (check < 10) return `${body}${check}`
  }
}

/** `count` invoices of 800 customers in March 2026 and as many payments: nine in ten name their invoice, some pay a part, some nothing that we know. */
export function madeFirm(seed: number, count: number): MadeFirm {
  const random = seededRandom(seed)
  const customers = Array.from({ length: 800 }, (_, n) => ({
    id: n + 1,
    name: `Firma ${String.fromCharCode(65 + (n % 26))}${n} sp. z o.o.`,
    nip: madeNip(n),
    account: ibanOfBban('PL', `11402004${String(n).padStart(16, '0')}`).slice(2),
  }))
  const invoices = []
  const lines: MadeLine[] = []
  let plain = 0
  for (let i = 0; i < count; i++) {
    const customer = customers[Math.floor(random() * customers.length)] ?? { id: 0, name: '', nip: '', account: '' }
    const number = `FV/${i + 1}/03/2026`
    const minor = 1_000n + BigInt(Math.floor(random() * 2_000_000))
    const issued = addDays(day('2026-03-01'), Math.floor((i / count) * 14))
    invoices.push({
      id: i + 1,
      number,
      kind: 'vat',
      income: true,
      issue_date: issued,
      payment_to: addDays(issued, 14),
      price_gross: `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`,
      paid: '0.0',
      currency: 'PLN',
      client_id: customer.id,
      buyer_name: customer.name,
      buyer_tax_no: customer.nip,
    })
    const kind = random()
    const title = kind < 0.95 ? ((titles[Math.floor(random() * titles.length)] ?? titles[0])?.(number) ?? number) : 'wplata'
    const isPart = kind >= 0.85 && kind < 0.9
    if (kind < 0.85) plain++
    lines.push({
      bookedOn: addDays(day('2026-03-15'), Math.floor((i / count) * 14)),
      minor: isPart ? minor / 2n : minor,
      title,
      name: customer.name,
      account: customer.account,
      reference: `EL${String(i).padStart(9, '0')}`,
    })
  }
  return { invoices: JSON.stringify(invoices), lines, plain }
}
