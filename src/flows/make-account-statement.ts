// Makes the statement of a customer's account as of any day, as PDF or workbook, from the entries of the ledger.
import { accountStatement, type CurrencyStatement } from '#domain/ledger/account-statement'
import type { Report, ReportDocument } from '#ports/report'
import { readAccount } from '#store/customer-account'
import { getCustomer } from '#store/customers'
import type { Executor } from '#store/database'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { reportPdf } from './render/report-pdf.ts'
import { reportXlsx } from './render/report-xlsx.ts'
import type { Shell } from './shell.ts'

export const statementFormats = ['pdf', 'xlsx'] as const
export type StatementFormat = (typeof statementFormats)[number]

type Wanted = {
  readonly companyId: Id
  readonly customerId: Id
  /** Today unless told. */
  readonly asOf?: Day | undefined
  /** First day of the movements; a year before `asOf` unless told. */
  readonly from?: Day | undefined
  readonly format: StatementFormat
  readonly language?: Language | undefined
}

type Made = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Failures `customer.not-found`, `statement.day-ahead`, `report.missing`. */
export async function makeAccountStatement(executor: Executor, shell: Shell, wanted: Wanted): Promise<Made> {
  const now = shell.clock.now()
  const company = await getSendingCompany(executor, wanted.companyId)
  const today = dayOf(now, company.timeZone)
  const asOf = wanted.asOf ?? today
  if (asOf > today) throw new Failure('statement.day-ahead')
  const language = wanted.language ?? company.language
  const document = await shapeStatement(executor, shell, { ...wanted, asOf, from: wanted.from ?? addDays(asOf, -365), language })
  const t = shell.translatorFor(language)
  const name = `${t('reports.accountStatement.fileName', { customer: document.filters[0]?.value ?? '', day: asOf })}.${wanted.format}`
  const bytes = wanted.format === 'pdf' ? await reportPdf(document, t, { at: now, on: today }) : await reportXlsx(document, now)
  return { name, contentType: types[wanted.format], bytes }
}

async function shapeStatement(
  executor: Executor,
  shell: Shell,
  of: { readonly companyId: Id; readonly customerId: Id; readonly asOf: Day; readonly from: Day; readonly language: Language },
): Promise<ReportDocument> {
  const found = shell.shelves.reports.get('account-statement')
  if (found === undefined) throw new Failure('report.missing', { report: 'account-statement' })
  // The shelf holds reports of any rows; these are the rows of this one.
  const report = found as unknown as Report<StatementRows>
  const customer = await getCustomer(executor, of.companyId, of.customerId)
  const company = await getSendingCompany(executor, of.companyId)
  const statements = accountStatement(await readAccount(executor, of.companyId, of.customerId), of.from, of.asOf)
  return report.shape(
    { customerName: customer.name, taxId: customer.taxId, address: customer.address, from: of.from, statements },
    { t: shell.translatorFor(of.language), language: of.language, companyName: company.name, asOf: of.asOf },
  )
}

type StatementRows = {
  readonly customerName: string
  readonly taxId: string | null
  readonly address: string | null
  readonly from: Day
  readonly statements: readonly CurrencyStatement[]
}
