// The debt ratio with the figures it is made of, so that nobody has to believe the number.
import { useTranslation } from 'react-i18next'
import { Money } from '../ui/money.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './credit.module.css'
import { type FiguresView, type SettingsView, useCreditWords } from './credit-words.ts'

export function Formula({ figures, ratio }: { readonly figures: FiguresView; readonly ratio: SettingsView['ratio'] }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const period = { from: format.fullDay(figures.from), to: format.fullDay(figures.on) }
  const notes = [
    figures.lack === null ? null : t(`lack.${figures.lack}`, { currencies: figures.withoutRate.join(', ') }),
    figures.withoutNet === 0 || ratio.turnover === 'gross' ? null : t('withoutNet', { count: figures.withoutNet }),
    figures.disputed.minor === 0n ? null : t(`disputed.${ratio.disputed}`, { amount: format.money(figures.disputed) }),
  ].filter((note) => note !== null)
  return (
    <div className="stack tight">
      <p className={classes.formula}>
        <span>
          <Money amount={figures.numerator} /> <span className="third">{t(`numerator.${ratio.numerator}`)}</span>
        </span>
        <span aria-hidden>÷</span>
        <span>
          <Money amount={figures.turnover} /> <span className="third">{t(`turnover.${ratio.turnover}`, period)}</span>
        </span>
        <span aria-hidden>=</span>
        <b className="figures">{figures.basisPoints === null ? t('noRatio') : words.percent(figures.basisPoints)}</b>
      </p>
      {notes.map((note) => (
        <p key={note} className="xs third">
          {note}
        </p>
      ))}
    </div>
  )
}
