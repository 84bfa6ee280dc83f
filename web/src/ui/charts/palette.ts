// The chart palette: the theme's tokens as plain colours, since a canvas reads no CSS variables.
import { type ColourToken, colourTokens } from '../tokens.ts'

export type ChartPalette = {
  readonly paid: string
  readonly due: string
  readonly part: string
  readonly over: string
  readonly text: string
  readonly text3: string
  readonly line: string
  readonly surface: string
  readonly accent: string
}

export function chartPalette(look: 'light' | 'dark'): ChartPalette {
  const of = (token: ColourToken) => colourTokens[token][look === 'light' ? 0 : 1]
  return {
    paid: of('chart-paid'),
    due: of('chart-due'),
    part: of('chart-part'),
    over: of('chart-over'),
    text: of('text'),
    text3: of('text-3'),
    line: of('line'),
    surface: of('surface'),
    accent: of('accent'),
  }
}
