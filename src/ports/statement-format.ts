// What a statement file format must look like: recognise the bytes, then read them as a stream of statements.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { Rejection } from './rejection.ts'

/** Why a line is money, but not a customer's payment; absent for lines that may be one. */
export type NotAPayment =
  | 'vat-leg'
  | 'own-transfer'
  | 'fee'
  | 'tax'
  | 'social-insurance'
  | 'interest'
  | 'card'
  | 'gateway-payout'
  | 'exchange'
  | 'cash'
  | 'loan'
  | 'refund'

/** One line of a statement. `amount` is signed: plus is money in. */
export type StatementLine = {
  readonly bookedOn: Day
  readonly valueOn?: Day
  readonly amount: Money
  readonly title: string
  readonly counterpartyName?: string
  /** As the file has it, blanks dropped; an IBAN where the check digits are right. */
  readonly counterpartyAccount?: string
  /** The account credited where it is not the statement's own: a virtual account. */
  readonly creditedAccount?: string
  readonly bankReference?: string
  readonly customerReference?: string
  readonly endToEndId?: string
  /** The bank's code or name of the operation. */
  readonly operation?: string
  readonly status: 'booked' | 'pending'
  /** A return or reversal of an earlier line; `amount` already has the real direction. */
  readonly reversal?: true
  /** What the payer sent in his own currency. */
  readonly original?: Money
  readonly charges?: Money
  /** Payer facts that only gateway reports know. */
  readonly payerEmail?: string
  readonly gatewayReference?: string
  readonly notAPayment?: NotAPayment
}

export type Statement = {
  readonly kind: 'statement'
  readonly format: string
  readonly bank?: string
  readonly account?: string
  readonly accountOwner?: string
  readonly number?: string
  readonly currency: Currency
  readonly openingBalance?: Money
  readonly closingBalance?: Money
  readonly openingOn?: Day
  readonly closingOn?: Day
  /** Opening plus lines equals closing; null when the file has no balances. */
  readonly balanced: boolean | null
  /** closing − (opening + lines) where it is not zero. */
  readonly difference?: Money
  /** Which piece this is of a statement too long for one; absent where it is whole. Balances are checked on the last. */
  readonly part?: { readonly index: number; readonly last: boolean }
  readonly lines: readonly StatementLine[]
  readonly rejected: readonly Rejection[]
  /** What a reader set right by itself (30 February) or found odd; nothing of it was refused. */
  readonly notes?: readonly Rejection[]
}

/** Bytes of a file in order; a reader asks for no more than it needs. */
export type ByteSource = {
  /** The first bytes (up to 64 KiB), for recognising. */
  readonly head: Uint8Array
  readonly size: number
  stream(): AsyncIterable<Uint8Array>
}

/** A human-made or guessed column mapping for formats that need one. */
export type ReadOptions = { readonly mapping?: unknown }

export type StatementFormat = {
  readonly id: string
  readonly name: string
  readonly produces: 'statements'
  /** 0 = surely not, 1 = surely; by content alone, never by file name. */
  recognise(head: Uint8Array): number
  read(source: ByteSource, options: ReadOptions): AsyncIterable<Statement>
}

export const defineStatementFormat = (format: Omit<StatementFormat, 'produces'>): StatementFormat => ({ ...format, produces: 'statements' })
