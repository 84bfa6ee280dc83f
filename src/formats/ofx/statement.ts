// OFX tags into statements: account, currency, transactions, ledger balance.
import { StatementPages } from '#ports/reading/statement-pages'
import type { NotAPayment, Statement, StatementLine } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import { parseAmountText } from '#values/amount-text'
import { bankNameOf } from '#values/bank-name'
import { type Currency, findCurrency, unknownCurrency } from '#values/currency'
import { parseDayText } from '#values/day-text'
import { Failure } from '#values/failure'
import { tidy } from '#values/title-text'
import type { OfxToken } from './tokens.ts'

const statementTags = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS'])
/** Aggregates whose leaves mean something by where they stand. */
const contexts = new Set([
  ...statementTags,
  'STMTTRN',
  'BANKACCTFROM',
  'CCACCTFROM',
  'INVACCTFROM',
  'BANKACCTTO',
  'CCACCTTO',
  'LEDGERBAL',
  'AVAILBAL',
  'CURRENCY',
  'ORIGCURRENCY',
  'STATUS',
  'PAYEE',
])

const kinds: Readonly<Record<string, NotAPayment>> = { FEE: 'fee', SRVCHG: 'fee', INT: 'interest', ATM: 'cash', CASH: 'cash', POS: 'card' }

/** Aggregates open at once; banks nest five. */
const depthLimit = 64

type Leaves = Map<string, string>

export class OfxReader {
  readonly #stack: string[] = []
  #account: string | undefined
  #currency: Currency | null = null
  #pages: StatementPages | null = null
  #transaction: Leaves | null = null
  #ledger: Leaves = new Map()
  #isOpen = false
  #count = 0
  /** What the bank says where it refuses (a sign-on that failed). */
  refusal: string | null = null
  #status: Leaves = new Map()

  take(token: OfxToken): readonly Statement[] {
    if (contexts.has(token.name)) return token.isClose ? this.#close(token.name) : this.#open(token.name)
    if (!token.isClose && token.text !== '') this.#leaf(token.name, token.text)
    return []
  }

  /** What stands open at the end of a file that was cut. */
  end(): readonly Statement[] {
    return this.#isOpen ? [...this.#close('STMTTRN'), ...this.#finish()] : []
  }

  #open(name: string): readonly Statement[] {
    if (statementTags.has(name)) this.#stack.length = 0
    if (this.#stack.length >= depthLimit) throw new Failure('file.xml-too-deep', { limit: depthLimit })
    this.#stack.push(name)
    if (name === 'STATUS') this.#status = new Map()
    if (name === 'STMTTRN') this.#transaction = new Map()
    if (!statementTags.has(name)) return []
    const before = this.end()
    this.#isOpen = true
    return before
  }

  #close(name: string): readonly Statement[] {
    const at = this.#stack.lastIndexOf(name)
    if (at >= 0) this.#stack.length = at
    if (name === 'STATUS' && (this.#status.get('CODE') ?? '0') !== '0')
      this.refusal ??= this.#status.get('MESSAGE') ?? this.#status.get('CODE') ?? ''
    if (name === 'STMTTRN' && this.#transaction !== null) {
      const leaves = this.#transaction
      this.#transaction = null
      return this.#add(leaves)
    }
    return statementTags.has(name) && this.#isOpen ? this.#finish() : []
  }

  #leaf(name: string, text: string): void {
    const context = this.#stack.at(-1) ?? ''
    if (context === 'STATUS') this.#status.set(name, text)
    else if (context === 'LEDGERBAL') this.#ledger.set(name, text)
    else if (context.endsWith('ACCTFROM') && name === 'ACCTID') this.#account = accountText(text)
    else if (this.#transaction !== null) {
      const key = context === 'STMTTRN' ? name : `${context}.${name}`
      if (!this.#transaction.has(key)) this.#transaction.set(key, text)
    } else if (name === 'CURDEF') this.#currency = findCurrency(text)
  }

  #add(leaves: Leaves): readonly Statement[] {
    this.#count++
    const own = findCurrency(leaves.get('CURRENCY.CURSYM') ?? '')
    const pages = this.#pages ?? this.#start(own)
    const at = leaves.get('FITID') ?? `STMTTRN ${this.#count}`
    const [written, dayText] = [leaves.get('TRNAMT') ?? '', leaves.get('DTPOSTED') ?? '']
    const amount = parseAmountText(written, pages.currency)
    const bookedOn = parseDayText(dayText.slice(0, 8), 'ymd')
    if (amount === null || bookedOn === null) {
      pages.reject(
        amount === null
          ? { code: 'line.unreadable-amount', facts: { text: written.slice(0, 40) }, at }
          : { code: 'line.no-day', facts: { text: dayText.slice(0, 40) }, at },
      )
      return []
    }
    const page = pages.add(lineOf(leaves, { amount, bookedOn }), at)
    return page === null ? [] : [page]
  }

  #start(lineCurrency: Currency | null): StatementPages {
    const currency = this.#currency ?? lineCurrency ?? unknownCurrency
    const bank = this.#account === undefined ? null : bankNameOf(this.#account)
    const pages = new StatementPages({
      format: 'ofx',
      currency,
      ...(bank === null ? {} : { bank }),
      ...(this.#account === undefined ? {} : { account: this.#account }),
    })
    if (currency === unknownCurrency) pages.reject({ code: 'statement.no-currency', facts: {} })
    this.#pages = pages
    return pages
  }

  #finish(): readonly Statement[] {
    const pages = this.#pages ?? this.#start(null)
    const closingBalance = parseAmountText(this.#ledger.get('BALAMT') ?? '', pages.currency)
    const closingOn = parseDayText((this.#ledger.get('DTASOF') ?? '').slice(0, 8), 'ymd')
    const statement = pages.end(closingBalance === null ? {} : { closingBalance, ...(closingOn === null ? {} : { closingOn }) })
    this.#pages = null
    this.#account = undefined
    this.#currency = null
    this.#ledger = new Map()
    this.#isOpen = false
    return [statement]
  }
}

/** MEMO is the title; a bank that has none puts the words into NAME. */
function lineOf(leaves: Leaves, read: Pick<StatementLine, 'amount' | 'bookedOn'>): StatementLine {
  const [name, memo] = [leaves.get('NAME') ?? leaves.get('PAYEE.NAME'), leaves.get('MEMO')]
  const account = accountText(leaves.get('BANKACCTTO.ACCTID') ?? '')
  const valueOn = parseDayText((leaves.get('DTAVAIL') ?? leaves.get('VALUEDATE') ?? '').slice(0, 8), 'ymd')
  const type = leaves.get('TRNTYPE')?.toUpperCase()
  const kind = type === undefined ? undefined : kinds[type]
  const [id, reference] = [leaves.get('FITID'), leaves.get('REFNUM') ?? leaves.get('CHECKNUM')]
  return {
    bookedOn: read.bookedOn,
    ...(valueOn === null ? {} : { valueOn }),
    amount: read.amount,
    title: tidy(memo ?? name ?? ''),
    ...(name === undefined ? {} : { counterpartyName: tidy(name) }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(id === undefined ? {} : { bankReference: id }),
    ...(reference === undefined || reference === id ? {} : { customerReference: reference }),
    ...(type === undefined ? {} : { operation: type }),
    status: 'booked',
    ...(kind === undefined ? {} : { notAPayment: kind }),
  }
}
