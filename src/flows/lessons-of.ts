// What a placed payment teaches: whose account and whose name its payer's are, or that he may pay for somebody else.
import { NameIndex } from '#domain/matching/name-index'
import { accountLesson, forOthersLesson, type Lesson, payerNameLesson } from '#store/learnt'
import type { Payment } from '#store/payments'
import type { Id } from '#values/id'

type Payer = Pick<Payment, 'payerAccount' | 'payerName'>
type Buyer = { readonly id: Id; readonly name: string }

/** A payer without a name is taken for the buyer; with one, his name is the buyer's whole, his person's or a part of it. */
function isBuyer({ payerName }: Payer, { name }: Buyer): boolean {
  if (payerName === null || payerName.trim() === '') return true
  const names = new NameIndex()
  names.add(0, name)
  return names.find(payerName).some((hit) => hit.likeness !== 'like')
}

/** What a person's confirmation teaches. A payer of another name (factor, family, group) does not become the buyer: he may pay for him. */
export function lessonsOf(payment: Payer, customer: Buyer | null): readonly Lesson[] {
  if (customer === null) return []
  const { payerAccount, payerName } = payment
  const own = isBuyer(payment, customer)
  const name = payerName?.trim() ?? ''
  return [
    ...(payerAccount === null
      ? []
      : [own ? accountLesson(payerAccount, customer.id) : forOthersLesson('account', payerAccount, customer.id)]),
    ...(name === '' ? [] : [own ? payerNameLesson(name, customer.id) : forOthersLesson('name', name, customer.id)]),
  ]
}

/** What a posting teaches that nobody looked at: the account of a payer who is the buyer by name too, and nothing of others. */
export const lessonsOfPosting = (payment: Payer, customer: Buyer | null): readonly Lesson[] =>
  customer !== null && payment.payerAccount !== null && isBuyer(payment, customer) ? [accountLesson(payment.payerAccount, customer.id)] : []
