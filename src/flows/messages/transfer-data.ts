// Where and how to pay: one account, sum and title for each currency and account that the invoices name, with the code for the bank's application.
import { transferCode } from '#domain/transfer-code/transfer-code'
import { amountText } from '#domain/wording/amount-text'
import type { Money } from '#values/money'
import { isPositive } from '#values/money'
import { qrCode } from '#values/qr-code'
import type { MessageFacts } from './message-facts.ts'
import type { MessageBlock } from './message-model.ts'
import { accountText, sumsOf } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

export type Payable = { readonly account: string; readonly amount: Money; readonly title: string; readonly payUrl: string | null }

const longestTitle = 140

/** `FV 1 i 2 inne`, for a title that would be too long with all numbers. */
export function numbersText(facts: Pick<MessageFacts, 'translate'>, numbers: readonly string[], short: boolean): string {
  const all = numbers.join(', ')
  const [first = ''] = numbers
  if (numbers.length < 2 || (!short && all.length <= longestTitle)) return all
  return sentencesOf(facts.translate)('letter.and', { first, count: numbers.length - 1 })
}

/** One for each account and currency, at most three; none where an invoice has no account and the company has none either. */
export function payables(facts: MessageFacts): readonly Payable[] {
  const fallback = facts.settings.bankAccount
  if (facts.note !== null)
    return fallback === null ? [] : [{ account: fallback, amount: facts.note.total, title: facts.note.number, payUrl: null }]
  const owed = facts.invoices.filter((invoice) => isPositive(invoice.open))
  const groups = Map.groupBy(owed, (invoice) => `${invoice.payToAccount ?? fallback ?? ''} ${invoice.open.currency}`)
  const extra = (facts.claim?.debts ?? []).map((each) => ({
    id: each.debt.invoiceId,
    amounts: [each.interest.interestLeft, ...(each.compensation === null ? [] : [each.compensation.amount])],
  }))
  return [...groups.values()].slice(0, 3).flatMap((group) => {
    const account = group[0]?.payToAccount ?? fallback
    const currency = group[0]?.open.currency
    if (account === null || account === undefined) return []
    const ids = new Set(group.map((invoice) => invoice.id))
    const amounts = [...group.map((invoice) => invoice.open), ...extra.filter((each) => ids.has(each.id)).flatMap((each) => each.amounts)]
    const amount = sumsOf(amounts).find((sum) => sum.currency === currency)
    const numbers = group.map((invoice) => invoice.number)
    return amount === undefined
      ? []
      : [
          {
            account,
            amount,
            title: numbersText(facts, numbers, false),
            payUrl: group.length === 1 && owed.length === 1 && extra.length === 0 ? linkOf(group[0]?.payUrl ?? null) : null,
          },
        ]
  })
}

/** Account, title, link and code, as blocks of a message. */
export function transferBlocks(facts: MessageFacts): readonly MessageBlock[] {
  const say = sentencesOf(facts.translate)
  const { language, company } = facts
  const all = payables(facts)
  return all.map((payable, at): MessageBlock => {
    const code = transferCode({
      payee: company.name,
      payeeNip: company.nip,
      account: payable.account,
      amount: payable.amount,
      title: payable.title,
    })
    const matrix = code === null ? null : qrCode(code.text, code.level)
    const bank =
      facts.settings.bankName !== null && payable.account === facts.settings.bankAccount && facts.medium === 'letter'
        ? facts.settings.bankName
        : null
    const button =
      payable.payUrl !== null
        ? { label: say('pay', { amount: amountText(language, payable.amount) }), url: payable.payUrl }
        : facts.pageUrl !== null && facts.medium === 'email' && at === 0 && facts.note === null
          ? { label: say('letter.see', { amount: amountText(language, payable.amount) }), url: facts.pageUrl }
          : null
    return {
      kind: 'payment',
      items: [
        { label: say('account'), value: accountText(payable.account) },
        ...(bank === null ? [] : [{ label: say('letter.bank'), value: bank }]),
        { label: say('title'), value: payable.title },
        ...(all.length > 1 || facts.medium === 'letter' || button === null
          ? [{ label: say('letter.amount'), value: amountText(language, payable.amount) }]
          : []),
      ],
      button,
      code:
        code === null || matrix === null
          ? null
          : { matrix, caption: say(code.withAmount ? 'letter.codeApp' : 'letter.codeOpen'), inlineId: `kod-${at + 1}` },
    }
  })
}
