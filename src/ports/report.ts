// What a report must look like: rows in, tables and charts out; pure, rendered by the shell for the screen, PDF, XLSX or CSV.
import type { Cell, Ref } from '#domain/reporting/cell'
import type { Behind } from '#domain/reporting/definition'
import type { Day } from '#values/day'
import type { Language } from '#values/language'
import type { ReportRows, RowsPart } from './report-rows.ts'
import type { Translate } from './translate.ts'

export type { Cell } from '#domain/reporting/cell'

export type Column = { readonly key: string; readonly title: string; readonly align: 'left' | 'right'; readonly width?: number }

export const chartTones = ['paid', 'in-term', 'partly', 'overdue', 'accent'] as const
export type ChartTone = (typeof chartTones)[number]

export type FigurePart = { readonly label: string; readonly value: Cell; readonly behind: Behind }

export type Block =
  | {
      readonly kind: 'figures'
      readonly items: readonly {
        readonly label: string
        readonly value: Cell
        readonly note?: string
        readonly tone?: 'ok' | 'warn' | 'bad'
        /** How the figure is counted, in a sentence. */
        readonly definition?: string
        /** Rows that come to the figure. */
        readonly behind?: Behind
        /** What a figure is counted from, when it is no sum itself: each part is the sum or the count of its rows. */
        readonly parts?: readonly FigurePart[]
      }[]
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly note?: string
      readonly definition?: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
      readonly totals?: readonly Cell[]
      readonly empty: string
      /** What each row is about. */
      readonly refs?: readonly (Ref | null)[]
      /** Rows behind each row. */
      readonly behind?: readonly (Behind | null)[]
      /** Rows behind single numbers, in the order of rows and columns. */
      readonly cellsBehind?: readonly (readonly (Behind | null)[])[]
      /** One bar over the table: the share of each row, from pale to dark as it ages. */
      readonly shares?: readonly number[]
      /** On paper without heads: the title and its note tell what the columns are. */
      readonly bare?: boolean
      /** On paper it begins a page. */
      readonly startsPage?: boolean
    }
  | {
      readonly kind: 'chart'
      readonly title: string
      readonly unit: string
      readonly definition?: string
      /** Stacked bars unless told otherwise; `line` joins the values, null leaves a gap. */
      readonly look?: 'stacked' | 'line'
      /** The sums of the series beside the chart say nothing where values do not add up. */
      readonly sums?: boolean
      readonly categories: readonly string[]
      readonly series: readonly {
        readonly name: string
        readonly tone: ChartTone
        readonly values: readonly (number | null)[]
        /** Rows behind each value. */
        readonly behind?: readonly (Behind | null)[]
      }[]
    }
  /** `lead` is the sentence to be read first, in bold before the text. */
  | { readonly kind: 'text'; readonly text: string; readonly lead?: string }
  /** Two blocks beside each other where the medium is wide enough. */
  | { readonly kind: 'side-by-side'; readonly left: Block; readonly right: Block }

/** A report shaped for any medium. */
export type ReportDocument = {
  readonly title: string
  readonly subtitle: string
  readonly companyName: string
  readonly asOf: Day
  readonly filters: readonly { readonly label: string; readonly value: string }[]
  readonly language: Language
  readonly blocks: readonly Block[]
}

export type ReportContext = { readonly t: Translate; readonly language: Language; readonly companyName: string; readonly asOf: Day }

export type ReportGroup = 'summary' | 'receivables' | 'payments' | 'claims' | 'agreements' | 'log'

export type Report<Rows = ReportRows> = {
  readonly id: string
  /** Key of its name in the words of reports; the same key with `About` says what it shows. */
  readonly nameKey: string
  /** Where it stands on the shelf; absent for one that is made in a way of its own. */
  readonly group?: ReportGroup
  /** Which parts of the books it is made of. */
  readonly reads?: readonly RowsPart[]
  /** True when it covers a period up to the day, and not the day alone. */
  readonly period?: boolean
  shape(rows: Rows, context: ReportContext): ReportDocument
}

export const defineReport = <Rows = ReportRows>(report: Report<Rows>): Report<Rows> => report
