// What a person has said so far about the columns of a file: one role a column, several columns only where texts are joined.

import type { Output } from '#contract/route'
import type { previewImport } from '#contract/table-mappings'
import { invoiceRole, statementRole } from '#contract/table-mappings'

export type Preview = Output<typeof previewImport>
export type Mapping = Preview['mapping']
export type TableMapping = Exclude<Mapping, { readonly kind: 'plain' }>
export type Role = keyof typeof statementRole.enum | keyof typeof invoiceRole.enum

const joined: ReadonlySet<string> = new Set<Role>(['title', 'counterpartyName', 'customerName'])

export const rolesOf = (kind: TableMapping['kind']): readonly Role[] => (kind === 'statement' ? statementRole.options : invoiceRole.options)

/** The role of each column that has one. */
export const roleByColumn = (mapping: TableMapping): ReadonlyMap<number, Role> =>
  new Map(Object.entries(mapping.columns).flatMap(([role, columns]) => (columns ?? []).map((column) => [column, role as Role] as const)))

/** The mapping with a column given a role, or none. A role that takes one column leaves the one it had. */
export function withRole(mapping: TableMapping, column: number, role: Role | null): TableMapping {
  const columns: Record<string, number[]> = {}
  for (const [name, had] of Object.entries(mapping.columns)) {
    const stays = (had ?? []).filter((each) => each !== column && (name !== role || joined.has(name)))
    if (stays.length > 0) columns[name] = stays
  }
  if (role !== null) columns[role] = [...(columns[role] ?? []), column].sort((a, b) => a - b)
  return { ...mapping, columns } as TableMapping
}

/** A date of the file that fits both orders, to ask by; null where none is at hand. */
export function ambiguousSample(preview: Preview): string | null {
  for (const column of preview.columns)
    for (const sample of column.samples) {
      const match = /^(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}/.exec(sample)
      if (match !== null && match[1] !== match[2] && Number(match[1]) <= 12 && Number(match[2]) <= 12) return match[0]
    }
  return null
}

/** Currencies of Polish firms' accounts, the one at hand among them. */
export const currenciesWith = (currency: string): readonly string[] => [
  ...new Set([currency, 'PLN', 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'DKK', 'HUF', 'NOK', 'RON', 'SEK', 'UAH']),
]
