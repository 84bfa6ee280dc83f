// Rows of a mapped table as invoices.

import type { InvoiceRole } from '#domain/tables/column-roles'
import type { InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { type Parsed, rejected } from '#ports/rejection'
import type { InvoiceMapping } from '#ports/table-mapping'
import { type Currency, findCurrency } from '#values/currency'
import { absolute, isPositive, isZero, type Money, negate, subtract } from '#values/money'
import { foldText } from '#values/plain-text'
import { amountOfCell, dayOfCell } from './cell-values.ts'
import { isWorkbook, swallowedRows, textsAt } from './statement-rows.ts'
import type { TableRow } from './xlsx-rows.ts'

type Kind = { readonly type: InvoiceType | undefined; readonly reduces: boolean }

/** What the words of a kind column mean; a "credit note" takes back whatever its sign, a correction goes by its sign. */
function kindOf(text: string): Kind {
  const folded = foldText(text)
  if (/CREDIT NOTE|NOTA UZNANIOWA|GUTSCHRIFT/.test(folded)) return { type: 'credit-note', reduces: true }
  if (/KOREKT|KORYG|^KOR\b|^KFS\b|^FK\b|CORRECT/.test(folded)) return { type: 'credit-note', reduces: false }
  if (/PRO ?FORMA/.test(folded)) return { type: 'proforma', reduces: false }
  if (/ZALICZK|ADVANCE|PREPAY|^ZAL\b/.test(folded)) return { type: 'advance', reduces: false }
  return { type: /KONCOW|ROZLICZ|^FINAL|^ROZ\b/.test(folded) ? 'final' : undefined, reduces: false }
}

const isPaid = (state: string): boolean =>
  /^(?:OPLACON|ZAPLACON|ROZLICZON|PAID|SETTLED)/.test(foldText(state)) && !/CZESC|PART/.test(foldText(state))
const isCancelled = (state: string): boolean => /^(?:ANULOWAN|CANCEL|VOID|WYCOFAN)/.test(foldText(state))

const sumWords = /^(?:RAZEM|SUMA|OGOLEM|LACZNIE|PODSUMOWANIE|TOTAL|SUM|GRAND TOTAL)\b/

/** True for a row that names no document and no amount, or sums others up: a footer or a line between groups. */
export function isBesideTheInvoices(row: TableRow, mapping: InvoiceMapping): boolean {
  const has = (role: InvoiceRole): boolean => textsAt(row, mapping.columns[role]).length > 0
  if (!has('issueOn') && sumWords.test(foldText(row.cells.find((cell) => cell.trim() !== '')?.trim() ?? ''))) return true
  return (['number', 'total', 'open', 'issueOn'] as const).filter(has).length < 2
}

/** The invoice of a row, or the rejection that names the cell that cannot be read. */
export function invoiceOfRow(row: TableRow, mapping: InvoiceMapping): Parsed<InvoiceRecord> {
  const swallowed = swallowedRows(row)
  if (swallowed !== null) return swallowed
  const texts: Partial<Record<InvoiceRole, string>> = {}
  const text = (role: InvoiceRole): string => (texts[role] ??= textsAt(row, mapping.columns[role]).join(' '))
  const number = text('number')
  const currencyText = text('currency') || mapping.currency
  const currency = findCurrency(currencyText)
  if (currency === null) return rejected('invoice.unknown-currency', { number, text: currencyText.slice(0, 20) }, row.at)
  const read = (role: InvoiceRole, of: Currency): Money | null =>
    text(role) === '' ? null : amountOfCell(text(role), mapping.decimal, of, isWorkbook(mapping))
  const notes: string[] = []
  const dayText = (role: InvoiceRole): string | undefined => {
    const cell = text(role)
    const found = dayOfCell(cell, mapping.dates)
    if (found?.mended === true) notes.push(writeNote('invoice.day-mended', { field: role, text: cell.slice(0, 40), day: found.day }))
    return cell === '' ? undefined : (found?.day ?? cell.slice(0, 40))
  }
  const total = read('total', currency)
  const left = read('open', total?.currency ?? currency)
  if (text('total') !== '' && total === null) return rejected('invoice.bad-total', { number, text: text('total').slice(0, 40) }, row.at)
  if (text('open') !== '' && left === null) return rejected('invoice.bad-total', { number, text: text('open').slice(0, 40) }, row.at)

  const kind = kindOf(text('documentKind'))
  const written = total ?? left
  const owed = written !== null && kind.reduces ? negate(absolute(written)) : written
  const upwards = kind.type === 'credit-note' && owed !== null && isPositive(owed)
  /** An amount beside the total; one in another currency says nothing of it. */
  const beside = (role: InvoiceRole, amount: Money | null): Money | null => {
    const fits = amount !== null && amount.currency === owed?.currency
    if (text(role) !== '' && !fits) notes.push(writeNote('invoice.amount-unreadable', { field: role, text: text(role).slice(0, 40) }))
    return fits ? amount : null
  }
  const rest = total === null ? null : beside('open', left)
  const net = beside('net', read('net', owed?.currency ?? currency))
  const paid =
    beside('paid', read('paid', owed?.currency ?? currency)) ??
    (rest !== null && owed !== null && !kind.reduces ? subtract(owed, rest) : null)
  if (upwards) notes.push(writeNote('table.correction-upwards'))
  return invoiceOfDraft({
    at: row.at,
    number,
    ...(kind.type === undefined ? {} : { type: upwards ? 'invoice' : kind.type }),
    issueOn: dayText('issueOn'),
    dueOn: dayText('dueOn'),
    saleOn: dayText('saleOn'),
    currency: owed?.currency ?? currencyText,
    total: owed ?? undefined,
    net: net ?? undefined,
    settled: isPaid(text('state')) && paid === null ? 'all' : paid === null || isZero(paid) ? undefined : paid,
    customer: {
      externalId: text('customerId'),
      name: text('customerName'),
      taxId: text('taxId'),
      email: text('email'),
      segment: text('segment'),
    },
    orderReference: text('order'),
    ksefNumber: text('ksefNumber'),
    corrects: [text('corrects')],
    payToAccount: text('account'),
    cancelled: isCancelled(text('state')),
    notes,
  })
}
