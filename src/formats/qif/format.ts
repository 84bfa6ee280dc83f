// QIF: one letter a line. It names no currency and no account; a person or a mapping says which they are.
import { decodeHead, decodeStream } from '#ports/reading/decode-text'
import { StatementPages } from '#ports/reading/statement-pages'
import type { Rejection } from '#ports/rejection'
import { defineStatementFormat, type Statement, type StatementLine } from '#ports/statement-format'
import { parseAmountText } from '#values/amount-text'
import { type Currency, findCurrency, unknownCurrency } from '#values/currency'
import { type DayOrder, parseDayText, provenDayOrder } from '#values/day-text'
import { Failure } from '#values/failure'
import { tidy } from '#values/title-text'

const moneyTypes = /^!Type:(Bank|Cash|CCard|Oth A|Oth L)\s*$/i
const recordLimit = 1000

/** Days as QIF writes them: `8/12/13`, `15/08'13`, blanks for zeros (` 1/ 5/26`). */
const dayLine = (line: string): string => line.slice(1).replace(/\s/g, '')

/** Day or month first: proven by the file, dots are day first, slashes are American. */
function orderOf(head: string): DayOrder {
  const days = head
    .split(/\r\n|\n|\r/)
    .filter((line) => /^D\s*\d/.test(line))
    .map(dayLine)
  return provenDayOrder(days) ?? (days.some((day) => day.includes('.')) ? 'dmy' : 'mdy')
}

const currencyOf = (mapping: unknown): Currency | null =>
  typeof mapping === 'object' && mapping !== null && 'currency' in mapping && typeof mapping.currency === 'string'
    ? findCurrency(mapping.currency)
    : null

/** The line of one record's lines by their letters; the first of each letter counts, splits (S, E, $) are passed over. */
function lineOf(record: readonly string[], currency: Currency, order: DayOrder): StatementLine | Rejection {
  const field = (letter: string): string =>
    record
      .find((line) => line.startsWith(letter))
      ?.slice(1)
      .trim() ?? ''
  const amountText = field('T') || field('U')
  const amount = parseAmountText(amountText, currency)
  const day = dayLine(record.find((line) => line.startsWith('D')) ?? 'D')
  const bookedOn = parseDayText(day, order)
  if (amount === null) return { code: 'line.unreadable-amount', facts: { text: amountText.slice(0, 40) } }
  if (bookedOn === null) return { code: 'line.no-day', facts: { text: day.slice(0, 40) } }
  const [payee, memo, number] = [tidy(field('P')), tidy(field('M')), field('N')]
  return {
    bookedOn,
    amount,
    title: memo || payee,
    ...(payee === '' ? {} : { counterpartyName: payee }),
    ...(number === '' ? {} : { customerReference: number }),
    status: 'booked',
  }
}

class QifReader {
  readonly #order: DayOrder
  readonly #currency: Currency
  #record: string[] = []
  #isMoney = true
  #line = 0
  #pages: StatementPages | null = null

  constructor(order: DayOrder, currency: Currency) {
    this.#order = order
    this.#currency = currency
  }

  take(line: string): Statement | null {
    this.#line++
    if (line.startsWith('!')) {
      this.#record = []
      this.#isMoney = moneyTypes.test(line)
    } else if (line.startsWith('^')) return this.#close()
    else if (line.trim() !== '' && this.#record.length < recordLimit) this.#record.push(line)
    return null
  }

  end(): Statement | null {
    const page = this.#close()
    return page ?? this.#pages?.end({}) ?? null
  }

  #close(): Statement | null {
    const record = this.#record
    this.#record = []
    if (!this.#isMoney || record.length === 0) return null
    const pages = this.#pages ?? this.#open()
    const line = lineOf(record, this.#currency, this.#order)
    if ('bookedOn' in line) return pages.add(line, `${this.#line}`)
    pages.reject({ ...line, at: `${this.#line}` })
    return null
  }

  #open(): StatementPages {
    const pages = new StatementPages({ format: 'qif', currency: this.#currency })
    if (this.#currency === unknownCurrency) pages.reject({ code: 'statement.no-currency', facts: {} })
    this.#pages = pages
    return pages
  }
}

export default defineStatementFormat({
  id: 'qif',
  name: 'QIF',
  recognise: (head) => (/^\s*!(Type|Account|Option|Clear):?/i.test(decodeHead(head).slice(0, 200)) ? 1 : 0),
  async *read(source, options) {
    const reader = new QifReader(orderOf(decodeHead(source.head)), currencyOf(options.mapping) ?? unknownCurrency)
    let rest = ''
    let statements = 0
    for await (const piece of decodeStream(source)) {
      const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      if (rest.length > 1024 * 1024) throw new Failure('file.row-too-long', { line: 0, limit: 1024 * 1024 })
      for (const line of lines) {
        const page = reader.take(line)
        if (page !== null) {
          statements++
          yield page
        }
      }
    }
    reader.take(rest.trimEnd())
    const last = reader.end()
    if (last !== null) yield last
    else if (statements === 0) throw new Failure('file.nothing-inside', { format: 'qif' })
  },
})
