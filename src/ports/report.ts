// What a report must look like: rows in, tables and charts out; pure, rendered by the shell as PDF, XLSX or CSV.
import type { Day } from '#values/day'
import type { Language } from '#values/language'
import type { Money } from '#values/money'
import type { Translate } from './translate.ts'

export type Cell = string | number | Money | { readonly day: Day } | { readonly percent: number } | null

export type Column = { readonly key: string; readonly title: string; readonly align: 'left' | 'right'; readonly width?: number }

export type Block =
  | {
      readonly kind: 'figures'
      readonly items: readonly {
        readonly label: string
        readonly value: Cell
        readonly note?: string
        readonly tone?: 'ok' | 'warn' | 'bad'
      }[]
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly note?: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
      readonly totals?: readonly Cell[]
      readonly empty: string
    }
  | {
      readonly kind: 'chart'
      readonly title: string
      readonly unit: string
      readonly categories: readonly string[]
      readonly series: readonly {
        readonly name: string
        readonly tone: 'paid' | 'in-term' | 'partly' | 'overdue' | 'accent'
        readonly values: readonly number[]
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

export type Report<Rows> = {
  readonly id: string
  /** Key of its name in the words of reports. */
  readonly nameKey: string
  shape(rows: Rows, context: ReportContext): ReportDocument
}

export const defineReport = <Rows>(report: Report<Rows>): Report<Rows> => report
