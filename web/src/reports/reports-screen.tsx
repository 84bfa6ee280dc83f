// Raporty: analytics, the shelf, own reports, schedules and the archive.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { buttonClass } from '../ui/button.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ArchiveTab } from './archive-tab.tsx'
import { OwnTab } from './own-tab.tsx'
import { SchedulesTab } from './schedules-tab.tsx'
import { ShelfReport } from './shelf-report.tsx'
import { ShelfTab, useShelf } from './shelf-tab.tsx'

const route = getRouteApi('/$company/reports/')
const views = ['analytics', 'shelf', 'own', 'schedules', 'archive'] as const

export function ReportsScreen() {
  const { t } = useTranslation('reports-screen')
  const { path, can } = useCompany()
  const search = route.useSearch()
  const shelf = useShelf()
  const view = views.find((each) => each === search.view) ?? 'analytics'
  const chosen = shelf.data?.reports.find((report) => report.id === search.report)
  useNamedPlace(null, t('title'))
  return (
    <Page>
      <PageHead
        title={chosen === undefined || view !== 'shelf' ? t('title') : chosen.name}
        actions={
          can('reports.make') ? (
            <Link to="/$company/reports/build" params={path} search={{}} className={buttonClass({ look: 'filled' })}>
              {t('build.new')}
            </Link>
          ) : undefined
        }
      />
      <Tabs
        label={t('title')}
        open={view}
        items={views.map((id) => ({ id, word: t(`view.${id}`), link: { to: '/$company/reports', params: path, search: { view: id } } }))}
      />
      {view === 'analytics' ? <ShelfReport id="analytics" name={t('view.analytics')} period /> : null}
      {view === 'shelf' ? (
        chosen === undefined ? (
          <ShelfTab />
        ) : (
          <ShelfReport key={chosen.id} id={chosen.id} name={chosen.name} period={chosen.period} />
        )
      ) : null}
      {view === 'own' ? <OwnTab /> : null}
      {view === 'schedules' ? <SchedulesTab /> : null}
      {view === 'archive' ? <ArchiveTab /> : null}
    </Page>
  )
}
