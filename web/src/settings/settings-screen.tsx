// Ustawienia: sections at the top, one form below.
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'

const route = getRouteApi('/$company/settings/$section')

// Each section is fetched when it is opened: their fields differ.
const sections = [
  {
    id: 'company',
    needs: 'company.read',
    view: lazy(() => import('./company-settings.tsx').then((module) => ({ default: module.CompanySettings }))),
  },
  {
    id: 'matching',
    needs: 'company.read',
    view: lazy(() => import('./matching/matching-settings.tsx').then((module) => ({ default: module.MatchingSettings }))),
  },
  {
    id: 'automation',
    needs: 'company.read',
    view: lazy(() => import('./automation-settings.tsx').then((module) => ({ default: module.AutomationSettings }))),
  },
  {
    id: 'people',
    needs: 'people.read',
    view: lazy(() => import('./people-settings.tsx').then((module) => ({ default: module.PeopleSettings }))),
  },
  {
    id: 'tokens',
    needs: 'tokens.manage',
    view: lazy(() => import('./token-settings.tsx').then((module) => ({ default: module.TokenSettings }))),
  },
  {
    id: 'backups',
    needs: 'company.change',
    view: lazy(() => import('./backup-settings.tsx').then((module) => ({ default: module.BackupSettings }))),
  },
  {
    id: 'security',
    needs: null,
    view: lazy(() => import('./security-settings.tsx').then((module) => ({ default: module.SecuritySettings }))),
  },
] as const

export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { path, can } = useCompany()
  const offered = sections.filter((section) => section.needs === null || can(section.needs))
  const asked = route.useParams().section
  const section = offered.find((each) => each.id === asked) ?? offered[0]
  useNamedPlace(section === undefined ? null : t(`section.${section.id}`), t('title'))
  const View = section?.view
  return (
    <Page narrow>
      <PageHead title={t('title')} />
      <Tabs
        label={t('sections')}
        open={section?.id ?? ''}
        items={offered.map(({ id }) => ({
          id,
          word: t(`section.${id}`),
          link: { to: '/$company/settings/$section', params: { ...path, section: id } },
        }))}
      />
      <Suspense
        fallback={
          <Panel>
            <SkeletonRows rows={6} height={52} />
          </Panel>
        }
      >
        {View === undefined ? null : <View />}
      </Suspense>
    </Page>
  )
}
