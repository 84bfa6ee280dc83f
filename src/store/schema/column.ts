// Kinds of columns: which may be left out when inserting, which are JSON.
import type { ColumnType, JSONColumnType } from 'kysely'

/** Has a default in the table: may be left out when inserting. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
/** jsonb: read as an object, written as JSON text. */
export type Json<T extends object = object> = JSONColumnType<T>
export type DefaultedJson<T extends object = object> = ColumnType<T, string | undefined, string>
export type NullableJson<T extends object = object> = ColumnType<T | null, string | null | undefined, string | null>
