// Statements and invoices as the plainest of files, for tests of what happens after reading: JSON in the shape of the ports.
import { defineInvoiceFormat, type InvoiceRecord } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import type { Rejection } from '#ports/rejection'
import { type ByteSource, defineStatementFormat, type Statement, type StatementLine } from '#ports/statement-format'
import { currency, PLN } from '#values/currency'
import { day } from '#values/day'
import { Failure } from '#values/failure'
import { type Money, money } from '#values/money'

const write = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? { big: part.toString() } : part))
const read = (text: string): unknown =>
  JSON.parse(text, (_key, part: unknown) => (typeof part === 'object' && part !== null && 'big' in part ? BigInt(String(part.big)) : part))

async function textOf(source: ByteSource): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of source.stream()) pieces.push(Uint8Array.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}

const startsWith = (head: Uint8Array, mark: string): number =>
  Buffer.from(head.subarray(0, mark.length)).toString('utf8') === mark ? 1 : 0

function body<T>(text: string, mark: string): T {
  try {
    return read(text.slice(mark.length)) as T
  } catch (cause) {
    throw new Failure('file.cut-off', {}, { cause })
  }
}

export const plainStatements = defineStatementFormat({
  id: 'plain-statement',
  name: 'Plain',
  recognise: (head) => startsWith(head, 'STATEMENTS'),
  async *read(source) {
    for (const statement of body<Statement[]>(await textOf(source), 'STATEMENTS')) yield statement
  },
})

export const plainInvoices = defineInvoiceFormat({
  id: 'plain-invoices',
  name: 'Plain',
  recognise: (head) => startsWith(head, 'INVOICES'),
  async *read(source) {
    const { invoices, rejected, sellerTaxId } = body<{ invoices: InvoiceRecord[]; rejected: Rejection[]; sellerTaxId?: string }>(
      await textOf(source),
      'INVOICES',
    )
    yield { kind: 'invoices' as const, format: 'plain-invoices', invoices, rejected, ...(sellerTaxId === undefined ? {} : { sellerTaxId }) }
  },
})

export const plainFormats = [plainStatements, plainInvoices]

export const statementsFile = (...statements: readonly Statement[]): ByteSource =>
  bytesSource(Buffer.from(`STATEMENTS${write(statements)}`))
export const invoicesFile = (
  invoices: readonly InvoiceRecord[],
  more: { readonly rejected?: readonly Rejection[]; readonly sellerTaxId?: string } = {},
): ByteSource => bytesSource(Buffer.from(`INVOICES${write({ invoices, rejected: more.rejected ?? [], ...more })}`))

export const zl = (amount: number): Money => money(BigInt(Math.round(amount * 100)), PLN)

export const account = 'PL61109010140000071219812874'

export function line(on: string, amount: number, title: string, more: Partial<StatementLine> = {}): StatementLine {
  return {
    bookedOn: day(on),
    amount: zl(amount),
    title,
    status: 'booked',
    counterpartyName: 'Klon sp. z o.o.',
    counterpartyAccount: 'PL27114020040000300201355387',
    ...more,
  }
}

/** A statement whose balances follow from its lines, unless told otherwise. */
export function statement(
  from: string,
  to: string,
  opening: number,
  lines: readonly StatementLine[],
  more: Partial<Statement> = {},
): Statement {
  const sum = lines.filter((each) => each.status === 'booked').reduce((all, each) => all + each.amount.minor, zl(opening).minor)
  return {
    kind: 'statement',
    format: 'plain-statement',
    account,
    currency: currency('PLN'),
    openingBalance: zl(opening),
    closingBalance: money(sum, PLN),
    openingOn: day(from),
    closingOn: day(to),
    balanced: true,
    lines,
    rejected: [],
    ...more,
  }
}

export function invoice(number: string, issueOn: string, total: number, more: Partial<InvoiceRecord> = {}): InvoiceRecord {
  return {
    number,
    type: 'invoice',
    issueOn: day(issueOn),
    dueOn: day(issueOn),
    total: zl(total),
    customer: { name: 'Klon sp. z o.o.', taxId: '5252344078' },
    ...more,
  }
}
