// How fresh the data are: the oldest source that should be fresh, or the names of those that are late.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'
import { useCompany } from './company.ts'
import classes from './top-bar.module.css'
import { useDashboard } from './use-dashboard.ts'

export function Freshness() {
  const { t } = useTranslation('shell')
  const { path } = useCompany()
  const format = useFormat()
  const sources = useDashboard().data?.sources
  if (sources === undefined) return null
  const names = (state: 'error' | 'delayed') => sources.filter((source) => source.state === state).map((source) => source.name)
  const [errors, delayed] = [names('error'), names('delayed')]
  const oldest = sources
    .filter((source) => source.state === 'fresh')
    .flatMap((source) => (source.at === null ? [] : [source.at]))
    .sort((a, b) => a.getTime() - b.getTime())[0]
  const look = errors.length > 0 ? classes.error : delayed.length > 0 ? classes.delayed : oldest === undefined ? classes.none : ''
  const words =
    errors.length > 0
      ? t('freshness.error', { names: errors.join(', ') })
      : delayed.length > 0
        ? t('freshness.delayed', { names: delayed.join(', ') })
        : oldest === undefined
          ? t('freshness.none')
          : t('freshness.current', { moment: format.moment(oldest) })
  return (
    <Link to="/$company/integrations" params={path} className={`${classes.pill} ${classes.fresh} wide-only`}>
      <span className={`${classes.dot} ${look}`} aria-hidden />
      <span className="cut" style={{ maxWidth: 240 }}>
        {words}
      </span>
    </Link>
  )
}
