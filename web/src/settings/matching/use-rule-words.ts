// A rule as a sentence: what must hold, and what follows.
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/use-format.ts'
import type { Rule, RuleInput } from './matching-types.ts'

export type RuleWords = { readonly when: string; readonly effect: string }

const texts = ['payerName', 'title', 'payerAccount', 'creditedAccount'] as const

export function useRuleWords(): (rule: RuleInput & Partial<Pick<Rule, 'customerName'>>) => RuleWords {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  return ({ when, effect, customerName }) => {
    const { amountFrom, amountTo } = when
    const parts = texts.flatMap((field) => {
      const text = when[field]
      return text === undefined ? [] : [t(`rules.when.${field}`, { text })]
    })
    const [from, to] = [amountFrom, amountTo].map((amount) => (amount === undefined ? null : format.money(amount)))
    if (from && to) parts.push(t('rules.when.range', { from, to }))
    else if (from) parts.push(t('rules.when.from', { from }))
    else if (to) parts.push(t('rules.when.to', { to }))
    const sentence = parts.join(t('rules.and'))
    return {
      when: sentence.slice(0, 1).toLocaleUpperCase(format.language) + sentence.slice(1),
      effect: t(`rules.effect.${effect.action}`, { customer: customerName ?? '–' }),
    }
  }
}
