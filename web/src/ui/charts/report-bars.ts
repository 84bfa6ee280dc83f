// The option object of a chart of a report: stacked bars or lines, hairline grid, no legend, no motion.
import type { EChartsOption } from 'echarts'
import { valueAxis } from './chart-parts.ts'
import type { ChartPalette } from './palette.ts'

export type ReportSeries = {
  readonly name: string
  readonly tone: 'paid' | 'in-term' | 'partly' | 'overdue' | 'accent'
  readonly values: readonly (number | null)[]
}

export const toneColour = (palette: ChartPalette, tone: ReportSeries['tone']): string =>
  ({ paid: palette.paid, 'in-term': palette.due, partly: palette.part, overdue: palette.over, accent: palette.accent })[tone]

export function reportBars(
  chart: {
    readonly look?: 'stacked' | 'line' | undefined
    readonly categories: readonly string[]
    readonly series: readonly ReportSeries[]
  },
  options: { readonly palette: ChartPalette; readonly axis: (value: number) => string; readonly value: (value: number | null) => string },
): EChartsOption {
  const { palette } = options
  return {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12 },
    grid: { left: 56, right: 8, top: 12, bottom: 26 },
    xAxis: {
      type: 'category',
      data: [...chart.categories],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.text3, fontSize: 12, margin: 10, hideOverlap: true },
    },
    yAxis: valueAxis(palette, options.axis),
    tooltip: {
      trigger: 'axis',
      transitionDuration: 0,
      confine: true,
      axisPointer: { type: 'none' },
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12 },
      valueFormatter: (value) => options.value(typeof value === 'number' ? value : null),
    },
    series: chart.series.map((series) =>
      chart.look === 'line'
        ? {
            type: 'line' as const,
            name: series.name,
            data: [...series.values],
            symbol: 'circle',
            symbolSize: 6,
            cursor: 'pointer',
            lineStyle: { width: 1.6, color: toneColour(palette, series.tone) },
            itemStyle: { color: toneColour(palette, series.tone) },
          }
        : {
            type: 'bar' as const,
            stack: 'all',
            name: series.name,
            data: [...series.values],
            barMaxWidth: 36,
            barCategoryGap: '40%',
            cursor: 'pointer',
            emphasis: { disabled: true },
            itemStyle: { color: toneColour(palette, series.tone), borderRadius: 1.5, borderColor: palette.surface, borderWidth: 1 },
          },
    ),
  }
}
