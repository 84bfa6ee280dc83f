// The entry, or its update, as a file that a person hands to the bureau: creditor, debtor, each debt in its currency and in złoty, the demand.
import type { Cell } from '#ports/report'
import { getCompany } from '#store/companies'
import { listLetterInvoices } from '#store/letter-facts'
import { PLN } from '#values/currency'
import type { Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { csvLines } from '../render/table-csv.ts'
import type { Shell } from '../shell.ts'
import { loadEntry } from './load-entry.ts'

type Row = Readonly<Record<(typeof columns)[number], Money | string | boolean | null>>
const columns = [
  'creditor',
  'creditorTaxId',
  'debtor',
  'debtorTaxId',
  'debtorAddress',
  'invoice',
  'issuedOn',
  'dueOn',
  'currency',
  'open',
  'openZloty',
  'disputed',
  'noticeSentOn',
  'enteredOn',
] as const

/** Before an entry only what is ripe, and only while every condition is met; afterwards what was entered, with what is open now. Failure `big.conditions-unmet`. */
export async function entryDocument(
  shell: Shell,
  of: { readonly companyId: Id; readonly customerId: Id; readonly today: Day; readonly format: 'csv' | 'json' },
): Promise<{ readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }> {
  const { companyId, customerId, today, format } = of
  const { database } = shell
  const { customer, judgement, entry, bureau } = await loadEntry(database, companyId, customerId, today)
  if (entry === null && !judgement.allowed) throw new Failure('big.conditions-unmet', { from: judgement.earliestOn ?? '' })
  const company = await getCompany(database, companyId)
  const invoiceIds =
    entry?.debts.map((debt) => debt.invoiceId) ??
    judgement.debts.filter(({ ripeOn }) => ripeOn !== null && ripeOn <= today).map((debt) => debt.invoiceId)
  const invoices = await listLetterInvoices(database, companyId, invoiceIds)
  const rows = invoiceIds.flatMap((invoiceId): Row[] => {
    const invoice = invoices.get(invoiceId)
    if (invoice === undefined) return []
    const debt = judgement.debts.find((each) => each.invoiceId === invoiceId)
    const zloty = debt === undefined ? money(0n, PLN) : debt.zloty
    return [
      {
        creditor: company.name,
        creditorTaxId: company.nip,
        debtor: customer.name,
        debtorTaxId: customer.taxId,
        debtorAddress: customer.address,
        invoice: invoice.number,
        issuedOn: invoice.issueOn,
        dueOn: invoice.dueOn,
        currency: invoice.open.currency,
        open: invoice.open,
        openZloty: zloty,
        disputed: debt?.disputed ?? false,
        noticeSentOn: debt?.noticedOn ?? null,
        enteredOn: entry?.enteredOn ?? null,
      },
    ]
  })
  const say = shell.translatorFor(company.language)
  const name = `BIG ${customer.name} ${today}.${format}`
  if (format === 'json') {
    const debts = rows.map((row) => Object.fromEntries(columns.map((column) => [column, plain(row[column])])))
    const written = JSON.stringify({ bureau: entry?.bureau ?? bureau, preparedOn: today, update: entry !== null, debts }, null, 2)
    return { name, contentType: 'application/json; charset=utf-8', bytes: Buffer.from(written, 'utf8') }
  }
  const cell = (value: Row[keyof Row]): Cell => (typeof value === 'boolean' ? say(`big.document.${value ? 'yes' : 'no'}`) : value)
  const lines = [columns.map((column) => say(`big.document.${column}`)), ...rows.map((row) => columns.map((column) => cell(row[column])))]
  return { name, contentType: 'text/csv; charset=utf-8', bytes: Buffer.from(`\uFEFF${csvLines(company.language, lines)}`, 'utf8') }
}

const plain = (value: Row[keyof Row]): string | boolean | null =>
  typeof value === 'object' && value !== null ? formatDecimal(value) : value
