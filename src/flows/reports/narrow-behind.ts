// Carries the choices that narrow a report over to the rows behind its numbers.
import type { Behind, Filter, Subject } from '#domain/reporting/definition'
import { fieldsOf, usualColumns } from '#domain/reporting/fields'
import type { ReportParameters } from '#domain/reporting/wanted-report'
import type { Block } from '#ports/report'
import type { ReportRows } from '#ports/report-rows'
import type { Currency } from '#values/currency'

const has = (subject: Subject, field: string): boolean => fieldsOf[subject].some(({ key }) => key === field)
const inBase: Readonly<Record<string, string>> = { total: 'baseTotal', open: 'baseOpen' }

/** Rows of the same customers, currency and disputes; foreign documents with the amounts that the report counted. */
export function narrowBehind(
  blocks: readonly Block[],
  parameters: ReportParameters,
  rows: Pick<ReportRows, 'invoices' | 'unconverted' | 'currency'>,
  base: Currency,
): readonly Block[] {
  const customer = parameters.customerId === '' ? undefined : rows.invoices[0]?.customer
  const foreign = rows.currency === base && (rows.unconverted.length > 0 || rows.invoices.some((invoice) => invoice.base !== null))
  const narrowing: readonly Filter[] = [
    ...(rows.currency === base ? [] : [{ field: 'currency', operator: 'is' as const, value: rows.currency }]),
    ...(rows.unconverted.length === 0 ? [] : [{ field: 'baseTotal', operator: 'filled' as const, value: '' }]),
    ...(customer === undefined ? [] : [{ field: 'customer', operator: 'is' as const, value: customer }]),
    ...(parameters.segment === '' ? [] : [{ field: 'segment', operator: 'is' as const, value: parameters.segment }]),
    ...(parameters.withoutDisputed ? [{ field: 'disputed', operator: 'is' as const, value: 'no' }] : []),
  ]
  const narrow = <Maybe extends Behind | null | undefined>(behind: Maybe): Maybe => {
    if (behind == null) return behind
    const { subject, filters } = behind
    const columns = behind.columns ?? usualColumns[subject]
    return {
      ...behind,
      filters: [...filters, ...narrowing.filter(({ field }) => has(subject, field))],
      ...(foreign && has(subject, 'baseOpen') ? { columns: columns.map((column) => inBase[column] ?? column) } : {}),
    }
  }
  const of = (block: Block): Block => {
    switch (block.kind) {
      case 'figures':
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            ...(item.behind === undefined ? {} : { behind: narrow(item.behind) }),
            ...(item.parts === undefined ? {} : { parts: item.parts.map((part) => ({ ...part, behind: narrow(part.behind) })) }),
          })),
        }
      case 'table':
        return {
          ...block,
          ...(block.behind === undefined ? {} : { behind: block.behind.map(narrow) }),
          ...(block.cellsBehind === undefined ? {} : { cellsBehind: block.cellsBehind.map((row) => row.map(narrow)) }),
        }
      case 'chart':
        return {
          ...block,
          series: block.series.map((series) => (series.behind === undefined ? series : { ...series, behind: series.behind.map(narrow) })),
        }
      case 'side-by-side':
        return { ...block, left: of(block.left), right: of(block.right) }
      case 'text':
        return block
    }
  }
  return blocks.map(of)
}
