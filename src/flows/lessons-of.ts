// What a placed payment teaches: whose account and whose name its payer's are.
import { accountLesson, type Lesson, payerNameLesson } from '#store/learnt'
import type { Payment } from '#store/payments'
import type { Id } from '#values/id'

export const lessonsOf = (payment: Pick<Payment, 'payerAccount' | 'payerName'>, customerId: Id | null): readonly Lesson[] =>
  customerId === null
    ? []
    : [
        ...(payment.payerAccount === null ? [] : [accountLesson(payment.payerAccount, customerId)]),
        ...(payment.payerName === null ? [] : [payerNameLesson(payment.payerName, customerId)]),
      ]
