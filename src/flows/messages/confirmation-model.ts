// What a payment confirmation says: what came, what it settled, what is left.
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { Translate } from '#ports/translate'
import type { ConfirmationFacts } from '#store/confirmable-payments'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Language } from '#values/language'
import { isPositive } from '#values/money'
import type { MessageModel } from './message-model.ts'
import { letterOf } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

/** The confirmation of one payment with its allocations as they are now (at least one). */
export function confirmationModel(facts: {
  readonly company: SendingCompany
  readonly language: Language
  readonly payment: ConfirmationFacts
  readonly today: Day
  readonly translate: Translate
}): MessageModel {
  const { company, language, payment } = facts
  const say = sentencesOf(facts.translate)
  const amount = amountText(language, payment.amount)
  return {
    ...letterOf(company, language, facts.today, say),
    subject: say('confirmation.subject', { amount }),
    title: say('confirmation.title'),
    paragraphs: [say('confirmation.intro', { on: dayText(language, payment.bookedOn), amount })],
    table: {
      heads: [say('invoice'), say('confirmation.left'), say('confirmation.applied')],
      rows: payment.allocations.map((allocation) => ({
        cells: [allocation.number, amountText(language, allocation.left), amountText(language, allocation.applied)],
        url: linkOf(allocation.viewUrl),
      })),
      totals: [],
    },
    box: [],
    button: null,
    after: [
      ...(isPositive(payment.unapplied) ? [say('confirmation.rest', { amount: amountText(language, payment.unapplied) })] : []),
      ...(company.settings.receiptReservation ? [say('confirmation.reservation')] : []),
    ],
  }
}
