// Which column is what: every role is given to the column whose header and content fit it best.
import { type InvoiceRole, invoiceRoles, type StatementRole, statementRoles } from '#domain/tables/column-roles'
import type { InvoiceMapping, StatementMapping, TableMapping } from '#ports/table-mapping'
import { findCurrency } from '#values/currency'
import { amountParts } from './cell-values.ts'
import { type ColumnFacts, dateStyleOf, decimalMarkOf, noFacts } from './column-facts.ts'
import { foldHeader, headerFit } from './header-fit.ts'
import { invoiceWords } from './invoice-words.ts'
import { statementWords } from './statement-words.ts'
import type { TableSource } from './table-rows.ts'
import { signatureOf, type TableScan } from './table-scan.ts'

export type Guess = {
  readonly mapping: TableMapping
  readonly missing: readonly string[]
  readonly datesAmbiguous: boolean
  readonly currencyFound: boolean
  readonly fit: number
}

type Role = StatementRole | InvoiceRole

const dayRoles: ReadonlySet<Role> = new Set(['bookedOn', 'valueOn', 'issueOn', 'dueOn', 'saleOn'])
const amountRoles: ReadonlySet<Role> = new Set(['amount', 'credit', 'debit', 'balance', 'total', 'net', 'paid', 'open'])

const share = (part: number, facts: ColumnFacts): number => (facts.filled === 0 ? 0 : part / facts.filled)

/** 0 when the content contradicts the role, 1 when it could be nothing else; an empty column fits what its header says. */
function contentFit(role: Role, facts: ColumnFacts): number {
  if (facts.filled === 0) return 0.5
  if (dayRoles.has(role)) return share(facts.days, facts) >= 0.6 ? 1 : 0
  if (amountRoles.has(role)) return share(facts.amounts, facts) >= 0.6 ? 1 : 0
  switch (role) {
    case 'currency':
      return share(facts.currencies, facts) >= 0.5 ? 1 : 0
    case 'counterpartyAccount':
    case 'ownAccount':
    case 'account':
      return share(facts.accounts, facts) >= 0.3 ? 1 : 0
    case 'taxId':
      return share(facts.taxIds, facts) >= 0.3 ? 1 : share(facts.days, facts) > 0.5 ? 0 : 0.3
    case 'email':
      return share(facts.emails, facts) >= 0.3 ? 1 : 0
    case 'number':
      return facts.distinct.size > 1 || facts.filled === 1 ? 0.7 : 0.2
    case 'title':
    case 'counterpartyName':
    case 'customerName':
      return share(facts.days, facts) > 0.5 || share(facts.currencies, facts) > 0.5 || share(facts.amounts, facts) > 0.9 ? 0 : 0.6
    default:
      return 0.5
  }
}

/** Without a header only content speaks; these roles can be told by it, in this order. */
const bareFits: Readonly<Partial<Record<Role, (facts: ColumnFacts) => number>>> = {
  bookedOn: (facts) => share(facts.days, facts),
  issueOn: (facts) => share(facts.days, facts),
  amount: (facts) =>
    share(facts.amounts, facts) >= 0.9 && facts.commaDecimal + facts.dotDecimal > 0 ? 0.6 + share(facts.negative, facts) * 0.3 : 0,
  total: (facts) => (share(facts.amounts, facts) >= 0.9 && facts.commaDecimal + facts.dotDecimal > 0 ? 0.6 : 0),
  counterpartyAccount: (facts) => share(facts.accounts, facts),
  currency: (facts) => share(facts.currencies, facts),
  taxId: (facts) => share(facts.taxIds, facts),
  title: (facts) =>
    facts.days + facts.amounts + facts.accounts > facts.filled / 2 || facts.filled === 0
      ? 0
      : Math.min(0.5, facts.length / facts.filled / 100),
}

