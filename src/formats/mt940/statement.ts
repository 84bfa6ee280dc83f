// Tags of one message into a statement: account, balances, lines with their information, and the checks.
import { pagesMeet, StatementPages } from '#ports/reading/statement-pages'
import type { Statement } from '#ports/statement-format'
import { splitAccountCurrency } from '#values/account-text'
import { bankNameOf } from '#values/bank-name'
import { type Currency, findCurrency, unknownCurrency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { type Balance, currencyCodeOf, parseBalance, parseTotal } from './balance.ts'
import { composeLine } from './compose-line.ts'
import { parseStatementLine } from './statement-line.ts'
import type { Tag } from './tags.ts'

/** A :61: with the texts of the :86: that follow it. */
type RawLine = { readonly tag: Tag; readonly details: string[] }

/** How the message before this one of the same account closed, where it is continued. */
export type OpenPages = Map<string, Balance>

/** Lines kept back while the currency is not known (an MT942 names it nowhere in front). */
const heldLimit = 200_000

export class MessageReader {
  readonly #openPages: OpenPages
  #account: string | undefined
  #accountCurrency: Currency | null = null
  #number: string | undefined
  #floorCurrency: Currency | null = null
  #strangeCurrency: string | undefined
  #opening: Balance | null = null
  #isContinued = false
  #closing: Balance | null = null
  #closesPage = false
  #debit: ReturnType<typeof parseTotal> = null
  #credit: ReturnType<typeof parseTotal> = null
  #line: RawLine | null = null
  #held: RawLine[] = []
  #pages: StatementPages | null = null
  #early: { code: string; facts: Record<string, string>; at: string }[] = []
  isEmpty = true
  isInterim: boolean

  constructor(isInterim: boolean, openPages: OpenPages) {
    this.isInterim = isInterim
    this.#openPages = openPages
  }

  /** Takes one tag; gives a page of the statement when one is full. */
  take(tag: Tag): Statement | null {
    this.isEmpty = false
    if (tag.code === '86') {
      this.#line?.details.push(...tag.lines)
      return null
    }
    const page = this.#flushLine()
    const text = tag.lines.join('').trim()
    if (tag.code === '61') this.#line = { tag, details: [] }
    else if (tag.code === '25' || tag.code === '25P') this.#takeAccount(text, tag)
    else if (tag.code === '28' || tag.code === '28C') this.#number ??= text === '' ? undefined : text
    else if (tag.code.startsWith('60')) this.#takeOpening(text, tag)
    else if (tag.code.startsWith('62')) this.#takeClosing(text, tag)
    else if (tag.code === '34F') this.#floorCurrency ??= findCurrency(text.slice(0, 3))
    else if (tag.code === '90D') this.#debit = parseTotal(text)
    else if (tag.code === '90C') this.#credit = parseTotal(text)
    if (tag.code === '34F' || tag.code === '90D' || tag.code === '90C') this.isInterim = true
    return page
  }

  /** The end of the message: the last page, or all of a short statement. */
  *end(): Generator<Statement> {
    const page = this.#flushLine()
    if (page !== null) yield page
    const pages = this.#pages ?? this.#open()
    for (const raw of this.#held.splice(0)) {
      const full = this.#add(pages, raw)
      if (full !== null) yield full
    }
    if (this.#closesPage && this.#closing !== null) this.#openPages.set(this.#account ?? '', this.#closing)
    else this.#openPages.delete(this.#account ?? '')
    yield pages.end({
      ...(this.#closing === null
        ? {}
        : { closingBalance: this.#closing.amount, ...(this.#closing.on === null ? {} : { closingOn: this.#closing.on }) }),
      ...(this.#debit === null ? {} : { debit: this.#debit }),
      ...(this.#credit === null ? {} : { credit: this.#credit }),
    })
  }

  #takeAccount(text: string, tag: Tag): void {
    if (this.#account !== undefined) {
      this.#reject('mt940.second-account', tag)
      return
    }
    const { account, currency } = splitAccountCurrency(text)
    this.#account = account
    this.#accountCurrency = currency
  }

  #takeOpening(text: string, tag: Tag): void {
    if (this.#opening !== null) return
    this.#opening = parseBalance(text, this.#currency())
    this.#isContinued = tag.code === '60M'
    if (this.#opening === null) this.#rejectBalance(text, tag)
  }

  #takeClosing(text: string, tag: Tag): void {
    this.#closing = parseBalance(text, this.#currency())
    this.#closesPage = tag.code === '62M'
    if (this.#closing === null) this.#rejectBalance(text, tag)
  }

  #rejectBalance(text: string, tag: Tag): void {
    const code = currencyCodeOf(text)
    if (code !== undefined && findCurrency(code) === null) this.#strangeCurrency = code
    this.#reject('mt940.unreadable-balance', tag, { text: text.slice(0, 60) })
  }

  #currency(): Currency | null {
    return this.#opening?.amount.currency ?? this.#accountCurrency ?? this.#floorCurrency
  }

  #reject(code: string, tag: Tag, facts: Record<string, string> = {}): void {
    const rejection = { code, facts, at: `${tag.at}` }
    if (this.#pages === null) this.#early.push(rejection)
    else this.#pages.reject(rejection)
  }

  #flushLine(): Statement | null {
    const raw = this.#line
    if (raw === null) return null
    this.#line = null
    if (this.#pages === null && this.#currency() === null && this.#held.length < heldLimit) {
      this.#held.push(raw)
      return null
    }
    return this.#add(this.#pages ?? this.#open(), raw)
  }

  #add(pages: StatementPages, raw: RawLine): Statement | null {
    const at = `${raw.tag.at}`
    const line = parseStatementLine(raw.tag.lines, pages.currency)
    if (line === null) {
      pages.reject({ code: 'mt940.unreadable-line', facts: { text: raw.tag.lines.join(' ').slice(0, 80) }, at })
      return null
    }
    if (line.clamped !== undefined) pages.note({ code: 'line.day-corrected', facts: { written: line.clamped, day: line.valueOn }, at })
    return pages.add(composeLine(line, raw.details), at)
  }

  #open(): StatementPages {
    const currency =
      this.#currency() ?? this.#closing?.amount.currency ?? this.#debit?.sum.currency ?? this.#credit?.sum.currency ?? unknownCurrency
    const bank = this.#account === undefined ? null : bankNameOf(this.#account)
    const pages = new StatementPages({
      format: this.isInterim ? 'mt942' : 'mt940',
      currency,
      ...(bank === null ? {} : { bank }),
      ...(this.#account === undefined ? {} : { account: this.#account }),
      ...(this.#number === undefined ? {} : { number: this.#number }),
      ...(this.#opening === null
        ? {}
        : { openingBalance: this.#opening.amount, ...(this.#opening.on === null ? {} : { openingOn: this.#opening.on }) }),
    })
    this.#pages = pages
    for (const rejection of this.#early.splice(0)) pages.reject(rejection)
    if (currency === unknownCurrency)
      pages.reject(
        this.#strangeCurrency === undefined
          ? { code: 'statement.no-currency', facts: {} }
          : { code: 'statement.unknown-currency', facts: { currency: this.#strangeCurrency } },
      )
    this.#checkChain(pages)
    return pages
  }

  /** A page that goes on must open with what the page before closed with. */
  #checkChain(pages: StatementPages): void {
    const before = this.#openPages.get(this.#account ?? '')
    if (!this.#isContinued || before === undefined || this.#opening === null || pagesMeet(before.amount, this.#opening.amount)) return
    pages.reject({
      code: 'statement.pages-do-not-meet',
      facts: { closed: formatDecimal(before.amount), opened: formatDecimal(this.#opening.amount) },
    })
  }
}
