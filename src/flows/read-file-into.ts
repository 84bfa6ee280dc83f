// Reads a recognised file into the books: statements and their lines, or invoices, and what could not be taken.
import type { StatementGap } from '#domain/ledger/statement-gaps'
import type { Rejection } from '#ports/rejection'
import type { ByteSource, Statement } from '#ports/statement-format'
import type { Tx } from '#store/database'
import { addCounts, type Import, type ImportCounts, noCounts } from '#store/imports'
import { dropEmptyStatement } from '#store/statements'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { parseNip } from '#values/nip'
import type { ImportMapping } from './choose-reading.ts'
import { gapsOfAccounts } from './gaps-of-accounts.ts'
import type { Intake } from './intake.ts'
import type { Progress } from './progress.ts'
import { returnPayment } from './return-payment.ts'
import type { Format } from './shell.ts'
import { type Rejected, storeFileNotes, storeFileRejections } from './store-file-rejections.ts'
import { storeInvoices } from './store-invoices.ts'
import { type OpenStatement, openStatement, storePart } from './store-statement.ts'
import { toldStatement } from './told-statement.ts'

export type FileResult = {
  readonly counts: ImportCounts
  readonly paymentIds: readonly Id[]
  readonly returnedIds: readonly Id[]
  readonly invoiceIds: readonly Id[]
  readonly unbalanced: readonly Id[]
  readonly gaps: readonly StatementGap[]
}

/** What reading adds up to; pieces of a file are added one by one. */
type Sum = {
  counts: ImportCounts
  payments: Id[]
  returned: Id[]
  invoices: Id[]
  unbalanced: Id[]
  accounts: Set<Id>
  rejected: Rejected[]
  notes: Rejection[]
}

const invoicesAtOnce = 2_000

export async function readFileInto(
  tx: Tx,
  intake: Intake,
  file: {
    readonly format: Format
    readonly source: ByteSource
    readonly known: Import
    readonly mapping: ImportMapping | null
    readonly progress: Progress | undefined
  },
): Promise<FileResult> {
  const { format, source, known, progress } = file
  const options = file.mapping === null ? {} : { mapping: file.mapping }
  const sum: Sum = {
    counts: noCounts,
    payments: [],
    returned: [],
    invoices: [],
    unbalanced: [],
    accounts: new Set(),
    rejected: [],
    notes: [],
  }
  if (format.produces === 'statements')
    await readStatements(tx, intake, toldStatements(format.read(source, options), file.mapping), sum, progress)
  else
    for await (const part of format.read(source, options)) {
      refuseOthers(intake, part.sellerTaxId)
      sum.rejected.push(...part.rejected.map((rejection) => ({ stream: 'invoices', rejection, payload: null })))
      for (let from = 0; from < part.invoices.length; from += invoicesAtOnce) {
        await takeInvoices(tx, intake, part.invoices.slice(from, from + invoicesAtOnce), sum)
        await progress?.(sum.counts.invoices + sum.counts.duplicates, null, 'invoices')
      }
    }
  const rejected = await storeFileRejections(tx, intake, known, sum.rejected)
  await storeFileNotes(tx, intake, known, sum.notes)
  return {
    counts: addCounts(sum.counts, { rejected }),
    paymentIds: sum.payments,
    returnedIds: [...new Set(sum.returned)],
    invoiceIds: [...new Set(sum.invoices)],
    unbalanced: sum.unbalanced,
    gaps: await gapsOfAccounts(tx, intake.companyId, [...sum.accounts]),
  }
}

/** A file of another firm, dropped by mistake, would fill this company with debts that are not its own. */
function refuseOthers({ company }: Intake, sellerTaxId: string | undefined): void {
  const [theirs, ours] = [parseNip(sellerTaxId ?? ''), parseNip(company.nip ?? '')]
  if (theirs !== null && ours !== null && theirs !== ours) throw new Failure('import.other-company', { taxId: theirs })
}

async function* toldStatements(parts: AsyncIterable<Statement>, mapping: ImportMapping | null): AsyncGenerator<Statement> {
  for await (const part of parts) yield toldStatement(part, mapping)
}

async function readStatements(
  tx: Tx,
  intake: Intake,
  parts: AsyncIterable<Statement>,
  sum: Sum,
  progress: Progress | undefined,
): Promise<void> {
  let open: OpenStatement | null = null
  let had = 0
  for await (const part of parts) {
    if (open === null || (part.part?.index ?? 0) === 0) {
      open = await openStatement(tx, intake, part)
      had = 0
    }
    const stored = await storePart(tx, intake, open, part)
    had += part.lines.length
    sum.counts = addCounts(sum.counts, stored)
    sum.payments.push(...stored.paymentIds)
    sum.accounts.add(open.accountId)
    sum.notes.push(...(part.notes ?? []))
    sum.rejected.push(
      ...part.rejected.map((rejection) => ({ stream: 'lines', rejection, payload: null })),
      ...stored.suspicious.map(({ line, rejection }) => ({ stream: 'lines', rejection, payload: line })),
    )
    for (const taken of stored.returns) {
      const outcome = await returnPayment(tx, intake, taken)
      if (outcome.ok) {
        sum.returned.push(outcome.paymentId)
        sum.invoices.push(...outcome.invoiceIds)
      } else sum.rejected.push({ stream: 'returns', rejection: outcome.rejection, payload: taken, key: taken.key })
    }
    await progress?.(sum.counts.lines + sum.counts.duplicates, null, 'lines')
    if (!(part.part?.last ?? true)) continue
    const isGone = await dropEmptyStatement(tx, intake.companyId, { id: open.id, hadLines: had > 0 })
    if (isGone) continue
    sum.counts = addCounts(sum.counts, { statements: 1 })
    if (part.balanced === false) sum.unbalanced.push(open.id)
  }
}

async function takeInvoices(
  tx: Tx,
  intake: Intake,
  records: Parameters<typeof storeInvoices>[2][number]['record'][],
  sum: Sum,
): Promise<void> {
  const stored = await storeInvoices(
    tx,
    intake,
    records.map((record) => ({ record, knownAs: null })),
  )
  const made = stored.outcomes.filter((outcome) => outcome.kind === 'new' || outcome.kind === 'changed').length
  const known = stored.outcomes.filter((outcome) => outcome.kind === 'known' || outcome.kind === 'duplicate').length
  sum.counts = addCounts(sum.counts, { invoices: made, duplicates: known, customers: stored.customersMade })
  sum.invoices.push(...stored.invoiceIds)
  sum.returned.push(...stored.paymentIds)
  sum.rejected.push(
    ...stored.outcomes.flatMap((outcome, i): Rejected[] =>
      outcome.kind === 'rejected'
        ? [{ stream: 'invoices', rejection: placed(outcome.rejection, records[i]?.number), payload: records[i] ?? null }]
        : [],
    ),
  )
}

const placed = (rejection: Rejection, number: string | undefined): Rejection =>
  number === undefined || rejection.at !== undefined ? rejection : { ...rejection, at: number }
