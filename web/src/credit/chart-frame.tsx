// A chart of credit with its switch to the same numbers as a table; the library is fetched only where a chart stands.
import { Skeleton } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LazyChart } from '../ui/charts/lazy-chart.ts'
import { Segmented } from '../ui/segmented.tsx'
import classes from './credit.module.css'

type Props = {
  readonly title: string
  readonly option: EChartsOption
  readonly height: number
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function ChartFrame({ title, option, height, heads, rows }: Props) {
  const { t } = useTranslation('credit')
  const [view, setView] = useState<'chart' | 'table'>('chart')
  return (
    <section className="stack tight" aria-label={title}>
      <div className="row">
        <h3 className="grow">{title}</h3>
        <Segmented
          label={title}
          value={view}
          options={[
            { value: 'chart', word: t('chart.chart') },
            { value: 'table', word: t('chart.table') },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'chart' ? (
        <Suspense fallback={<Skeleton height={height} />}>
          <LazyChart option={option} label={title} height={height} />
        </Suspense>
      ) : (
        <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={title} style={{ maxHeight: height }}>
          <table className={classes.table}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head}>{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((cell, at) => (
                    <td key={heads[at]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** What a chart says of the day under the pointer. */
export function tooltipElement(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div')
  box.className = classes.tooltip ?? ''
  for (const line of lines) box.append(Object.assign(document.createElement('div'), { textContent: line }))
  return box
}
