// What a field of a report is: its key, its kind, and how it is read from a row.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Cell, Ref } from './cell.ts'

export type FieldKind = 'text' | 'choice' | 'day' | 'number' | 'percent' | 'money'

export type FieldContext = { readonly asOf: Day; readonly currency: Currency }

/** A choice gives the code of its word. */
export type Field<Row> = { readonly key: string; readonly kind: FieldKind; readonly of: (row: Row, context: FieldContext) => Cell }

export type SubjectFields<Row> = { readonly fields: readonly Field<Row>[]; readonly ref: (row: Row) => Ref | null }
