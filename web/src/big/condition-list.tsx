// The conditions of an entry, each met or not, with its article and the fact that decides.
import { useTranslation } from 'react-i18next'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import type { BigCase } from './big-case.ts'

type Condition = BigCase['conditions'][number]
const looks = {
  met: { shape: 'tick', tone: 'tone-ok' },
  unmet: { shape: 'triangle', tone: 'tone-bad' },
  disclose: { shape: 'diamond', tone: 'tone-warn' },
} as const

export function ConditionList({ of }: { readonly of: BigCase }) {
  const { t } = useTranslation('big')
  const fact = useFact()
  const article = of.debtor === 'consumer' ? '14' : '15'
  return (
    <ul className={classes.conditions}>
      {of.conditions.map((each) => (
        <li key={each.id}>
          <span className={looks[each.state].tone} role="img" aria-label={t(`state.${each.state}`)}>
            <Shape name={looks[each.state].shape} />
          </span>
          <span>
            <b>{t(`condition.${each.id}`)}</b> <span className="third">{t(`article.${each.id}`, { article })}</span>
          </span>
          <span className="second">{fact(each)}</span>
        </li>
      ))}
    </ul>
  )
}

function useFact(): (condition: Condition) => string {
  const { t } = useTranslation('big')
  const shell = useTranslation('shell').t
  const format = useFormat()
  return (of) => {
    switch (of.id) {
      case 'contract':
        return of.bureau ?? t('fact.noContract')
      case 'amount':
        return t('fact.amount', { sum: format.money(of.sum), needed: format.money(of.needed) })
      case 'rates':
        return t('fact.rates', { numbers: of.numbers.join(', ') })
      case 'overdue': {
        const facts = { days: shell('units.days', { count: of.days }), needed: of.needed }
        return of.state === 'met' || of.from === null
          ? t('fact.overdue', facts)
          : t('fact.overdueFrom', { ...facts, from: format.fullDay(of.from) })
      }
      case 'notice':
        return of.sentOn === null ? t(`fact.${of.lack ?? 'none'}`) : t('fact.sent', { day: format.fullDay(of.sentOn) })
      case 'month':
        return of.from === null
          ? t('fact.monthNone')
          : t(of.state === 'met' ? 'fact.monthOver' : 'fact.monthFrom', { from: format.fullDay(of.from) })
      case 'dispute':
        return t('fact.dispute', { numbers: of.numbers.join(', ') })
    }
  }
}
