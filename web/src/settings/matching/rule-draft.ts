// What stands in the fields of a rule, and the rule that it makes.
import { type Currency, findCurrency, PLN } from '#values/currency'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import type { Money } from '#values/money'
import { formatMoney } from '../../ui/format.ts'
import { parseAmount } from '../../ui/parse-amount.ts'
import type { Rule, RuleInput } from './matching-types.ts'

export const ruleActions = ['customer', 'ignore', 'never-post'] as const

export type RuleDraft = {
  readonly payerName: string
  readonly title: string
  readonly payerAccount: string
  readonly creditedAccount: string
  readonly amountFrom: string
  readonly amountTo: string
  readonly currency: Currency
  readonly action: (typeof ruleActions)[number]
  readonly customer: { readonly customerId: Id; readonly name: string } | null
}

export const emptyRule: RuleDraft = {
  payerName: '',
  title: '',
  payerAccount: '',
  creditedAccount: '',
  amountFrom: '',
  amountTo: '',
  currency: PLN,
  action: 'customer',
  customer: null,
}

export function draftOfRule({ when, effect, customerName }: Rule, language: Language): RuleDraft {
  const written = (amount: Money | undefined) => (amount === undefined ? '' : formatMoney(language, amount, 'bare'))
  return {
    payerName: when.payerName ?? '',
    title: when.title ?? '',
    payerAccount: when.payerAccount ?? '',
    creditedAccount: when.creditedAccount ?? '',
    amountFrom: written(when.amountFrom),
    amountTo: written(when.amountTo),
    currency: when.amountFrom?.currency ?? when.amountTo?.currency ?? PLN,
    action: effect.action,
    customer: effect.action === 'customer' ? { customerId: effect.customerId, name: customerName ?? '' } : null,
  }
}

/** Whether an amount field is left empty or holds an amount. */
export const isAmount = (text: string, currency: Currency): boolean => text.trim() === '' || parseAmount(text, currency) !== null

/** The rule; null while it is not complete: an amount that is none, a customer not chosen, no condition at all. */
export function ruleOf(draft: RuleDraft): RuleInput | null {
  const { currency } = draft
  if (!isAmount(draft.amountFrom, currency) || !isAmount(draft.amountTo, currency)) return null
  const text = (field: 'payerName' | 'title' | 'payerAccount' | 'creditedAccount') =>
    draft[field].trim() === '' ? {} : { [field]: draft[field].trim() }
  const amount = (field: 'amountFrom' | 'amountTo') => {
    const read = draft[field].trim() === '' ? null : parseAmount(draft[field], currency)
    return read === null ? {} : { [field]: read }
  }
  const when: RuleInput['when'] = {
    ...text('payerName'),
    ...text('title'),
    ...text('payerAccount'),
    ...text('creditedAccount'),
    ...amount('amountFrom'),
    ...amount('amountTo'),
  }
  if (Object.keys(when).length === 0) return null
  if (draft.action !== 'customer') return { when, effect: { action: draft.action } }
  return draft.customer === null ? null : { when, effect: { action: 'customer', customerId: draft.customer.customerId } }
}

export const currencyOf = (code: string | null): Currency | null => (code === null ? null : findCurrency(code))