function assign<R extends Role>(
  roles: readonly R[],
  words: Readonly<Record<R, readonly string[]>>,
  scan: TableScan,
): Partial<Record<R, number[]>> {
  const candidates: { role: R; column: number; fit: number }[] = []
  const width = Math.max(scan.columns.length, scan.header?.cells.length ?? 0)
  for (const [order, role] of roles.entries()) {
    for (let column = 0; column < width; column++) {
      const facts = scan.columns[column] ?? noFacts()
      const named = headerFit(foldHeader(scan.header?.cells[column] ?? ''), words[role])
      const fit = !scan.isNamed ? (bareFits[role]?.(facts) ?? 0) : named === 0 ? 0 : named + contentFit(role, facts)
      if (fit > 0.1 && (!scan.isNamed || contentFit(role, facts) > 0))
        candidates.push({ role, column, fit: fit - order * 0.001 - column * 0.0001 })
    }
  }
  candidates.sort((a, b) => b.fit - a.fit)
  const taken = new Set<number>()
  const columns: Partial<Record<R, number[]>> = {}
  for (const { role, column } of candidates) {
    if (columns[role] !== undefined || taken.has(column)) continue
    columns[role] = [column]
    taken.add(column)
  }
  return columns
}

/** A table with one day only: whatever its name, it is the day of booking. */
function statementColumns(scan: TableScan): StatementMapping['columns'] {
  const { valueOn, ...others } = assign(statementRoles, statementWords, scan)
  if (valueOn === undefined) return others
  return others.bookedOn === undefined ? { ...others, bookedOn: valueOn } : { ...others, valueOn }
}

/** The currency that the amounts carry with them, else one in a header (`Kwota (EUR)`). */
function currencyOf(scan: TableScan): string | null {
  for (const facts of scan.columns)
    for (const sample of facts.samples) {
      const found = amountParts(sample)?.currency
      if (found) return found
    }
  for (const cell of scan.header?.cells ?? [])
    for (const word of cell.match(/\b[A-Z]{3}\b/g) ?? []) {
      const found = findCurrency(word)
      if (found !== null) return found
    }
  return null
}

/** Roles of a kind that must stand in the mapping; `a|b` when one of them is enough. */
const needs = { statement: ['bookedOn', 'amount|credit|debit'], invoices: ['number', 'issueOn', 'total|open'] } as const

export const missingRoles = (mapping: TableMapping): string[] =>
  needs[mapping.kind].filter(
    (need) => !need.split('|').some((role) => (mapping.columns as Partial<Record<string, number[]>>)[role] !== undefined),
  )

/** How much the table looks like this kind: 1 when the header names all that such a table needs and what only it has. */
function fitOf(mapping: TableMapping): number {
  const own: readonly string[] =
    mapping.kind === 'statement'
      ? ['title', 'counterpartyName', 'counterpartyAccount', 'balance', 'operation', 'valueOn', 'credit', 'debit']
      : ['dueOn', 'customerName', 'taxId', 'net', 'paid', 'open', 'saleOn', 'email']
  const lacking = missingRoles(mapping).length
  const found = own.filter((role) => role in mapping.columns).length
  return Math.max(0, 0.4 + Math.min(found, 4) * 0.15 - lacking * 0.4)
}

/** The mapping of a scanned table as a statement or as invoices. */
export function guessMapping(kind: TableMapping['kind'], table: TableSource, scan: TableScan): Guess {
  const columns = kind === 'statement' ? statementColumns(scan) : assign(invoiceRoles, invoiceWords, scan)
  const at = (roles: ReadonlySet<Role>): ColumnFacts[] =>
    Object.entries(columns)
      .filter(([role]) => roles.has(role as Role))
      .flatMap(([, indexes]) => indexes.map((index) => scan.columns[index] ?? noFacts()))
  const dates = dateStyleOf(at(dayRoles))
  const named = currencyOf(scan)
  const shared = {
    version: 1 as const,
    signature: signatureOf(scan.header),
    dates: dates.style,
    decimal: decimalMarkOf(at(amountRoles), table.delimiter === ',' || table.kind === 'xlsx' ? '.' : ','),
    currency: named ?? 'PLN',
    ...(table.delimiter === undefined ? {} : { delimiter: table.delimiter }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
  }
  const mapping: TableMapping =
    kind === 'statement'
      ? { ...shared, kind, columns: columns as StatementMapping['columns'] }
      : { ...shared, kind, columns: columns as InvoiceMapping['columns'] }
  return {
    mapping,
    missing: missingRoles(mapping),
    datesAmbiguous: dates.ambiguous,
    currencyFound: named !== null || 'currency' in columns,
    fit: fitOf(mapping),
  }
}
