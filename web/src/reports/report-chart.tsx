// A chart of a report, and the same numbers as a table; a bar leads to its rows.
import { useComputedColorScheme } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { LazyChart } from '../ui/charts/lazy-chart.ts'
import { chartPalette } from '../ui/charts/palette.ts'
import { reportBars, toneColour } from '../ui/charts/report-bars.ts'
import { Panel } from '../ui/panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useFormat } from '../ui/use-format.ts'
import { behindLink } from './behind-link.ts'
import { Definition } from './definition.tsx'
import type { ChartBlock } from './report-types.ts'
import classes from './reports.module.css'

const height = 226

export function ReportChart({ chart, day }: { readonly chart: ChartBlock; readonly day: string }) {
  const { t } = useTranslation('reports-screen')
  const { path } = useCompany()
  const format = useFormat()
  const navigate = useNavigate()
  const scheme = useComputedColorScheme('light')
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const palette = useMemo(() => chartPalette(scheme), [scheme])
  const digits = Math.max(...chart.series.flatMap((series) => series.values.map((value) => value ?? 0))) < 100 ? 1 : 0
  const option = useMemo(
    () =>
      reportBars(chart, {
        palette,
        axis: (value) => format.number(value, Number.isInteger(value) ? 0 : 1),
        value: (value) => (value === null ? '–' : format.number(value, digits)),
      }),
    [chart, palette, format, digits],
  )
  const open = (at: number, name: string) => {
    const behind = chart.series.find((series) => series.name === name)?.behind?.[at]
    if (behind != null) void navigate(behindLink(path, behind, day))
  }
  return (
    <Panel
      title={
        <>
          {chart.title} <Definition text={chart.definition} />
        </>
      }
      note={chart.unit}
      aside={
        <Segmented
          label={t('look')}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', word: t('chart') },
            { value: 'table', word: t('table') },
          ]}
        />
      }
    >
      {view === 'chart' ? (
        <div className={classes.chart}>
          <Suspense fallback={<div style={{ height }} />}>
            <LazyChart option={option} height={height} label={chart.title} onPick={open} />
          </Suspense>
          <ul className={classes.legend}>
            {chart.series.map((series) => (
              <li key={series.name}>
                <span className={classes.swatch} style={{ background: toneColour(palette, series.tone) }} />
                {series.name}
                <b>
                  {chart.sums === false
                    ? format.number(series.values.findLast((value) => value !== null) ?? 0, 1)
                    : format.number(
                        series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
                        digits,
                      )}
                </b>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className={classes.tableScroll} tabIndex={0} role="region" aria-label={chart.title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('groupColumn')}</th>
                {chart.series.map((series) => (
                  <th key={series.name} scope="col" className={classes.right}>
                    {series.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chart.categories.map((category, at) => {
                return (
                  <tr key={`${category}-${at}`}>
                    <td>{category}</td>
                    {chart.series.map((series) => {
                      const value = series.values[at] ?? null
                      const behind = series.behind?.[at]
                      const text = value === null ? '–' : format.number(value, digits)
                      return (
                        <td key={series.name} className={`figures ${classes.right}`}>
                          {behind == null || value === null ? text : <Link {...behindLink(path, behind, day)}>{text}</Link>}
                        </td>
                      )
                    })}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
