// The frame of every screen inside a company: navigation, top bar, the place for the screen, and what works everywhere.
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCompany } from '#contract/companies'
import { readId } from '#values/id'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { useRead } from '../queries.ts'
import { DropAnywhere } from '../ui/drop-anywhere.tsx'
import { TimeZone } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { CompanyContext, useCompany } from './company.ts'
import classes from './company-frame.module.css'
import { MobileBar } from './mobile-bar.tsx'
import { Navigation } from './navigation.tsx'
import { TopBar } from './top-bar.tsx'
import { useGoKeys } from './use-go-keys.ts'

// Fetched when they are first asked for.
const CommandMenu = lazy(() => withWords(import('./command-menu.tsx'), 'agreements').then((module) => ({ default: module.CommandMenu })))
const ShortcutSheet = lazy(() =>
  withWords(import('./shortcut-sheet.tsx'), 'shortcuts').then((module) => ({ default: module.ShortcutSheet })),
)

const route = getRouteApi('/$company')

export function CompanyFrame() {
  const companyId = readId('company', route.useParams().company) ?? ''
  const { data } = useRead(readCompany, { params: { companyId } })
  if (data === undefined) return null
  return (
    <CompanyContext value={data}>
      <TimeZone value={data.timeZone}>
        <Frame key={data.companyId} />
      </TimeZone>
    </CompanyContext>
  )
}

type Open = 'search' | 'shortcuts' | null

function Frame() {
  const { t } = useTranslation('shell')
  const { can } = useCompany()
  const [open, setOpen] = useState<Open>(null)
  const take = useFileIntake()
  useGoKeys({ onSearch: () => setOpen('search'), onHelp: () => setOpen('shortcuts'), active: open === null })
  return (
    <div className={classes.app}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <Navigation />
      <div className={classes.main}>
        <TopBar onSearch={() => setOpen('search')} onHelp={() => setOpen('shortcuts')} />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <MobileBar />
      <Suspense fallback={null}>
        {open === 'search' ? <CommandMenu onClose={() => setOpen(null)} onFiles={take} /> : null}
        {open === 'shortcuts' ? <ShortcutSheet onClose={() => setOpen(null)} /> : null}
      </Suspense>
      {can('imports.create') ? <DropAnywhere onFiles={take} words={{ title: t('drop.title'), note: t('drop.note') }} /> : null}
    </div>
  )
}
