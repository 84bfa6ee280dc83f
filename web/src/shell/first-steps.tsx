// The checklist of the first days, in the navigation until all is done.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from './company.ts'
import classes from './navigation.module.css'
import { useDashboard } from './use-dashboard.ts'

const steps = ['hasConnection', 'hasInvoices', 'hasPayments', 'hasChannel', 'hasPolicy', 'sendingDecided'] as const

const placeOfStep = {
  hasConnection: { to: '/$company/integrations', section: '' },
  hasInvoices: { to: '/$company/start', section: '' },
  hasPayments: { to: '/$company/start', section: '' },
  hasChannel: { to: '/$company/integrations', section: '' },
  hasPolicy: { to: '/$company/settings/$section', section: 'automation' },
  sendingDecided: { to: '/$company/settings/$section', section: 'automation' },
} as const

export function FirstSteps() {
  const { t } = useTranslation('shell')
  const { path, can } = useCompany()
  const done = useDashboard().data?.firstSteps
  const next = done === undefined ? undefined : steps.find((step) => !done[step])
  if (done === undefined || next === undefined || !can('company.change')) return null
  const count = steps.filter((step) => done[step]).length
  const place = placeOfStep[next]
  return (
    <section className={classes.steps} aria-label={t('firstSteps.title')}>
      <div className="row apart xs">
        <b>{t('firstSteps.title')}</b>
        <span className="third">{t('firstSteps.count', { done: count, all: steps.length })}</span>
      </div>
      <div className={classes.track} aria-hidden>
        {steps.map((step, at) => (
          <i key={step} className={at < count ? classes.done : ''} />
        ))}
      </div>
      <Link to={place.to} params={{ ...path, section: place.section }} className="xs">
        {t('firstSteps.next', { step: t(`firstSteps.${next}`) })}
      </Link>
    </section>
  )
}
