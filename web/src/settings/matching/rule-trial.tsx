// What a rule would have done in the last 90 days: how many payments, how many decisions, which of them against people.
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/money.tsx'
import { Shape } from '../../ui/shape.tsx'
import { useFormat } from '../../ui/use-format.ts'
import classes from './matching.module.css'
import type { Trial, TrialLine } from './matching-types.ts'

export function RuleTrial({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  const others = trial.sample.filter((line) => line.contradiction === null)
  const figures = [
    { id: 'touched', figure: trial.touched, note: t('trial.touchedOf', { count: trial.payments }), tone: '' },
    { id: 'changed', figure: trial.changed, note: t('trial.changedOf', { decided: trial.decided }), tone: '' },
    {
      id: 'contradictions',
      figure: trial.contradictions,
      note: t('trial.contradictionsHint'),
      tone: trial.contradictions === 0 ? '' : 'tone-bad',
    },
  ] as const
  return (
    <section className={classes.trial} aria-label={t('trial.title')} aria-live="polite">
      <header className="row wrap">
        <h3>{t('trial.title')}</h3>
        <span className="xs third">{t('trial.since', { day: format.fullDay(trial.since) })}</span>
      </header>
      {trial.touched === 0 ? (
        <p className="s">
          {t('trial.nothing')} <span className="third">{t('trial.nothingHint')}</span>
        </p>
      ) : (
        <>
          <dl className={classes.figures}>
            {figures.map(({ id, figure, note, tone }) => (
              <div key={id}>
                <dt className="xs second">{t(`trial.${id}`)}</dt>
                <dd className={`${classes.figure} figures ${tone}`}>{format.number(figure)}</dd>
                <dd className="xs third">{note}</dd>
              </div>
            ))}
          </dl>
          {trial.contradictions === 0 ? (
            <p className="s row tight">
              <span className="tone-ok">
                <Shape name="tick" />
              </span>
              {t('trial.fine')}
            </p>
          ) : (
            <Lines title={t('trial.contradicted')} lines={trial.contradicted} all={trial.contradictions} />
          )}
          {others.length === 0 ? null : <Lines title={t('trial.sample')} lines={others} all={trial.touched - trial.contradictions} />}
        </>
      )}
    </section>
  )
}

function Lines({ title, lines, all }: { readonly title: string; readonly lines: readonly TrialLine[]; readonly all: number }) {
  const { t } = useTranslation('matching-settings')
  return (
    <div>
      <h4 className={classes.linesTitle}>
        {title}
        {all > lines.length ? <span className="third"> {t('trial.more')}</span> : null}
      </h4>
      <ul className={classes.lines} tabIndex={0} aria-label={title}>
        {lines.map((line) => (
          <Line key={line.paymentId} line={line} />
        ))}
      </ul>
    </div>
  )
}

function Line({ line }: { readonly line: TrialLine }) {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  const side = ({ outcome, kind, customerName, invoices }: TrialLine['before']): string => {
    const [first] = invoices
    const word = kind === 'ignored-by-rule' ? t('trial.side.ignored') : t(`trial.side.${outcome}`)
    const what = first === undefined ? null : t('trial.side.invoices', { count: invoices.length, first, others: invoices.length - 1 })
    return [word, customerName, what].filter((part) => part !== null).join(', ')
  }
  const none = line.payerName === null || line.payerName.trim() === ''
  return (
    <li className={classes.line}>
      <span className="row">
        <span className="strong cut">{none ? t('trial.noPayer') : line.payerName}</span>
        <span className="end strong">
          <Money amount={line.amount} />
        </span>
      </span>
      <span className="row xs third">
        <span className="figures">{format.day(line.bookedOn)}</span>
        <span className="cut">{line.title.trim() === '' ? t('trial.noTitle') : line.title}</span>
      </span>
      <span className={`${classes.sides} xs`}>
        <span className="third">{t('trial.was')}</span>
        <span className="second">{side(line.before)}</span>
        <span className="third">{t('trial.will')}</span>
        <span className={line.changed ? 'strong' : 'second'}>{line.changed ? side(line.after) : t('trial.same')}</span>
      </span>
      {line.contradiction === null ? null : (
        <span className="row tight xs tone-bad">
          <Shape name="triangle" />
          {t(`trial.contradiction.${line.contradiction}`)}
        </span>
      )}
    </li>
  )
}
