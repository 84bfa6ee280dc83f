// Shapes a wanted report for any medium: one of the shelf, or one that a person put together.
import { categoryLines } from '#domain/reporting/category-lines'
import { customerFacts } from '#domain/reporting/customer-facts'
import { countColumn, type ReportDefinition } from '#domain/reporting/definition'
import { inCurrency } from '#domain/reporting/facts'
import type { FieldKind } from '#domain/reporting/field'
import { customerFields, invoiceFields, paymentFields } from '#domain/reporting/fields'
import { type ShapedTable, shapeTable } from '#domain/reporting/shape-table'
import { dayMeant, type WantedReport } from '#domain/reporting/wanted-report'
import { reminderRows } from '#domain/reporting/work-facts'
import { matchFields, reminderFields } from '#domain/reporting/work-fields'
import { dayText } from '#domain/wording/day-text'
import type { Block, Cell, Report, ReportContext, ReportDocument } from '#ports/report'
import { columnOf, type ListKind } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { stepText } from '#ports/report-parts/step-text'
import type { ReportRows } from '#ports/report-rows'
import { readCategoryWeights, readInvoiceFacts } from '#store/facts/invoice-facts'
import { readRatioFacts } from '#store/facts/kept-ratios'
import { readMatchFacts, readPaymentFacts, readStepFacts } from '#store/facts/payment-facts'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { currency } from '#values/currency'
import { type Day, day, dayOf, parseDay } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import type { Shell } from '../shell.ts'
import { narrowBehind } from './narrow-behind.ts'
import { ownChart } from './own-chart.ts'
import { readReportRows } from './read-rows.ts'

export type ReportOf = { readonly companyId: Id; readonly wanted: WantedReport; readonly language?: Language; readonly name?: string }

/** Failure `report.missing`, `report.day-unreadable`, `report.currency-unknown`. */
export async function shapeReport(shell: Shell, of: ReportOf): Promise<ReportDocument> {
  const company = await getSendingCompany(shell.database, of.companyId)
  const language = of.language ?? company.language
  const today = dayOf(shell.clock.now(), company.timeZone)
  const { wanted } = of
  if (wanted.kind === 'own') return shapeOwn(shell, company, wanted, { language, today, name: of.name ?? null })
  const report = findShelfReport(shell, wanted.report)
  const rows = await readReportRows(shell.database, company, wanted.parameters, report.reads ?? [], today)
  const document = report.shape(rows, { t: shell.translatorFor(language), language, companyName: company.name, asOf: rows.asOf })
  return {
    ...document,
    filters: [...document.filters, ...parameterLines(shell, wanted, language, rows)],
    blocks: narrowBehind(document.blocks, wanted.parameters, rows, currency(company.baseCurrency)),
  }
}

/** Failure `report.missing` for what does not stand on the shelf. */
export function findShelfReport(shell: Shell, id: string): Report {
  const found = shell.shelves.reports.get(id)
  if (found === undefined) throw new Failure('report.missing', { report: id })
  const report = found as unknown as Report
  if (report.group === undefined) throw new Failure('report.missing', { report: id })
  return report
}

/** The choices that narrow the report, printed with it. */
function parameterLines(shell: Shell, wanted: Extract<WantedReport, { kind: 'shelf' }>, language: Language, rows: ReportRows) {
  const t = shell.translatorFor(language)
  const { parameters } = wanted
  const customer = parameters.customerId === '' ? undefined : (rows.invoices[0]?.customer ?? rows.payments[0]?.customer ?? undefined)
  return [
    ...(parameters.currency === '' ? [] : [{ label: t('report-fields.field.currency'), value: parameters.currency }]),
    ...(customer === undefined ? [] : [{ label: t('report-fields.field.customer'), value: customer }]),
    ...(parameters.segment === '' ? [] : [{ label: t('report-fields.field.segment'), value: parameters.segment }]),
    ...(parameters.withoutDisputed ? [{ label: t('report-fields.field.disputed'), value: t('report-fields.choice.disputed.no') }] : []),
  ]
}

