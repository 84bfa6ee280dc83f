// JPK_WB(1): the bank statement that Polish banks export for the tax office; days, parties, words and running balances.
import { decodeHead } from '#ports/reading/decode-text'
import { readXml } from '#ports/reading/read-xml'
import { StatementPages } from '#ports/reading/statement-pages'
import { textAt, type XmlElement } from '#ports/reading/xml-element'
import type { Rejection } from '#ports/rejection'
import { defineStatementFormat, type Statement, type StatementLine } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import { parseAmountText } from '#values/amount-text'
import { bankNameOf } from '#values/bank-name'
import { type Currency, findCurrency, PLN } from '#values/currency'
import { parseDayText } from '#values/day-text'
import { Failure } from '#values/failure'
import type { Money } from '#values/money'
import { tidy } from '#values/title-text'

const amountOf = (text: string | undefined, currency: Currency): Money | null =>
  text === undefined ? null : parseAmountText(text, currency, { mark: text.includes(',') ? ',' : '.' })

/** One row as a line, or the reason why its day or amount cannot be read. */
function lineOf(row: XmlElement, currency: Currency): StatementLine | Rejection {
  const at = textAt(row, 'NumerWiersza') ?? ''
  const bookedOn = parseDayText(textAt(row, 'DataOperacji') ?? '', 'ymd')
  const amount = amountOf(textAt(row, 'KwotaOperacji'), currency)
  if (bookedOn === null) return { code: 'line.no-day', facts: { text: (textAt(row, 'DataOperacji') ?? '').slice(0, 40) }, at }
  if (amount === null) return { code: 'line.unreadable-amount', facts: { text: (textAt(row, 'KwotaOperacji') ?? '').slice(0, 40) }, at }
  const name = textAt(row, 'NazwaPodmiotu')
  return {
    bookedOn,
    amount,
    title: tidy(textAt(row, 'OpisOperacji') ?? ''),
    ...(name === undefined ? {} : { counterpartyName: tidy(name) }),
    status: 'booked',
  }
}

class JpkReader {
  #head: XmlElement | undefined
  #owner: string | undefined
  #account: string | undefined
  #balances: XmlElement | undefined
  #pages: StatementPages | null = null
  isEmpty = true

  take(element: XmlElement): Statement | null {
    if (element.name === 'Naglowek') this.#head = element
    else if (element.name === 'Podmiot1')
      this.#owner = textAt(element, 'IdentyfikatorPodmiotu/PelnaNazwa') ?? textAt(element, 'IdentyfikatorPodmiotu/NazwaPodmiotu')
    else if (element.name === 'NumerRachunku') this.#account = accountText(element.text)
    else if (element.name === 'Salda') this.#balances = element
    else if (element.name === 'WyciagWiersz') return this.#row(element)
    this.isEmpty &&= element.name === 'Naglowek'
    return null
  }

  reject(rejection: Rejection): void {
    ;(this.#pages ?? this.#open()).reject(rejection)
  }

  end(): Statement {
    const pages = this.#pages ?? this.#open()
    const closingBalance = amountOf(textAt(this.#balances, 'SaldoKoncowe'), pages.currency)
    const closingOn = parseDayText(textAt(this.#head, 'DataDo') ?? '', 'ymd')
    return pages.end({ ...(closingBalance === null ? {} : { closingBalance }), ...(closingOn === null ? {} : { closingOn }) })
  }

  #row(row: XmlElement): Statement | null {
    this.isEmpty = false
    const pages = this.#pages ?? this.#open()
    const line = lineOf(row, pages.currency)
    if ('bookedOn' in line) return pages.add(line, textAt(row, 'NumerWiersza') ?? '')
    pages.reject(line)
    return null
  }

  #open(): StatementPages {
    const currency = findCurrency(textAt(this.#head, 'DomyslnyKodWaluty') ?? '') ?? PLN
    const openingBalance = amountOf(textAt(this.#balances, 'SaldoPoczatkowe'), currency)
    const openingOn = parseDayText(textAt(this.#head, 'DataOd') ?? '', 'ymd')
    const bank = this.#account === undefined ? null : bankNameOf(this.#account)
    this.#pages = new StatementPages({
      format: 'jpk-wb',
      currency,
      ...(bank === null ? {} : { bank }),
      ...(this.#account === undefined ? {} : { account: this.#account }),
      ...(this.#owner === undefined ? {} : { accountOwner: tidy(this.#owner) }),
      ...(openingBalance === null ? {} : { openingBalance }),
      ...(openingOn === null ? {} : { openingOn }),
    })
    return this.#pages
  }
}

const isRoot = (path: string): boolean => /^[^/]+$/.test(path)

export default defineStatementFormat({
  id: 'jpk-wb',
  name: 'JPK_WB',
  recognise: (head) => {
    const text = decodeHead(head)
    return /<(?:[\w.-]+:)?WyciagWiersz[\s>]/.test(text) || />\s*JPK_WB\s*</.test(text) ? 1 : 0
  },
  async *read(source) {
    const reader = new JpkReader()
    for await (const event of readXml(source, (path) => isRoot(path.slice(0, path.lastIndexOf('/'))) && path.includes('/'))) {
      if (event.kind === 'tree') {
        const page = reader.take(event.element)
        if (page !== null) yield page
      } else if (event.kind === 'broken') {
        if (reader.isEmpty) throw new Failure(event.rejection.code, event.rejection.facts)
        reader.reject(event.rejection)
      }
    }
    if (reader.isEmpty) throw new Failure('file.nothing-inside', { format: 'jpk-wb' })
    yield reader.end()
  },
})
