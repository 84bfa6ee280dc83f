// The rows behind the numbers of the analytics: what each leads to.
import type { Behind, Filter } from '#domain/reporting/definition'
import type { Day } from '#values/day'

export const where = (field: string, operator: Filter['operator'], value: string): Filter => ({ field, operator, value })

export const invoicesWhere = (...filters: readonly Filter[]): Behind => ({ subject: 'invoices', filters })

/** Anything still open, credit notes with their minus. */
export const openOnes = where('open', 'is-not', '0')
/** A debt, paid or not; a credit note is none. */
export const debts = where('total', 'from', '0.01')
export const overdueOnes = where('status', 'is', 'overdue')

/** What tells how late invoices were paid. */
export const delayColumns = ['number', 'customer', 'dueOn', 'settledOn', 'delay', 'total'] as const

export const since = (field: string, on: Day): Filter => where(field, 'from', on)
export const until = (field: string, on: Day): Filter => where(field, 'to', on)

/** The value of a group; null are those without one. */
export const groupOf = (field: string, key: string | null): Filter => (key === null ? where(field, 'empty', '') : where(field, 'is', key))
