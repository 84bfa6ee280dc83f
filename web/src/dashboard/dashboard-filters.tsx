// The filters of the first screen, as chips under its title.
import { useTranslation } from 'react-i18next'
import { useScopeFilters } from '../lists/scope-filters.tsx'
import { useSearchSet } from '../shell/use-search-set.ts'
import { AddFilter, FilterChip } from '../ui/filter-chips.tsx'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'
import { periods, useNarrowing } from './use-narrowing.ts'

export function DashboardFilters({ data }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const set = useSearchSet()
  const { period, search, isNarrowed } = useNarrowing()
  // Each choice is a step that the back button takes back.
  const choose = (change: Readonly<Record<string, string | undefined>>) => set(change, false)
  const options = periods.map((value) => ({ value, word: t(`filters.${value}`) }))
  const scope = useScopeFilters(data.filters, search, choose)
  return (
    <div className={classes.filters} role="group" aria-label={t('filters.label')}>
      {period === undefined ? null : (
        <FilterChip
          name={t('filters.period')}
          value={period}
          options={options}
          onChange={(value) => choose({ period: value })}
          onClear={() => choose({ period: undefined })}
        />
      )}
      {scope.chips}
      <AddFilter
        filters={[
          ...(period === undefined ? [{ name: t('filters.period'), options, onChange: (value: string) => choose({ period: value }) }] : []),
          ...scope.offers,
        ]}
      />
      {isNarrowed ? <span className="xs third">{t('filters.note')}</span> : null}
    </div>
  )
}
