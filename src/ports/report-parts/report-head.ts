// What every report of the shelf has in common: its name, its day, and what stands where there is nothing.
import { dayText } from '#domain/wording/day-text'
import type { Block, ReportContext, ReportDocument } from '../report.ts'
import type { ReportRows } from '../report-rows.ts'

/** A report of nothing says so, and from which day there is something. */
export function shelfDocument(
  id: string,
  rows: Pick<ReportRows, 'asOf' | 'from' | 'earliestOn' | 'unconverted' | 'nip'>,
  context: ReportContext,
  blocks: readonly Block[],
  options: { readonly period?: boolean } = {},
): ReportDocument {
  const { t, language } = context
  const asOf = dayText(language, rows.asOf)
  const nothing = blocks.every((block) => block.kind === 'table' && block.rows.length === 0)
  const notes: Block[] = []
  if (nothing)
    notes.push({
      kind: 'text',
      lead: t('report-shelf.nothing'),
      text:
        rows.earliestOn === null ? t('report-shelf.nothingEver') : t('report-shelf.earliest', { day: dayText(language, rows.earliestOn) }),
    })
  if (rows.unconverted.length > 0)
    notes.push({
      kind: 'text',
      lead: t('report-shelf.unconverted', { count: rows.unconverted.length }),
      text: t('report-shelf.unconvertedWhy', {
        currencies: [...new Set(rows.unconverted.map((invoice) => invoice.total.currency))].sort().join(', '),
      }),
    })
  return {
    title: t(`report-shelf.${id}.name`),
    subtitle:
      options.period === true
        ? t('report-shelf.period', { from: dayText(language, rows.from), to: asOf })
        : t('report-shelf.asOf', { day: asOf }),
    companyName: context.companyName,
    asOf: rows.asOf,
    language,
    filters: rows.nip === null ? [] : [{ label: t('report-shelf.nip'), value: rows.nip }],
    blocks: [...notes, ...blocks],
  }
}
