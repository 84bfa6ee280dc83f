// T20 through the whole house: a firm of the shared case imported, matched and posted; the ledger is held against the truth.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import type { InvoiceRecord } from '#ports/invoice-format'
import { findLatestMatches } from '#store/matches'
import { invoicesFile, plainFormats, statement, statementsFile } from '#test/support/plain-files'
import { sharedFolder } from '#test/support/shared'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { currency } from '#values/currency'
import { day } from '#values/day'
import { parseDecimal } from '#values/decimal'
import { type Money, money } from '#values/money'

type CaseInvoice = {
  readonly id: string
  readonly tenant: string
  readonly number: string
  readonly type: 'invoice' | 'credit-note'
  readonly issueDate: string
  readonly dueDate: string
  readonly currency: string
  readonly total: string
  readonly customer: {
    readonly id: string
    readonly name: string
    readonly taxId?: string
    readonly email: string
    readonly accounts: readonly string[]
    readonly virtualAccount?: string
  }
  readonly ksefNumber?: string
  readonly orderReference?: string
  readonly corrects?: readonly string[]
}
type CasePayment = {
  readonly id: string
  readonly tenant: string
  readonly bookedOn: string
  readonly amount: string
  readonly currency: string
  readonly payerName: string
  readonly payerAccount?: string
  readonly title: string
  readonly creditedAccount: string
  readonly source: 'bank' | 'gateway'
}
type Truth = { readonly paymentId: string; readonly allocations: readonly { readonly invoiceId: string; readonly amount: string }[] }

const shared = sharedFolder()
const folder = join(shared ?? '', 'bench', 'cash-application', 'case-1')
const isThere = shared !== null && existsSync(folder)
const tenant = 'T1'
const rows = <Row>(name: string): Row[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)

function amountOf(text: string, code: string): Money {
  const found = parseDecimal(text, currency(code))
  if (found === null) throw new Error(`not an amount: ${text}`)
  return found
}

const { shell } = await shellOfFile({ formats: plainFormats, at: new Date('2026-01-10T07:00:00Z') })

const toRecord = (each: CaseInvoice): InvoiceRecord => ({
  externalId: each.id,
  number: each.number,
  type: each.type,
  issueOn: day(each.issueDate),
  dueOn: day(each.dueDate),
  total: amountOf(each.total, each.currency),
  customer: {
    externalId: each.customer.id,
    name: each.customer.name,
    email: each.customer.email,
    accounts: each.customer.accounts,
    ...(each.customer.taxId === undefined ? {} : { taxId: each.customer.taxId }),
    ...(each.customer.virtualAccount === undefined ? {} : { virtualAccount: each.customer.virtualAccount }),
  },
  ...(each.ksefNumber === undefined ? {} : { ksefNumber: each.ksefNumber }),
  ...(each.orderReference === undefined ? {} : { orderReference: each.orderReference }),
  ...(each.corrects === undefined ? {} : { corrects: each.corrects }),
})

