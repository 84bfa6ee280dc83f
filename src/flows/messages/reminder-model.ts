// What a reminder says: all overdue invoices of a customer, their sum, and where to pay.
import type { Tone } from '#domain/dunning/message-kind'
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { Translate } from '#ports/translate'
import type { NamedInvoice } from '#store/dunning'
import type { SendingCompany } from '#store/sending-companies'
import { addDays, type Day, daysBetween } from '#values/day'
import type { Language } from '#values/language'
import type { MessageModel } from './message-model.ts'
import { accountText, letterOf, sumsOf, sumsText } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

const deadlineDays = 7

/** The reminder of `invoices` (at least one) as of `today`; every figure is of the ledger at this moment. */
export function reminderModel(facts: {
  readonly company: SendingCompany
  readonly language: Language
  readonly tone: Tone
  readonly invoices: readonly NamedInvoice[]
  readonly today: Day
  readonly translate: Translate
}): MessageModel {
  const { company, language, invoices, today } = facts
  const tone = facts.tone === 'final' ? 'firm' : facts.tone
  const say = sentencesOf(facts.translate)
  const count = invoices.length
  const sums = sumsOf(invoices.map((invoice) => invoice.open))
  const amount = sumsText(language, sums)
  const letter = letterOf(company, language, today, say)
  const accounts = new Set(invoices.map((invoice) => invoice.payToAccount))
  const [account] = accounts
  const [only] = invoices
  const payUrl = count === 1 && only !== undefined ? linkOf(only.paymentUrl) : null
  const box =
    accounts.size !== 1 || account === undefined || account === null
      ? []
      : [
          { label: say('account'), value: accountText(account) },
          { label: say('title'), value: invoices.map((invoice) => invoice.number).join(', ') },
        ]
  return {
    ...letter,
    subject: say(`reminder.${tone}.subject`, { count, amount, number: only?.number ?? '' }),
    title: say(`reminder.${tone}.title`),
    paragraphs: [
      say(`reminder.${tone}.intro`, { count, on: dayText(language, today) }),
      say(`reminder.${tone}.request`, { deadline: dayText(language, addDays(today, deadlineDays)) }),
    ],
    table: {
      heads: [say('invoice'), say('due'), say('late'), say('toPay')],
      rows: invoices.map((invoice) => ({
        cells: [
          invoice.number,
          dayText(language, invoice.dueOn),
          say('days', { count: daysBetween(invoice.dueOn, today) }),
          amountText(language, invoice.open),
        ],
        url: linkOf(invoice.viewUrl),
      })),
      totals: sums.map((sum) => ({ label: say('total'), value: amountText(language, sum) })),
    },
    box,
    button: payUrl === null || only === undefined ? null : { label: say('pay', { amount: amountText(language, only.open) }), url: payUrl },
    after: [say('reminder.objections')],
    footer: [
      ...letter.footer.slice(0, -1),
      ...(account?.startsWith('PL') === true && box.length > 0 ? [say('footer.whiteList')] : []),
      ...letter.footer.slice(-1),
    ],
  }
}
