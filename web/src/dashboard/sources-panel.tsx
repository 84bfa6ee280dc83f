// Each source of data and when it was last heard of.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'

const looks = { fresh: '', delayed: classes.delayed, error: classes.error, off: classes.off } as const
const tones = { fresh: 'third', delayed: 'tone-warn', error: 'tone-bad', off: 'third' } as const

export function SourcesPanel({ data: { sources } }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const { path } = useCompany()
  const format = useFormat()
  const said = (state: keyof typeof looks, at: Date | null) => {
    if (state === 'error' || state === 'off') return t(`sources.${state}`)
    const moment = at === null ? t('sources.never') : format.moment(at)
    return state === 'delayed' ? t('sources.delayed', { moment }) : moment
  }
  return (
    <Panel
      title={t('sources.title')}
      aside={
        <Link to="/$company/integrations" params={path}>
          {t('sources.all')}
        </Link>
      }
    >
      {sources.length === 0 ? (
        <EmptyState title={t('sources.none')}>{t('sources.noneBody')}</EmptyState>
      ) : (
        sources.map((source) => (
          <PanelRow key={`${source.kind} ${source.name}`}>
            <span className={`${classes.dot} ${looks[source.state]}`} aria-hidden />
            <span className="cut" title={source.name}>
              {source.name}
            </span>
            <span className={`end figures ${tones[source.state]}`}>{said(source.state, source.at)}</span>
          </PanelRow>
        ))
      )}
    </Panel>
  )
}
