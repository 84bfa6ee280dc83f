// What came in: files and pulls, their lines, and the records that wait for a person.
import * as contract from '#contract/imports'
import { lineKinds } from '#domain/statements/classify-line'
import { confirmStatement } from '#flows/confirm-statement'
import { gapsOfAccounts } from '#flows/gaps-of-accounts'
import { importFile } from '#flows/import-file'
import { dismissRecord, resolveRecord } from '#flows/resolve-record'
import type { Shell } from '#flows/shell'
import { undoImport } from '#flows/undo-import'
import {
  findImportRow,
  findRejectedRow,
  type ImportRow,
  listImportRows,
  listInvoiceRowsOfImport,
  listLineRows,
  listNotesOfImport,
  listRejectedOfImport,
  listRejectedRows,
  listStatementRows,
  type RejectedRow,
} from '#store/views/import-lists'
import type { Currency } from '#values/currency'
import { Failure, type FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { implement } from './implement.ts'
import { withReceivedFile } from './received-file.ts'

type State = (typeof contract.importStates)[number]
type Source = 'file' | 'folder' | 'terminal' | 'pull' | 'webhook'
type Sentence = { code: string; facts: FailureFacts }

/** Imports of before a count was kept lack it. */
const noCounts = {
  statements: 0,
  lines: 0,
  payments: 0,
  invoices: 0,
  customers: 0,
  orders: 0,
  duplicates: 0,
  ignored: 0,
  rejected: 0,
  posted: 0,
  suggested: 0,
}

const sentenceOf = (json: object | null): Sentence =>
  json !== null && 'code' in json && typeof json.code === 'string'
    ? { code: json.code, facts: 'facts' in json ? (json.facts as FailureFacts) : {} }
    : { code: 'record.unknown', facts: {} }

/** A file that waits for its columns or could not be read can be set aside. */
const undoableStates: ReadonlySet<string> = new Set<State>(['read', 'mapping-needed', 'failed'])

const importView = (shell: Shell, row: ImportRow) => ({
  importId: row.import_id,
  source: row.source as Source,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  fileName: row.file_name,
  format: row.format,
  formatName: shell.shelves.formats.find((format) => format.id === row.format)?.name ?? null,
  state: row.state as State,
  counts: { ...noCounts, ...row.counts },
  failure: row.failure === null ? null : { ...sentenceOf(row.failure), at: row.finished_at },
  receivedAt: row.received_at,
  finishedAt: row.finished_at,
  undoable: row.connection_id === null && undoableStates.has(row.state),
})

const recordView = (row: RejectedRow) => ({
  recordId: row.record_id,
  importId: row.import_id,
  stream: row.stream,
  // What a file held is known by the file's hash, which says nothing to a person.
  externalId: row.external_id === '' || /^[0-9a-f]{64}$/.test(row.external_id) ? null : row.external_id,
  place: row.place,
  rejection: sentenceOf(row.rejection),
  payload: row.payload,
  receivedAt: row.received_at,
  resolved: row.resolved_at !== null,
})

export async function readImportView(shell: Shell, companyId: Id, importId: Id) {
  const row = await findImportRow(shell.database, companyId, importId)
  if (row === undefined) throw new Failure('import.not-found')
  return importView(shell, row)
}

type StatementRow = Awaited<ReturnType<typeof listStatementRows>>[number]
const statementView = (row: StatementRow) => {
  const of = (minor: bigint | null) => (minor === null ? null : money(minor, row.currency as Currency))
  return {
    statementId: row.statement_id,
    account: row.account,
    bank: row.bank,
    number: row.number,
    currency: row.currency,
    openingBalance: of(row.opening_minor),
    closingBalance: of(row.closing_minor),
    openingOn: row.opening_on,
    closingOn: row.closing_on,
    balanced: row.balanced,
    difference: of(row.difference_minor),
    confirmed: row.confirmed_at !== null,
    lines: Number(row.lines),
  }
}

export const importRoutes = [
  implement(contract.listImports, async ({ shell, company, input }) => {
    const page = await listImportRows(shell.database, company.companyId, input.query)
    return { rows: page.rows.map((row) => importView(shell, row)), next: page.next, total: null }
  }),
  implement(contract.readImport, async ({ shell, company, input }) => {
    const { importId } = input.params
    const view = await readImportView(shell, company.companyId, importId)
    const statements = await listStatementRows(shell.database, company.companyId, importId)
    const rejected = await listRejectedOfImport(shell.database, company.companyId, importId)
    const notes = await listNotesOfImport(shell.database, company.companyId, importId)
    const here = new Set(statements.map((row) => row.statement_id))
    const gaps = await gapsOfAccounts(shell.database, company.companyId, [...new Set(statements.map((row) => row.account_id))])
    return {
      ...view,
      statements: statements.map(statementView),
      rejected: rejected.map(recordView),
      notes: notes.map((row) => ({ ...sentenceOf(row.rejection), place: row.place })),
      gaps: gaps.filter((gap) => here.has(gap.afterId) || here.has(gap.beforeId)).map(({ kind, from, to }) => ({ kind, from, to })),
    }
  }),
  implement(contract.listImportLines, async ({ shell, company, input }) => {
    const page = await listLineRows(shell.database, company.companyId, input.params.importId, input.query)
    return {
      next: page.next,
      total: null,
      rows: page.rows.map((row) => ({
        lineId: row.line_id,
        statementId: row.statement_id,
        bookedOn: row.booked_on,
        amount: money(row.amount_minor, row.currency as Currency),
        title: row.title,
        counterpartyName: row.counterparty_name,
        counterpartyAccount: row.counterparty_account,
        state: row.state === 'pending' ? ('pending' as const) : ('booked' as const),
        reversal: row.reversal,
        notAPayment: lineKinds.find((kind) => kind === row.not_a_payment) ?? null,
        paymentId: row.payment_id,
      })),
    }
  }),
  implement(contract.listImportInvoices, async ({ shell, company, input }) => {
    const page = await listInvoiceRowsOfImport(shell.database, company.companyId, input.params.importId, input.query)
    return {
      next: page.next,
      total: null,
      rows: page.rows.map((row) => ({
        invoiceId: row.invoice_id,
        number: row.number,
        type: row.type,
        customerName: row.customer_name,
        issueOn: row.issue_on,
        dueOn: row.due_on,
        total: money(row.total_minor, row.currency as Currency),
      })),
    }
  }),
  implement(contract.sendFile, async ({ shell, company, actor, file, doors }) => {
    const { companyId } = company
    const { importId, mappingNeeded } = await withReceivedFile(file?.bytes ?? null, (bytes) =>
      importFile(shell, { companyId, actor, source: 'file', bytes, fileName: file?.name ?? '' }),
    )
    if (!mappingNeeded) await doors.enqueueJob({ companyId, job: 'match', trigger: 'file' })
    return readImportView(shell, companyId, importId)
  }),
  implement(contract.undoImport, async ({ shell, company, actor, input }) => {
    const { importId } = input.params
    await undoImport(shell, { companyId: company.companyId, actor, importId })
    return readImportView(shell, company.companyId, importId)
  }),
  implement(contract.confirmStatement, async ({ shell, company, actor, input, doors }) => {
    await confirmStatement(shell, { companyId: company.companyId, actor, statementId: input.params.statementId })
    await doors.enqueueJob({ companyId: company.companyId, job: 'match', trigger: 'person' })
    return {}
  }),
  implement(contract.listRejected, async ({ shell, company, input }) => {
    const page = await listRejectedRows(shell.database, company.companyId, input.query)
    return { rows: page.rows.map(recordView), next: page.next, total: null }
  }),
  implement(contract.retryRecord, async ({ shell, company, actor, input }) => {
    const { recordId } = input.params
    const before = await findRejectedRow(shell.database, company.companyId, recordId)
    if (before === undefined) throw new Failure('record.not-found')
    const { taken } = await resolveRecord(shell, { companyId: company.companyId, actor, recordId })
    return { ...recordView((await findRejectedRow(shell.database, company.companyId, recordId)) ?? before), resolved: taken, taken }
  }),
  implement(contract.dismissRecord, async ({ shell, company, actor, input }) => {
    await dismissRecord(shell, { companyId: company.companyId, actor, recordId: input.params.recordId })
    return {}
  }),
]
