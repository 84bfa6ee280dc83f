// Ustawienia: sections at the top, one form below.
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Page, PageHead } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { AutomationSettings } from './automation-settings.tsx'
import { CompanySettings } from './company-settings.tsx'
import { PeopleSettings } from './people-settings.tsx'
import { SecuritySettings } from './security-settings.tsx'
import { TokenSettings } from './token-settings.tsx'

const route = getRouteApi('/$company/settings/$section')

const sections = [
  { id: 'company', needs: 'company.read', view: CompanySettings }, { id: 'automation', needs: 'company.read', view: AutomationSettings }, { id: 'people', needs: 'people.read', view: PeopleSettings },
  { id: 'tokens', needs: 'tokens.manage', view: TokenSettings }, { id: 'security', needs: null, view: SecuritySettings },
] as const

export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { path, can } = useCompany()
  const offered = sections.filter(section => section.needs === null || can(section.needs))
  const asked = route.useParams().section
  const section = offered.find(each => each.id === asked) ?? offered[0]
  useNamedPlace(section === undefined ? null : t(`section.${section.id}`), t('title'))
  const View = section?.view
  return (
    <Page narrow>
      <PageHead title={t('title')} />
      <Tabs label={t('sections')} open={section?.id ?? ''} items={offered.map(({ id }) => ({ id, word: t(`section.${id}`), link: { to: '/$company/settings/$section', params: { ...path, section: id } } }))} />
      {View === undefined ? null : <View />}
    </Page>
  )
}
