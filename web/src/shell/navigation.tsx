// The navigation at the left: company, places with their counts, first steps, the person.
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { countTasks } from '#contract/follow-up'
import { useRead } from '../queries.ts'
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
  const { can, params, path } = useCompany()
  const format = useFormat()
  const here = placeOf(useLocation().pathname)
  const toReview = useDashboard().data?.tiles.toReview.payments ?? 0
  const tasks = useRead(countTasks, { params }, { enabled: can('customers.read'), refetchMs: 60_000, keep: true }).data
  // As many as the list shows that opens.
  const toDo = (tasks?.mine ?? 0) > 0 ? (tasks?.mine ?? 0) : (tasks?.all ?? 0)
  const countOf = (id: string): number => (id === 'payments' || id === 'review' ? toReview : id === 'tasks' ? toDo : 0)
  const section = (name: 'work' | 'house') =>
    places
      .filter((place) => place.section === name && can(place.needs))
      .map((place) => {
        // Who may not see the group sees what he may of it on its own.
        const group = places.find((each) => each.id === place.under && can(each.needs))
        if (group !== undefined && group.id !== here?.under) return null
        const on = place.id === here?.id
        const count = countOf(place.id) > 0 ? format.number(countOf(place.id)) : null
        const Icon = place.icon
        return (
          <Link
            key={place.id}
            to={place.to}
            params={{ ...path, section: 'company' }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={`${on ? classes.on : ''} ${classes.item} ${group === undefined ? '' : classes.sub} ${place.id === here?.under ? classes.within : ''}`}
            {...(on ? { 'aria-current': 'page' as const } : {})}
            title={t(place.word)}
          >
            {group === undefined ? <Icon size={16} stroke={1.6} aria-hidden /> : null}
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
