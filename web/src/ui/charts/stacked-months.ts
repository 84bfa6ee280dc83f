// The option object of the chart of months: stacked bars by status, hairline grid, no legend, no motion.
import type { EChartsOption } from 'echarts'
import { ownTooltip, valueAxis } from './chart-parts.ts'
import type { ChartPalette } from './palette.ts'

export type MonthBars = {
  readonly month: string
  readonly label: string
  readonly paid: number
  readonly inTerm: number
  readonly partly: number
  readonly overdue: number
}

type Options = {
  readonly palette: ChartPalette
  readonly axis: (value: number) => string
  readonly tooltip: (at: number) => HTMLElement | string
}

const order = ['paid', 'inTerm', 'partly', 'overdue'] as const

/** Values are in thousands of the currency. */
export function stackedMonths(bars: readonly MonthBars[], { palette, axis, tooltip }: Options): EChartsOption {
  const colours = { paid: palette.paid, inTerm: palette.due, partly: palette.part, overdue: palette.over }
  const last = bars.length - 1
  return {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12 },
    grid: { left: 52, right: 8, top: 12, bottom: 26 },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => bar.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: palette.text3,
        fontSize: 12,
        margin: 10,
        interval: 0,
        hideOverlap: true,
        formatter: (label: string, at: number) => (at === last ? `{now|${label}}` : label),
        rich: { now: { color: palette.text, fontWeight: 600, fontSize: 12 } },
      },
    },
    yAxis: valueAxis(palette, axis),
    tooltip: { ...ownTooltip(tooltip), axisPointer: { type: 'none' } },
    series: order.map((key) => ({
      type: 'bar' as const,
      stack: 'months',
      name: key,
      barMaxWidth: 36,
      barCategoryGap: '40%',
      cursor: 'pointer',
      itemStyle: { color: colours[key], borderRadius: 1.5, borderColor: palette.surface, borderWidth: 1 },
      emphasis: { disabled: true },
      data: bars.map((bar) => bar[key]),
    })),
  }
}
