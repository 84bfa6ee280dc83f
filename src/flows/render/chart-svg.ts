// Draws a chart block as SVG for paper: stacked bars, hairlines, direct labels, no animation.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { numberText } from '#domain/wording/amount-text'
import type { Block } from '#ports/report'
import type { Language } from '#values/language'

use([BarChart, LineChart, GridComponent, SVGRenderer])

/** Light tokens of the visual direction. */
const colours = { paid: '#C3D6CC', 'in-term': '#8496DB', partly: '#DDAA4C', overdue: '#C6452F', accent: '#3146AE' } as const
const ink = { text: '#1A1B1E', quiet: '#66686F', line: '#E7E6E1', paper: '#FFFFFF' }

export type Chart = Extract<Block, { kind: 'chart' }>

/** SVG text of the bars, `width` × `height` points; the last category (the month reported) is bold. */
export function chartSvg(chart: Chart, size: { readonly width: number; readonly height: number }, language: Language): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size })
  const last = chart.categories.length - 1
  drawing.setOption({
    animation: false,
    textStyle: { fontFamily: 'Inter', fontSize: 8.5, color: ink.quiet },
    grid: { left: 2, right: 2, top: 8, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...chart.categories],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        margin: 8,
        fontSize: 8.5,
        color: (_value: string | undefined, index: number | undefined) => (index === last ? ink.text : ink.quiet),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: {
        margin: 10,
        fontSize: 8.5,
        color: ink.quiet,
        formatter: (value: number) => numberText(language, value, Number.isInteger(value) ? 0 : 1),
      },
      splitLine: { lineStyle: { color: ink.line, width: 0.7 } },
    },
    series: chart.series.map((series) =>
      chart.look === 'line'
        ? {
            type: 'line' as const,
            name: series.name,
            data: [...series.values],
            symbol: 'circle',
            symbolSize: 3,
            connectNulls: false,
            lineStyle: { width: 1.4, color: colours[series.tone] },
            itemStyle: { color: colours[series.tone] },
          }
        : {
            type: 'bar' as const,
            name: series.name,
            stack: 'all',
            barMaxWidth: 22,
            data: [...series.values],
            itemStyle: { color: colours[series.tone], borderColor: ink.paper, borderWidth: 0.6, borderRadius: 1 },
          },
    ),
  })
  const svg = drawing.renderToSVGString()
  drawing.dispose()
  return svg
}

export const toneColour = (tone: Chart['series'][number]['tone']): string => colours[tone]
