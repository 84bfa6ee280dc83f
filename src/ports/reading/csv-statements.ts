// Rows of an export into statements, one for each account and currency in it.
import { BalanceChain } from '#domain/statements/balance-chain'
import type { CsvRow } from '#ports/reading/read-csv'
import { StatementPages } from '#ports/reading/statement-pages'
import type { Rejection } from '#ports/rejection'
import type { Statement } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import { parseAmountText, splitCurrency } from '#values/amount-text'
import { type Currency, findCurrency, unknownCurrency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import { type DayOrder, parseDayText, provenDayOrder } from '#values/day-text'
import { type Money, money } from '#values/money'
import { type Header, preambleOf, rowViewer } from './csv-header.ts'
import type { FileFacts, Layout, RowDraft, RowView } from './csv-layout.ts'
import { type ReadRow, type RowContext, readRow } from './csv-row.ts'

type Group = { readonly pages: StatementPages; readonly chain: BalanceChain; first: Day | null; last: Day | null }

const isDraft = (result: ReturnType<Layout['row']>): result is RowDraft => typeof result === 'object' && 'amount' in result

/** Of day-first and month-first the order under which the days of a file span less time; null where they tie. */
function closestDayOrder(texts: readonly string[]): DayOrder | null {
  const span = (order: DayOrder): number => {
    const days = texts
      .map((text) => parseDayText(text, order))
      .filter((day) => day !== null)
      .toSorted()
    const [first, last] = [days[0], days.at(-1)]
    return first === undefined || last === undefined ? Number.POSITIVE_INFINITY : daysBetween(first, last)
  }
  const [dayFirst, monthFirst] = [span('dmy'), span('mdy')]
  return dayFirst === monthFirst ? null : dayFirst < monthFirst ? 'dmy' : 'mdy'
}

export class FileReader {
  readonly #layout: Layout
  readonly #facts: FileFacts
  readonly #view: (cells: readonly string[]) => RowView
  readonly #context: RowContext
  readonly #groups = new Map<string, Group>()
  readonly #waiting: Rejection[] = []
  #closing: string | undefined
  readonly #leftOut = new Map<string, number>()

  /** `head` are the first rows of the file, those above the header and enough below it to see how days are written. */
  constructor(layout: Layout, head: readonly CsvRow[], header: Header) {
    this.#layout = layout
    this.#view = rowViewer(header.keys)
    this.#facts = layout.facts?.(preambleOf(head.slice(0, header.index))) ?? {}
    this.#closing = this.#facts.closingBalance
    const days = head
      .slice(header.index + 1)
      .map((row) => this.#row(row))
      .filter(isDraft)
      .map((draft) => draft.bookedOn)
    const account = this.#facts.account === undefined ? undefined : accountText(this.#facts.account)
    this.#context = {
      layout,
      dayOrder: provenDayOrder(days) ?? (layout.guessDayOrder === true ? closestDayOrder(days) : null) ?? layout.dayOrder,
      fileCurrency: findCurrency(this.#facts.currency ?? ''),
      account,
    }
  }

  /** Takes a row below the header; gives pages that are full. */
  take(row: CsvRow): readonly Statement[] {
    if (row.cells.every((cell) => cell.trim() === '')) return []
    const result = this.#row(row)
    if (result === 'blank') return []
    if (!isDraft(result)) {
      if ('leftOut' in result) this.#leftOut.set(result.leftOut, (this.#leftOut.get(result.leftOut) ?? 0) + 1)
      else this.#closing = result.footer.closingBalance ?? this.#closing
      return []
    }
    const read = readRow(result, this.#context)
    if (read.ok) return this.#add(read.value, row)
    const rejection = { ...read.rejection, at: `${row.line}` }
    const [group] = this.#groups.values()
    if (group === undefined) this.#waiting.push(rejection)
    else group.pages.reject(rejection)
    return []
  }

  /** Keeps a reason why the rest of the file could not be read. */
  reject(rejection: Rejection): void {
    this.#waiting.push(rejection)
  }

  *end(): Generator<Statement> {
    if (this.#groups.size === 0) this.#group(this.#context.account, this.#context.fileCurrency ?? this.#layout.currency ?? unknownCurrency)
    const [first] = this.#groups.values()
    for (const rejection of this.#waiting.splice(0)) first?.pages.reject(rejection)
    for (const [code, count] of this.#leftOut) first?.pages.note({ code, facts: { count } })
    for (const group of this.#groups.values()) yield group.pages.end(this.#balances(group))
  }

  #row(row: CsvRow): ReturnType<Layout['row']> {
    return this.#layout.row(this.#view(row.cells), this.#facts)
  }

  #add(read: ReadRow, row: CsvRow): readonly Statement[] {
    const group = this.#group(read.account, read.line.amount.currency)
    const { line } = read
    for (const facts of read.mended) group.pages.note({ code: 'line.day-corrected', facts, at: `${row.line}` })
    if (line.status === 'booked') group.chain.add(line.amount.minor, read.balance?.minor ?? null)
    if (group.first === null || line.bookedOn < group.first) group.first = line.bookedOn
    if (group.last === null || line.bookedOn > group.last) group.last = line.bookedOn
    return [line, read.fee]
      .filter((one) => one !== null)
      .map((one) => group.pages.add(one, `${row.line}`))
      .filter((page) => page !== null)
  }

  #group(account: string | undefined, currency: Currency): Group {
    const key = `${account ?? ''} ${currency}`
    const known = this.#groups.get(key)
    if (known !== undefined) return known
    const group: Group = {
      pages: new StatementPages({
        format: this.#layout.id,
        bank: this.#layout.bank,
        currency,
        ...(account === undefined ? {} : { account }),
        ...(this.#facts.accountOwner === undefined || this.#facts.accountOwner === '' ? {} : { accountOwner: this.#facts.accountOwner }),
      }),
      chain: new BalanceChain(),
      first: null,
      last: null,
    }
    this.#groups.set(key, group)
    return group
  }

  /** Balances that the file states for its one account, else those that the running balance shows. */
  #balances(group: Group): { openingBalance?: Money; closingBalance?: Money; openingOn?: Day; closingOn?: Day } {
    const { currency } = group.pages
    const isOnly = this.#groups.size === 1
    const chained = group.chain.ends()
    const opening =
      (isOnly ? this.#stated(this.#facts.openingBalance, currency) : null) ?? (chained === null ? null : money(chained.opening, currency))
    const closing = (isOnly ? this.#stated(this.#closing, currency) : null) ?? (chained === null ? null : money(chained.closing, currency))
    const from = parseDayText(this.#facts.from ?? '', this.#context.dayOrder) ?? group.first
    const to = parseDayText(this.#facts.to ?? '', this.#context.dayOrder) ?? group.last
    return {
      ...(opening === null ? {} : { openingBalance: opening, ...(from === null ? {} : { openingOn: from }) }),
      ...(closing === null ? {} : { closingBalance: closing, ...(to === null ? {} : { closingOn: to }) }),
    }
  }

  #stated(text: string | undefined, currency: Currency): Money | null {
    if (text === undefined || text === '') return null
    const split = splitCurrency(text)
    return parseAmountText(
      split.amount,
      split.currency ?? currency,
      this.#layout.decimalMark === undefined ? {} : { mark: this.#layout.decimalMark },
    )
  }
}
