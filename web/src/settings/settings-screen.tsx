// Ustawienia: sections in groups at the side (a row to swipe on narrow screens), one form beside them.
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { intoView } from '../ui/into-view.ts'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { withWords } from '../words.ts'
import classes from './settings-screen.module.css'

const route = getRouteApi('/$company/settings/$section')

const groups = ['firm', 'work', 'access'] as const

// Each section is fetched when it is opened: their fields differ.
const sections = [
  {
    id: 'company',
    group: 'firm',
    needs: 'company.read',
    view: lazy(() => withWords(import('./company-settings.tsx'), 'settings').then((module) => ({ default: module.CompanySettings }))),
  },
  {
    id: 'matching',
    group: 'work',
    needs: 'company.read',
    view: lazy(() =>
      withWords(import('./matching/matching-settings.tsx'), 'invoices', 'matching-settings', 'settings').then((module) => ({
        default: module.MatchingSettings,
      })),
    ),
  },
  {
    id: 'automation',
    group: 'work',
    needs: 'company.read',
    view: lazy(() => withWords(import('./automation-settings.tsx'), 'settings').then((module) => ({ default: module.AutomationSettings }))),
  },
  {
    id: 'alerts',
    group: 'work',
    needs: null,
    view: lazy(() =>
      withWords(import('./alerts/alert-settings.tsx'), 'alert-settings', 'settings').then((module) => ({ default: module.AlertSettings })),
    ),
  },
  {
    id: 'addresses',
    group: 'work',
    needs: 'messages.read',
    view: lazy(() =>
      withWords(import('./addresses/address-settings.tsx'), 'address-settings', 'settings').then((module) => ({
        default: module.AddressSettings,
      })),
    ),
  },
  {
    id: 'templates',
    group: 'work',
    needs: 'messages.read',
    view: lazy(() =>
      withWords(import('./templates/template-settings.tsx'), 'matching-settings', 'templates').then((module) => ({
        default: module.TemplateSettings,
      })),
    ),
  },
  {
    id: 'letters',
    group: 'firm',
    needs: 'company.read',
    view: lazy(() =>
      withWords(import('./letter-settings.tsx'), 'letters', 'settings').then((module) => ({ default: module.LetterSettings })),
    ),
  },
  {
    id: 'credit',
    group: 'work',
    needs: 'company.read',
    view: lazy(() =>
      withWords(import('./credit-settings.tsx'), 'alert-settings', 'credit', 'settings').then((module) => ({
        default: module.CreditSettings,
      })),
    ),
  },
  {
    id: 'owners',
    group: 'work',
    needs: 'customers.change',
    view: lazy(() => withWords(import('./owner-settings.tsx'), 'owners').then((module) => ({ default: module.OwnerSettings }))),
  },
  {
    id: 'people',
    group: 'access',
    needs: 'people.read',
    view: lazy(() => withWords(import('./people-settings.tsx'), 'settings').then((module) => ({ default: module.PeopleSettings }))),
  },
  {
    id: 'tokens',
    group: 'access',
    needs: 'tokens.manage',
    view: lazy(() => withWords(import('./token-settings.tsx'), 'settings').then((module) => ({ default: module.TokenSettings }))),
  },
  {
    id: 'backups',
    group: 'firm',
    needs: 'company.change',
    view: lazy(() => withWords(import('./backup-settings.tsx'), 'settings').then((module) => ({ default: module.BackupSettings }))),
  },
  {
    id: 'security',
    group: 'access',
    needs: null,
    view: lazy(() => withWords(import('./security-settings.tsx'), 'settings').then((module) => ({ default: module.SecuritySettings }))),
  },
] as const

export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { can } = useCompany()
  const offered = sections.filter((section) => section.needs === null || can(section.needs))
  const asked = route.useParams().section
  const section = offered.find((each) => each.id === asked) ?? offered[0]
  useNamedPlace(section === undefined ? null : t(`section.${section.id}`), t('title'))
  const View = section?.view
  return (
    <Page>
      <PageHead title={t('title')} />
      <div className={classes.settings}>
        <nav className={classes.sections} aria-label={t('sections')}>
          {groups.map((group) => (
            <SectionGroup
              key={group}
              word={t(`group.${group}`)}
              offered={offered.filter((each) => each.group === group)}
              open={section?.id}
            />
          ))}
        </nav>
        <div className={classes.content}>
          <Suspense
            fallback={
              <Panel>
                <SkeletonRows rows={6} height={52} />
              </Panel>
            }
          >
            {View === undefined ? null : <View />}
          </Suspense>
        </div>
      </div>
    </Page>
  )
}

type Section = (typeof sections)[number]

function SectionGroup({
  word,
  offered,
  open,
}: {
  readonly word: string
  readonly offered: readonly Section[]
  readonly open: Section['id'] | undefined
}) {
  const { t } = useTranslation('settings')
  const { path } = useCompany()
  if (offered.length === 0) return null
  return (
    <div className={classes.group}>
      <p className={classes.groupHead}>{word}</p>
      {offered.map(({ id }) => (
        <Link
          key={id}
          to="/$company/settings/$section"
          params={{ ...path, section: id }}
          className={`${classes.section} ${id === open ? classes.sectionOpen : ''}`}
          {...(id === open ? { 'aria-current': 'page' as const, ref: intoView } : {})}
        >
          {t(`section.${id}`)}
        </Link>
      ))}
    </div>
  )
}