async function shapeOwn(
  shell: Shell,
  company: SendingCompany,
  wanted: Extract<WantedReport, { kind: 'own' }>,
  of: { readonly language: Language; readonly today: Day; readonly name: string | null },
): Promise<ReportDocument> {
  const { definition } = wanted
  const asOf = dayMeant(wanted.day, of.today)
  if (asOf === null) throw new Failure('report.day-unreadable', { day: wanted.day })
  const base = currency(company.baseCurrency)
  const context: ReportContext = { t: shell.translatorFor(of.language), language: of.language, companyName: company.name, asOf }
  const table = await shapeSubject(shell, company, definition, { asOf, currency: base })
  const title = of.name ?? context.t(`report-fields.subject.${definition.subject}`)
  const empty = context.t('report-shelf.nothing')
  const chart = ownChart(definition, table, title, context)
  const document = shelfDocument('own', { asOf, from: asOf, earliestOn: null, unconverted: [], nip: company.nip }, context, [
    ...(chart === null ? [] : [chart]),
    blockOf(definition, table, title, empty, context),
  ])
  const lines = definition.filters
    .filter((filter) => filter.operator === 'filled' || filter.operator === 'empty' || filter.value !== '')
    .map((filter) => ({ label: context.t(`report-fields.field.${filter.field}`), value: filterText(filter, context) }))
  return { ...document, title, blocks: document.blocks.filter((block) => block.kind !== 'text'), filters: [...document.filters, ...lines] }
}

function filterText(filter: ReportDefinition['filters'][number], { t, language }: ReportContext): string {
  const operator = t(`report-fields.operator.${filter.operator}`)
  if (filter.operator === 'filled' || filter.operator === 'empty') return operator
  const choice = t(`report-fields.choice.${filter.field}.${filter.value}`)
  const value = /^\d{4}-\d{2}-\d{2}$/.test(filter.value)
    ? dayText(language, filter.value as Day)
    : choice.startsWith('report-fields.')
      ? filter.value
      : choice
  return `${operator} ${value}`
}

async function shapeSubject(
  { database }: Pick<Shell, 'database'>,
  { companyId, timeZone }: SendingCompany,
  definition: ReportDefinition,
  context: { readonly asOf: Day; readonly currency: ReturnType<typeof currency> },
): Promise<ShapedTable> {
  const { asOf, currency: base } = context
  // Of what was done all days are looked at, unless the filters name the first.
  const since = (field: string): Day =>
    parseDay(definition.filters.find((filter) => filter.field === field && filter.operator === 'from')?.value ?? '') ?? day('2000-01-01')
  switch (definition.subject) {
    case 'payments':
      return shapeTable(definition, await readPaymentFacts(database, companyId, asOf), paymentFields, context)
    case 'matches':
      return shapeTable(
        definition,
        await readMatchFacts(database, companyId, { from: since('bookedOn'), asOf, timeZone }),
        matchFields,
        context,
      )
    case 'reminders': {
      const { steps, allocations } = await readStepFacts(database, companyId, { from: since('sentOn'), asOf, timeZone })
      return shapeTable(definition, reminderRows(steps, allocations, asOf), reminderFields, context)
    }
    case 'invoices':
      return shapeTable(definition, await readInvoiceFacts(database, companyId, asOf, base), invoiceFields, context)
    case 'lines': {
      const lines = categoryLines(await readInvoiceFacts(database, companyId, asOf, base), await readCategoryWeights(database, companyId))
      return shapeTable(definition, lines, invoiceFields, context)
    }
    case 'customers': {
      const { invoices } = inCurrency(await readInvoiceFacts(database, companyId, asOf, base), base, base)
      const ratios = await readRatioFacts(database, companyId, asOf, base)
      return shapeTable(definition, customerFacts(invoices, asOf, base, ratios), customerFields, context)
    }
  }
}

const listKinds: Readonly<Record<FieldKind, ListKind>> = {
  text: 'text',
  choice: 'choice',
  day: 'day',
  number: 'number',
  percent: 'percent',
  money: 'money',
}

function blockOf(definition: ReportDefinition, table: ShapedTable, title: string, empty: string, context: ReportContext): Block {
  const { t } = context
  const spoken = (cell: Cell, at: number): Cell => {
    const column = table.columns[at]
    if (column?.key === 'step' && typeof cell === 'string') return stepText(cell, t)
    return column?.kind === 'choice' && typeof cell === 'string' ? t(`report-fields.choice.${column.key}.${cell}`) : cell
  }
  const summed = table.rows.length > 1 && table.totals.some((cell) => cell !== null)
  return {
    kind: 'table',
    title,
    empty,
    columns: table.columns.map(({ key, kind }, at) =>
      key === countColumn
        ? columnOf(context, key, 'number', 56)
        : columnOf(context, key, definition.groupBy !== null && at === 0 ? 'text' : listKinds[kind]),
    ),
    rows: table.rows.map((row) => row.map(spoken)),
    refs: table.refs,
    ...(table.groups === null ? {} : { behind: table.groups.map((filters) => ({ subject: definition.subject, filters })) }),
    ...(summed ? { totals: table.totals.map((cell, at) => (at === 0 && cell === null ? t('report-shelf.total') : cell)) } : {}),
  }
}
