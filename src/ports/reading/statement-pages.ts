// Collects the lines of one statement, checks its arithmetic and hands it over in pages, so that any size fits in memory.
import { balanceCheck, type SideTotal, totalsCheck } from '#domain/statements/balance-check'
import type { Rejection } from '#ports/rejection'
import type { Statement, StatementLine } from '#ports/statement-format'
import type { Currency } from '#values/currency'
import { compare, type Money, money } from '#values/money'

/** Lines in one page of a long statement. */
export const pageLines = 5_000

export type StatementHead = Omit<
  Statement,
  'kind' | 'balanced' | 'difference' | 'part' | 'lines' | 'rejected' | 'notes' | 'closingBalance' | 'closingOn'
>
/** An opening balance may be known at the end alone, of exports that run backwards. */
export type StatementEnd = Pick<Statement, 'openingBalance' | 'openingOn' | 'closingBalance' | 'closingOn'> & {
  readonly debit?: SideTotal
  readonly credit?: SideTotal
}

export class StatementPages {
  readonly currency: Currency
  readonly #head: StatementHead
  #lines: StatementLine[] = []
  #rejected: Rejection[] = []
  #notes: Rejection[] = []
  #bookedMinor = 0n
  #totals = { debit: { count: 0, minor: 0n }, credit: { count: 0, minor: 0n } }
  #pages = 0

  constructor(head: StatementHead) {
    this.#head = head
    this.currency = head.currency
  }

  /** Takes a line; gives a page when one is full. A line in another currency than the statement's is kept, noted and not summed (T12). */
  add(line: StatementLine, at?: string): Statement | null {
    this.#lines.push(line)
    const { minor, currency } = line.amount
    if (currency !== this.currency)
      this.note({ code: 'line.other-currency', facts: { currency, expected: this.currency }, ...(at === undefined ? {} : { at }) })
    else if (line.status === 'booked') {
      const side = minor < 0n ? this.#totals.debit : this.#totals.credit
      side.count++
      side.minor += minor < 0n ? -minor : minor
      this.#bookedMinor += minor
    }
    return this.#lines.length >= pageLines ? this.#page(false, { balanced: null }) : null
  }

  reject(rejection: Rejection): void {
    this.#rejected.push(rejection)
  }

  /** Keeps a remark on something that was read all the same. */
  note(note: Rejection): void {
    this.#notes.push(note)
  }

  /** The rest of the statement with its check. */
  end(end: StatementEnd): Statement {
    const check = this.#check(end)
    const { openingBalance, openingOn, closingBalance, closingOn } = end
    return {
      ...this.#page(true, check),
      ...(openingBalance === undefined ? {} : { openingBalance }),
      ...(openingOn === undefined ? {} : { openingOn }),
      ...(closingBalance === undefined ? {} : { closingBalance }),
      ...(closingOn === undefined ? {} : { closingOn }),
    }
  }

  #check(end: StatementEnd): Pick<Statement, 'balanced' | 'difference'> {
    const byBalance = balanceCheck(
      end.openingBalance ?? this.#head.openingBalance,
      money(this.#bookedMinor, this.currency),
      end.closingBalance,
    )
    return byBalance.balanced === null ? totalsCheck(end, this.#totals, this.currency) : byBalance
  }

  #page(isLast: boolean, check: Pick<Statement, 'balanced' | 'difference'>): Statement {
    const page: Statement = {
      kind: 'statement',
      ...this.#head,
      ...check,
      ...(isLast && this.#pages === 0 ? {} : { part: { index: this.#pages, last: isLast } }),
      lines: this.#lines,
      rejected: this.#rejected,
      ...(this.#notes.length === 0 ? {} : { notes: this.#notes }),
    }
    this.#pages++
    this.#lines = []
    this.#rejected = []
    this.#notes = []
    return page
  }
}

/** True when page `next` opens with what the page before closed with. */
export const pagesMeet = (closed: Money, opened: Money): boolean => closed.currency === opened.currency && compare(closed, opened) === 0
