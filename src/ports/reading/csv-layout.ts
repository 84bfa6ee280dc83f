// What one bank's or gateway's CSV export looks like: a literal a layout, read by one engine.
import type { NotAPayment } from '#ports/statement-format'
import type { DecimalMark } from '#values/amount-text'
import type { Currency } from '#values/currency'
import type { DayOrder } from '#values/day-text'
import { foldText } from '#values/plain-text'

/** A header name or a label in one form: folded capitals, no `#`, `"` or colon, single blanks. */
export const headerKey = (text: string): string =>
  foldText(text.slice(text.lastIndexOf('"', text.length - 2) + 1))
    .replace(/[#":\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** A data row seen through its header; `nth` tells columns of one name apart, from 1. */
export type RowView = {
  readonly cells: readonly string[]
  cell(name: string, nth?: number): string
  /** The first of several names that the file has and that is not empty here. */
  first(...names: readonly string[]): string
  /** The column of `name` that stands first behind the column `after`. */
  behind(after: string, name: string): string
  /** Cells behind the last column that has a name. */
  readonly unnamed: readonly string[]
}

/** What the lines above the header say. */
export type Preamble = {
  /** The value beside or below a label such as `#Saldo początkowe`. */
  labelled(label: string): string
  readonly text: string
}

/** A row as texts, before amounts and days are read. */
export type RowDraft = {
  readonly bookedOn: string
  readonly valueOn?: string
  /** Signed; may end in a currency. */
  readonly amount: string
  readonly currency?: string
  readonly title: string
  readonly name?: string
  readonly counterpartyAccount?: string
  readonly creditedAccount?: string
  /** The own account where rows of several accounts stand in one file. */
  readonly ownAccount?: string
  readonly operation?: string
  readonly bankReference?: string
  readonly customerReference?: string
  readonly balance?: string
  readonly charges?: string
  /** What a gateway kept, signed as it moved the balance: a line of its own beside the payment. */
  readonly fee?: string
  readonly original?: { readonly amount: string; readonly currency: string }
  readonly isPending?: boolean
  readonly isReversal?: boolean
  readonly notAPayment?: NotAPayment
  readonly payerEmail?: string
  readonly gatewayReference?: string
}

/** Rows left out on purpose are counted under the code of their note; `blank` and `footer` rows are no lines at all. */
export type RowResult = RowDraft | 'blank' | { readonly leftOut: string } | { readonly footer: { readonly closingBalance?: string } }

/** A hold, or an operation that was refused: no money moved yet. */
export const unbooked = { leftOut: 'csv.not-booked' } as const

export type FileFacts = {
  readonly account?: string
  readonly accountOwner?: string
  readonly currency?: string
  readonly openingBalance?: string
  readonly closingBalance?: string
  readonly from?: string
  readonly to?: string
}

export type Layout = {
  readonly id: string
  readonly bank: string
  /** Column names that the header must have, in the bank's words. */
  readonly header: readonly string[]
  /** A name that the header must not have, where another layout of the same names has it. */
  readonly without?: readonly string[]
  readonly dayOrder: DayOrder
  /** Where nothing proves the order of day and month, the one that keeps the days of the file closer together is taken. */
  readonly guessDayOrder?: true
  /** Left out where the file itself has to show it. */
  readonly decimalMark?: DecimalMark
  /** Of rows and files that name none. */
  readonly currency: Currency | null
  facts?(preamble: Preamble): FileFacts
  /** `facts` are those of the file, for layouts that fill one from the other. */
  row(row: RowView, facts: FileFacts): RowResult
}

export const defineLayout = (layout: Layout): Layout => layout
