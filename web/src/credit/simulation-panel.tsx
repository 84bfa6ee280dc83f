// The trial of rules on the last year: who would be blocked today, who was over for how long, and what moving the line changes.
import { useComputedColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { chartPalette } from '../ui/charts/palette.ts'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ChartFrame, tooltipElement } from './chart-frame.tsx'
import classes from './credit.module.css'
import { type Trial, useCreditWords } from './credit-words.ts'
import { curveOption } from './line-options.ts'

/** Days over from which a customer of the past is worth naming. */
const longOver = 40

export function SimulationPanel({ trial, line }: { readonly trial: Trial; readonly line: number | null }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const over = trial.rows.filter(({ level }) => level === 'over')
  const blocked = over.filter(({ person }) => !person)
  const proposed = over.filter(({ person }) => person)
  const warned = trial.rows.filter(({ level }) => level === 'warned')
  const long = trial.rows.filter(({ daysOver }) => daysOver >= longOver)
  return (
    <Panel title={t('trial.title')} note={t('trial.note', { from: format.fullDay(trial.from), to: format.fullDay(trial.to) })} ruled>
      <PanelBody>
        <div className="stack" style={{ paddingTop: 16 }}>
          <ul className={classes.said} aria-label={t('trial.title')}>
            <li>{t('trial.blocked', { count: blocked.length })}</li>
            <li>{t('trial.proposed', { count: proposed.length })}</li>
            <li>{t('trial.warned', { count: warned.length })}</li>
            <li>{t('trial.long', { count: long.length, days: t('days', { count: longOver }) })}</li>
          </ul>
          <Curve trial={trial} line={line} />
          {trial.rows.length === 0 ? <EmptyState shape="tick" tone="ok" title={t('trial.empty')} /> : <TrialTable trial={trial} />}
        </div>
      </PanelBody>
    </Panel>
  )
}

function Curve({ trial, line }: { readonly trial: Trial; readonly line: number | null }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const scheme = useComputedColorScheme('light')
  const option = useMemo(() => {
    const chosen = line === null ? -1 : trial.curve.findIndex((point) => point.line >= line)
    return curveOption(
      trial.curve.map((point) => ({ label: format.percent(point.line / 100, 0), today: point.today, ever: point.ever })),
      chosen < 0 ? null : chosen,
      { today: t('trial.today'), ever: t('trial.ever') },
      {
        palette: chartPalette(scheme),
        axis: (value) => format.number(value),
        tooltip: (at) => {
          const point = trial.curve[at]
          if (point === undefined) return tooltipElement([])
          return tooltipElement([
            t('trial.tip.line', { line: format.percent(point.line / 100, 0) }),
            t('trial.tip.today', { count: point.today, amount: format.money(point.overdue) }),
            t('trial.tip.ever', { count: point.ever }),
          ])
        },
      },
    )
  }, [trial, line, format, scheme, t])
  return (
    <ChartFrame
      title={t('trial.curve')}
      option={option}
      height={220}
      heads={[t('trial.head.line'), t('trial.today'), t('trial.head.overdue'), t('trial.ever')]}
      rows={trial.curve.map((point) => [
        format.percent(point.line / 100, 0),
        format.number(point.today),
        format.money(point.overdue),
        format.number(point.ever),
      ])}
    />
  )
}

function TrialTable({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const { path } = useCompany()
  const place = { over: 0, warned: 1, clear: 2 } as const
  const rows = [...trial.rows].sort((a, b) => place[a.level] - place[b.level] || b.daysOver - a.daysOver)
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={t('trial.customers')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('trial.head.customer')}</th>
            <th className={classes.word}>{t('trial.head.level')}</th>
            <th>{t('ratio')}</th>
            <th>{t('trial.head.overdue')}</th>
            <th>{t('trial.head.days')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.customerId}>
              <td>
                <Link to="/$company/customers/$customer" params={{ ...path, customer: writeId('customer', row.customerId) }}>
                  {row.name}
                </Link>
              </td>
              <td className={classes.word}>{t(row.level === 'over' && row.person ? 'level.propose' : `level.${row.level}`)}</td>
              <td>{row.figures.basisPoints === null ? t('noRatio') : words.percent(row.figures.basisPoints)}</td>
              <td>{format.money(row.figures.overdue)}</td>
              <td>{format.number(row.daysOver)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
