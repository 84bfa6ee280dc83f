// The navigation at the left: company, places with their counts, first steps, the person.
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'
import { useCompany } from './company.ts'
import { CompanySwitch } from './company-switch.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './navigation.module.css'
import { PersonMenu } from './person-menu.tsx'
import { placeOf, places } from './places.ts'
import { useDashboard } from './use-dashboard.ts'

export function Navigation() {
  const { t } = useTranslation('shell')
  const { can, path } = useCompany()
  const format = useFormat()
  const here = placeOf(useLocation().pathname)
  const toReview = useDashboard().data?.tiles.toReview.payments ?? 0
  const section = (name: 'work' | 'house') =>
    places
      .filter((place) => place.section === name && can(place.needs))
      .map((place) => {
        const inPayments = here?.under === 'payments'
        if (place.under === 'payments' && !inPayments) return null
        const on = place.id === here?.id
        const count = (place.id === 'payments' || place.id === 'review') && toReview > 0 ? format.number(toReview) : null
        const Icon = place.icon
        return (
          <Link
            key={place.id}
            to={place.to}
            params={{ ...path, section: 'company' }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={`${on ? classes.on : ''} ${classes.item} ${place.under === undefined ? '' : classes.sub} ${place.id === 'payments' && inPayments ? classes.within : ''}`}
            {...(on ? { 'aria-current': 'page' as const } : {})}
            title={t(place.word)}
          >
            {place.under === undefined ? <Icon size={16} stroke={1.6} aria-hidden /> : null}
            <span className={`${classes.word} cut`}>{t(place.word)}</span>
            {count === null ? null : <span className={classes.count}>{count}</span>}
          </Link>
        )
      })
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      <CompanySwitch />
      <div className={classes.list}>
        {section('work')}
        <div className={classes.line} />
        {section('house')}
      </div>
      <FirstSteps />
      <PersonMenu />
    </nav>
  )
}
