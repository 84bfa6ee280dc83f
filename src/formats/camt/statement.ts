// The children of a `Stmt`, `Rpt` or `Ntfctn` one by one into a statement.

import { StatementPages } from '#ports/reading/statement-pages'
import { elementAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import type { Rejection } from '#ports/rejection'
import type { Statement } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import { bankNameOf } from '#values/bank-name'
import { type Currency, findCurrency, unknownCurrency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import { tidy } from '#values/title-text'
import { entryCurrency, linesOf } from './entry.ts'
import { accountIn, amountIn, dayIn, signed } from './xml-values.ts'

type Balance = { readonly code: string; readonly amount: Money; readonly on: Day | null }

export class StatementReader {
  readonly #format: string
  readonly #balances: Balance[] = []
  readonly #early: Rejection[] = []
  #account: string | undefined
  #owner: string | undefined
  #servicer: string | undefined
  #currency: Currency | null = null
  #number: string | undefined
  #pages: StatementPages | null = null
  #entries = 0

  constructor(format: string) {
    this.#format = format
  }

  /** Takes one child; gives a page of lines when one is full. */
  take(child: XmlElement): Statement[] {
    if (child.name === 'Acct') this.#takeAccount(child)
    else if (child.name === 'ElctrncSeqNb' || child.name === 'LglSeqNb') this.#number ??= child.text.trim()
    else if (child.name === 'Bal') this.#takeBalance(child)
    else if (child.name === 'Ntry') return this.#takeEntry(child)
    return []
  }

  reject(rejection: Rejection): void {
    if (this.#pages === null) this.#early.push(rejection)
    else this.#pages.reject(rejection)
  }

  *end(): Generator<Statement> {
    const pages = this.#pages ?? this.#open(null)
    const closing = this.#closing()
    yield pages.end(
      closing === undefined ? {} : { closingBalance: closing.amount, ...(closing.on === null ? {} : { closingOn: closing.on }) },
    )
  }

  #takeAccount(account: XmlElement): void {
    this.#account = accountText(accountIn(account) ?? '')
    this.#currency = findCurrency(textAt(account, 'Ccy') ?? '')
    this.#owner = textAt(account, 'Ownr/Nm') ?? textAt(account, 'Ownr/Pty/Nm')
    this.#servicer = textAt(account, 'Svcr/FinInstnId/Nm') ?? textAt(account, 'Svcr/FinInstnId/CmbndId/Nm')
  }

  #takeBalance(balance: XmlElement): void {
    const amount = amountIn(elementAt(balance, 'Amt'))
    const code = textAt(balance, 'Tp/CdOrPrtry/Cd') ?? textAt(balance, 'Tp/CdOrPrtry/Prtry') ?? ''
    if (amount !== null) this.#balances.push({ code, amount: signed(amount, balance), on: dayIn(elementAt(balance, 'Dt')) })
    else this.reject({ code: 'camt.unreadable-balance', facts: { balance: code } })
  }

  #takeEntry(entry: XmlElement): Statement[] {
    const pages = this.#pages ?? this.#open(entryCurrency(entry))
    this.#entries++
    const at = `Ntry ${this.#entries}`
    const lines = linesOf(entry, this.#account)
    if (!lines.ok) {
      pages.reject({ ...lines.rejection, at })
      return []
    }
    return lines.value.map((line) => pages.add(line, at)).filter((page) => page !== null)
  }

  /** Balances in the account's currency: opening booked, else the closing of the day before; interim ones stand in for both. */
  #opening(currency: Currency): Balance | undefined {
    const own = this.#balances.filter((balance) => balance.amount.currency === currency)
    return ['OPBD', 'PRCD', 'OPITBD', 'ITBD']
      .map((code) => own.find((balance) => balance.code === code && (code !== 'ITBD' || own.filter((b) => b.code === 'ITBD').length > 1)))
      .find((balance) => balance !== undefined)
  }

  #closing(): Balance | undefined {
    const own = this.#balances.filter((balance) => balance.amount.currency === this.#pages?.currency)
    return (
      own.find((balance) => balance.code === 'CLBD') ??
      own.findLast((balance) => balance.code === 'ITBD') ??
      this.#balances.find((balance) => balance.code === 'CLBD')
    )
  }

  #open(entryCurrency: Currency | null): StatementPages {
    const currency = this.#currency ?? this.#balances[0]?.amount.currency ?? entryCurrency ?? unknownCurrency
    const opening = this.#opening(currency)
    const bank = this.#account === undefined ? undefined : (bankNameOf(this.#account) ?? this.#servicer)
    const pages = new StatementPages({
      format: this.#format,
      currency,
      ...(bank === undefined ? {} : { bank }),
      ...(this.#account === undefined ? {} : { account: this.#account }),
      ...(this.#owner === undefined ? {} : { accountOwner: tidy(this.#owner) }),
      ...(this.#number === undefined ? {} : { number: this.#number }),
      ...(opening === undefined ? {} : { openingBalance: opening.amount, ...(opening.on === null ? {} : { openingOn: opening.on }) }),
    })
    this.#pages = pages
    for (const rejection of this.#early.splice(0)) pages.reject(rejection)
    return pages
  }
}
