// Option objects of the charts of credit: the ratio over time with its lines, and how many customers each line would hold.
import type { EChartsOption } from 'echarts'
import { ownTooltip, valueAxis } from '../ui/charts/chart-parts.ts'
import type { ChartPalette } from '../ui/charts/palette.ts'

export type Mark = { readonly at: number; readonly word: string; readonly tone: 'warn' | 'bad' | 'ok' }
type Look = { readonly palette: ChartPalette; readonly axis: (value: number) => string; readonly tooltip: (at: number) => HTMLElement }

const frame = ({ palette, axis, tooltip }: Look) =>
  ({
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12 },
    yAxis: { ...valueAxis(palette, axis), minInterval: 1 },
    tooltip: { ...ownTooltip(tooltip), axisPointer: { type: 'line', lineStyle: { color: palette.text3, type: 'dashed' } } },
  }) as const

const shift = { bad: -7, warn: -1, ok: 10 } as const

const inkOf = (palette: ChartPalette, tone: Mark['tone']): string => ({ warn: palette.part, bad: palette.over, ok: palette.accent })[tone]

/** A threshold as a dashed line of its own across the whole width: no part of the library beyond the lines is needed for it. */
const markSeries = (palette: ChartPalette, marks: readonly Mark[], points: number) =>
  marks.map(({ at, word, tone }) => ({
    type: 'line' as const,
    name: word,
    data: Array.from<number>({ length: points }).fill(at),
    symbol: 'none',
    silent: true,
    lineStyle: { width: 1.2, type: 'dashed' as const, color: inkOf(palette, tone) },
    // Lines that lie close keep their words apart.
    endLabel: { show: true, formatter: word, color: palette.text3, fontSize: 12, distance: 6, offset: [0, shift[tone]] },
  }))

/** Per cent by day, null where there is no ratio; each value stands until the next. */
export function ratioOption(
  days: readonly { readonly label: string; readonly percent: number | null }[],
  marks: readonly Mark[],
  look: Look,
): EChartsOption {
  const { palette } = look
  return {
    ...frame(look),
    grid: { left: 52, right: 76, top: 14, bottom: 26 },
    xAxis: {
      type: 'category',
      data: days.map(({ label }) => label),
      boundaryGap: false,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.text3, fontSize: 12, margin: 10, hideOverlap: true },
    },
    series: [
      {
        type: 'line',
        step: 'end',
        symbol: 'none',
        data: days.map(({ percent }) => percent),
        lineStyle: { width: 1.6, color: palette.accent },
        itemStyle: { color: palette.accent },
      },
      ...markSeries(palette, marks, days.length),
    ],
  }
}

export type CurveRow = { readonly label: string; readonly today: number; readonly ever: number }

/** Customers held by each line: today, and on at least one day of the year; the chosen line stands upright. */
export function curveOption(
  rows: readonly CurveRow[],
  chosen: number | null,
  words: { readonly today: string; readonly ever: string },
  look: Look,
): EChartsOption {
  const { palette } = look
  const most = Math.max(1, ...rows.map(({ ever }) => ever))
  const line = (name: string, colour: string, data: readonly number[], offset: number) => ({
    type: 'line' as const,
    name,
    step: 'middle' as const,
    symbol: 'none',
    data: [...data],
    lineStyle: { width: 1.6, color: colour },
    itemStyle: { color: colour },
    endLabel: { show: true, formatter: name, color: palette.text3, fontSize: 12, distance: 6, offset: [0, offset] },
  })
  return {
    ...frame(look),
    grid: { left: 40, right: 104, top: 14, bottom: 26 },
    xAxis: {
      type: 'category',
      data: rows.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: palette.text3,
        fontSize: 12,
        margin: 10,
        interval: (at: number) => at % 10 === 4 || at % 10 === 9,
        hideOverlap: true,
      },
    },
    series: [
      {
        type: 'bar',
        name: 'chosen',
        barWidth: 2,
        silent: true,
        data: rows.map((_, at) => (at === chosen ? most : 0)),
        itemStyle: { color: palette.text3 },
      },
      line(
        words.ever,
        palette.part,
        rows.map(({ ever }) => ever),
        -8,
      ),
      line(
        words.today,
        palette.over,
        rows.map(({ today }) => today),
        2,
      ),
    ],
  }
}
