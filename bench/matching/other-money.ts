// Money that settles nothing: institutions, the owner, refunds, gateways; often of an amount that some open invoice has.
import type { CasePayment } from './case-types.ts'
import { bankOf } from './handwriting.ts'
import type { Random } from './random.ts'
import type { Vocabulary } from './vocabulary.ts'
import { accountOf, dayAfter, type Seller } from './world.ts'

/** About one such payment for every ten invoices. */
export function otherMoney(
  random: Random,
  words: Vocabulary,
  seller: Seller,
  nextId: () => string,
): { payment: CasePayment; category: string }[] {
  const count = Math.floor(seller.invoices.length / 10)
  return Array.from({ length: count }, () => {
    const invoice = random.pick(seller.invoices)
    const like = random.chance(0.35) && invoice.total > 0
    const payout = random.chance(0.3)
    const bank = bankOf(random)
    const person = `${random.pick(words.firstNames)} ${random.pick(words.surnames)}`
    const payerName = payout
      ? random.pick(words.gateways)
      : random.chance(0.6)
        ? random.pick(words.noisePayers)
        : random.chance(0.25)
          ? random.pick(seller.customers).name
          : person
    return {
      category: payout ? 'payout' : 'noise',
      payment: {
        id: nextId(),
        tenant: seller.tenant,
        bookedOn: dayAfter('2024-11-05', random.between(0, 420)),
        amount: like ? invoice.total : random.between(500, 9_000_000),
        currency: like ? invoice.currency : 'PLN',
        payerName: bank.name(payerName),
        payerAccount: accountOf(random),
        title: bank.text(payout ? random.pick(words.payouts) : random.pick(words.noise)),
        creditedAccount: seller.account,
        source: 'bank' as const,
      },
    }
  })
}
