// The frame of every screen inside a company: navigation, top bar, the place for the screen, and what works everywhere.
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCompany } from '#contract/companies'
import { readId } from '#values/id'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { useRead } from '../queries.ts'
import { DropAnywhere } from '../ui/drop-anywhere.tsx'
import { takeOver } from '../ui/take-over.ts'
import { TimeZone } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { CompanyContext, useCompany } from './company.ts'
import classes from './company-frame.module.css'
import { MobileBar } from './mobile-bar.tsx'
import { Navigation } from './navigation.tsx'
import { TopBar } from './top-bar.tsx'
import { useGoKeys } from './use-go-keys.ts'

// Fetched when they are first asked for.
const fetchMenu = () => withWords(import('./command-menu.tsx'), 'agreements').then((module) => ({ default: module.CommandMenu }))
const CommandMenu = lazy(fetchMenu)
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
  /** Before the menu was there. */
  const [typed, setTyped] = useState('')
  const search = () => {
    setTyped('')
    setOpen('search')
  }
  useCtrlAhead(fetchMenu)
  useGoKeys({ onSearch: search, onHelp: () => setOpen('shortcuts'), active: open === null })
  return (
    <div className={classes.app}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <Navigation />
      <div className={classes.main}>
        <TopBar onSearch={search} onHelp={() => setOpen('shortcuts')} />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <MobileBar />
      <Suspense fallback={open === 'search' ? <TypeAhead text={typed} onType={setTyped} /> : null}>
        {open === 'search' ? <CommandMenu typed={typed} onClose={() => setOpen(null)} onFiles={take} /> : null}
        {open === 'shortcuts' ? <ShortcutSheet onClose={() => setOpen(null)} /> : null}
      </Suspense>
      {can('imports.create') ? <DropAnywhere onFiles={take} words={{ title: t('drop.title'), note: t('drop.note') }} /> : null}
    </div>
  )
}

/** Takes what is typed while the menu is on its way, so that no letter is lost or does something else. */
function TypeAhead({ text, onType }: { readonly text: string; readonly onType: (text: string) => void }) {
  const { t } = useTranslation('shell')
  return (
    <input
      className="unseen"
      aria-label={t('search.open')}
      defaultValue={text}
      ref={takeOver}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

/** Whoever holds Ctrl down may want the menu: it is fetched before the second key. */
function useCtrlAhead(fetchIt: () => Promise<unknown>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta') void fetchIt().catch(() => undefined)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [fetchIt])
}
