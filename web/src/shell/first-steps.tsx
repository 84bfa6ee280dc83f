// The checklist of the first days, in the navigation and on the Pulpit until all is done.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readOnboarding } from '#contract/onboarding'
import { useRead } from '../queries.ts'
import { buttonClass } from '../ui/button.tsx'
import { Shape } from '../ui/shape.tsx'
import { useCompany } from './company.ts'
import classes from './navigation.module.css'

function useSteps() {
  const { params, can } = useCompany()
  const data = useRead(readOnboarding, { params }, { enabled: can('company.change') }).data
  return data === undefined || data.percent === 100 ? null : data
}

export function FirstSteps() {
  const { t } = useTranslation('shell')
  const { path } = useCompany()
  const progress = useSteps()
  if (progress === null) return null
  const done = progress.steps.filter((each) => each.state === 'done').length
  const next = progress.next ?? progress.steps.find((each) => each.state === 'skipped')?.step ?? 'start'
  return (
    <section className={classes.steps} aria-label={t('firstSteps.title')}>
      <div className="row apart xs">
        <b>{t('firstSteps.title')}</b>
        <span className="third">{t('firstSteps.count', { done, all: progress.steps.length })}</span>
      </div>
      <div className={classes.track} aria-hidden>
        {progress.steps.map((each) => (
          <i key={each.step} className={each.state === 'done' ? classes.done : ''} />
        ))}
      </div>
      <Link to="/$company/start" params={path} search={{ step: next }} className="xs">
        {t('firstSteps.next', { step: t(`firstSteps.step.${next}`) })}
      </Link>
    </section>
  )
}

/** The same on the Pulpit: every step with its state, each a way back into it. */
export function FirstStepsCard() {
  const { t } = useTranslation('shell')
  const { path } = useCompany()
  const progress = useSteps()
  if (progress === null) return null
  const next = progress.next ?? progress.steps.find((each) => each.state === 'skipped')?.step ?? 'start'
  return (
    <section className={classes.card} aria-label={t('firstSteps.title')}>
      <b className="s">{t('firstSteps.title')}</b>
      <span className={`s third ${classes.cardCount}`}>
        {t('firstSteps.count', { done: progress.steps.filter((each) => each.state === 'done').length, all: progress.steps.length })}
      </span>
      <ol className={classes.cardSteps}>
        {progress.steps.map(({ step, state }) => (
          <li key={step}>
            <Link to="/$company/start" params={path} search={{ step }} className="s row tight">
              <span className={state === 'done' ? 'tone-ok' : 'third'}>
                <Shape name={state === 'done' ? 'tick' : state === 'skipped' ? 'bar' : 'ring'} title={t(`firstSteps.state.${state}`)} />
              </span>
              {t(`firstSteps.step.${step}`)}
            </Link>
          </li>
        ))}
      </ol>
      <Link to="/$company/start" params={path} search={{ step: next }} className={buttonClass({ size: 'sm' })}>
        {t('firstSteps.next', { step: t(`firstSteps.step.${next}`) })}
      </Link>
    </section>
  )
}
