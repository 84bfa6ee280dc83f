// What the charts of the screens share: the axis of values and a tooltip that the screen draws itself.
import type { ChartPalette } from './palette.ts'

type Point = { readonly dataIndex?: number } | undefined

export const valueAxis = (palette: ChartPalette, label: (value: number) => string) => ({
  type: 'value' as const,
  min: 0,
  splitNumber: 4,
  axisLabel: { color: palette.text3, fontSize: 12, margin: 12, formatter: label },
  splitLine: { lineStyle: { color: palette.line, width: 1 } },
})

/** Nothing of the library's own look; `draw` gets the place of the point under the pointer. */
export const ownTooltip = (draw: (at: number) => string | HTMLElement) => ({
  trigger: 'axis' as const,
  transitionDuration: 0,
  confine: true,
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  extraCssText: 'box-shadow:none',
  formatter: (points: unknown) => draw((Array.isArray(points) ? (points[0] as Point) : (points as Point))?.dataIndex ?? 0),
})