test.skipIf(!isThere)(
  'T20 the bank transfers of a firm, imported and posted: at least 99.9 % of what the ledger holds is right, and little is left to a person',
  async () => {
    const invoices = rows<CaseInvoice>('invoices.jsonl').filter((each) => each.tenant === tenant)
    const payments = rows<CasePayment>('payments.jsonl').filter((each) => each.tenant === tenant && each.source === 'bank')
    const truth = new Map(rows<Truth>('truth.jsonl').map((each) => [each.paymentId, each.allocations]))
    const companyId = await testCompany(shell)
    const take = (bytes: Parameters<typeof importFile>[1]['bytes']) =>
      importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'file', bytes })
    const idOf = new Map(invoices.map((each) => [each.number, each.id]))
    await take(invoicesFile(invoices.map((each) => toRecord(each))))
    const lines = payments.map((each) => ({
      bookedOn: day(each.bookedOn),
      amount: amountOf(each.amount, each.currency),
      title: each.title,
      status: 'booked' as const,
      counterpartyName: each.payerName,
      creditedAccount: each.creditedAccount,
      bankReference: each.id,
      ...(each.payerAccount === undefined ? {} : { counterpartyAccount: each.payerAccount }),
    }))
    const byCurrency = Map.groupBy(lines, (each) => each.amount.currency)
    for (const [code, some] of byCurrency) {
      const sum = some.reduce((all, each) => all + each.amount.minor, 0n)
      await take(
        statementsFile(
          statement('2025-01-01', '2025-12-31', 0, some, {
            currency: code,
            openingBalance: money(0n, code),
            closingBalance: money(sum, code),
          }),
        ),
      )
    }
    await matchPayments(shell, { companyId })
    const external = new Map(
      (await shell.database.selectFrom('invoices').select(['invoice_id', 'external_id']).where('company_id', '=', companyId).execute()).map(
        (row) => [row.invoice_id, row.external_id],
      ),
    )
    const received = await shell.database
      .selectFrom('payments as p')
      .innerJoin('statement_lines as l', (join) => join.onRef('l.company_id', '=', 'p.company_id').onRef('l.line_id', '=', 'p.line_id'))
      .select(['p.payment_id', 'l.bank_reference'])
      .where('p.company_id', '=', companyId)
      .execute()
    const matches = await findLatestMatches(
      shell.database,
      companyId,
      received.map((row) => row.payment_id),
    )
    // The house sets a credit note against the invoice it corrects when it comes in: less is then taken for that invoice, and the money is the same.
    const corrected = new Map(
      invoices.flatMap((each) => (each.type === 'credit-note' ? [[each.id, idOf.get(each.corrects?.[0] ?? '') ?? each.id] as const] : [])),
    )
    const written = (parts: readonly (readonly [string, Money])[]): string => {
      const sums = new Map<string, bigint>()
      for (const [id, { minor }] of parts) {
        const invoice = corrected.get(id) ?? id
        sums.set(invoice, (sums.get(invoice) ?? 0n) + minor)
      }
      return [...sums]
        .map(([id, minor]) => `${id}=${minor}`)
        .sort()
        .join('|')
    }
    const currencyOf = new Map(invoices.map((each) => [each.id, each.currency]))
    const count = { payments: 0, matchable: 0, posted: 0, right: 0 }
    const wrong: string[] = []
    for (const { payment_id, bank_reference } of received) {
      const wanted = truth.get(bank_reference ?? '')
      if (wanted === undefined) throw new Error(`no truth of ${bank_reference}`)
      const match = matches.get(payment_id)
      count.payments++
      if (wanted.length > 0) count.matchable++
      if (match?.state !== 'posted') continue
      const got = written(match.decision.allocations.map(({ invoiceId, amount }) => [external.get(invoiceId) ?? invoiceId, amount]))
      const due = written(wanted.map(({ invoiceId, amount }) => [invoiceId, amountOf(amount, currencyOf.get(invoiceId) ?? 'PLN')]))
      const isRight = got === due
      count.posted++
      if (isRight) count.right++
      else wrong.push(`${bank_reference}: ${got} instead of ${due}`)
    }
    console.log(`through the house: ${JSON.stringify(count)}, wrong ${wrong.slice(0, 5).join('; ')}`)
    // Money that was marked on import as no customer's never becomes a payment to be placed.
    expect(received.length).toBe(payments.length)
    expect(count.right / count.posted).toBeGreaterThanOrEqual(0.999)
    expect(count.right / count.matchable).toBeGreaterThanOrEqual(0.96)
    // What is posted is what the ledger holds: no invoice is settled beyond its total.
    const over = await shell.database
      .selectFrom('invoice_balances')
      .select('invoice_id')
      .where('company_id', '=', companyId)
      .where((eb) => eb.and([eb('total_minor', '>', 0n), eb('open_minor', '<', 0n)]))
      .execute()
    expect(over).toEqual([])
  },
)
