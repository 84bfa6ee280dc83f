// The open invoices of one company, indexed by everything that a payment may name, and kept up to date as they change.

import { alphanumerics } from '#values/plain-text'
import { canonicalKsefNumber, ksefRepairKeys } from './ksef-number.ts'
import { MultiMap } from './multi-map.ts'
import { NameIndex } from './name-index.ts'
import { fieldsKey, type NumberFields, NumberSchemes } from './number-scheme.ts'
import { withoutConfusedDigits } from './title-text.ts'
import type { Learnt, MatchingIndex, MatchingSettings, OpenInvoice } from './types.ts'

/** A customer as the book knows him; `slots` are his invoices, settled ones included. */
export type BookCustomer = {
  readonly id: string
  name?: string
  readonly slots: number[]
  readonly accounts: Set<string>
  taxId?: string
  readonly virtualAccounts: Set<string>
}

const bareAccount = (account: string): string =>
  account
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^PL(?=\d{26}$)/, '')

export { bareAccount }

/** Minor units as a number; amounts beyond 2^53 are never matched and count as NaN. */
export const minorNumber = (minor: bigint): number => {
  const value = Number(minor)
  return Number.isSafeInteger(value) ? value : Number.NaN
}

export class Book implements MatchingIndex {
  readonly learnt: Learnt
  readonly settings: MatchingSettings
  readonly invoices: (OpenInvoice | null)[] = []
  readonly open: number[] = []
  readonly customerOf: number[] = []
  readonly customers: BookCustomer[] = []
  readonly schemes = new NumberSchemes()
  readonly names = new NameIndex()
  readonly byExact = new MultiMap<string>()
  readonly byFields = new MultiMap<string>()
  readonly byAmount = new MultiMap<number>()
  readonly byKsef = new MultiMap<string>()
  readonly byOrder = new MultiMap<string>()
  readonly byAccount = new MultiMap<string>()
  readonly byVirtualAccount = new MultiMap<string>()
  readonly byTaxId = new MultiMap<string>()
  readonly byEmail = new MultiMap<string>()
  readonly payersForOthers = new MultiMap<string>()
  readonly learntNames = new MultiMap<string>()
  readonly dismissed: ReadonlySet<string>
  /** How many digit groups the numbers of the register have. */
  readonly fieldCounts = new Set<number>()
  /** Most letter and digit groups of a number or an order reference. */
  longest = 1
  readonly numberLetters = new Set<string>()
  readonly #fields: (NumberFields | undefined)[] = []
  readonly #letters = new Map<string, readonly string[]>()
  readonly #slotOf = new Map<string, number>()
  readonly #customerSlot = new Map<string, number>()

  constructor(learnt: Learnt, settings: MatchingSettings) {
    this.learnt = learnt
    this.settings = settings
    this.dismissed = new Set(learnt.dismissed.map((pair) => `${pair.paymentId} ${pair.invoiceId}`))
    for (const row of learnt.accounts) this.byAccount.add(bareAccount(row.account), this.#customer(row.customerId))
    for (const row of learnt.payerNames) this.learntNames.add(alphanumerics(row.payerName), this.#customer(row.customerId))
    for (const row of learnt.payersForOthers) {
      for (const id of row.customerIds) {
        if (row.account !== undefined) this.payersForOthers.add(bareAccount(row.account), this.#customer(id))
        if (row.payerName !== undefined) this.payersForOthers.add(alphanumerics(row.payerName), this.#customer(id))
      }
    }
  }

  get size(): number {
    return this.#slotOf.size
  }

  slotOf(invoiceId: string): number | undefined {
    return this.#slotOf.get(invoiceId)
  }

  customerSlot(customerId: string): number | undefined {
    return this.#customerSlot.get(customerId)
  }

  #customer(id: string): number {
    let slot = this.#customerSlot.get(id)
    if (slot === undefined) {
      slot = this.customers.length
      this.#customerSlot.set(id, slot)
      this.customers.push({ id, slots: [], accounts: new Set(), virtualAccounts: new Set() })
    }
    return slot
  }

  add(invoice: OpenInvoice): void {
    if (this.#slotOf.has(invoice.id)) {
      this.update(invoice)
      return
    }
    this.schemes.learn(invoice.number, invoice.issueOn)
    this.place(invoice)
  }

  /** Indexes an invoice whose number the schemes have seen. */
  place(invoice: OpenInvoice): void {
    const slot = this.invoices.length
    const customer = this.#customer(invoice.customer.id)
    this.invoices.push(invoice)
    this.open.push(minorNumber(invoice.open.minor))
    this.customerOf.push(customer)
    this.#slotOf.set(invoice.id, slot)
    this.#know(customer, invoice)
    this.customers[customer]?.slots.push(slot)
    this.#indexNumber(slot, invoice)
    const open = minorNumber(invoice.open.minor)
    if (open > 0) this.byAmount.add(open, slot)
    if (invoice.orderReference !== undefined) this.#alias(this.byOrder, alphanumerics(invoice.orderReference), slot)
    const ksef = invoice.ksefNumber === undefined ? null : canonicalKsefNumber(invoice.ksefNumber)
    if (ksef !== null) {
      this.byKsef.add(ksef, slot)
      for (const key of ksefRepairKeys(ksef)) this.byKsef.add(key, slot)
    }
  }

  #alias(map: MultiMap<string>, key: string, slot: number): void {
    if (key === '') return
    map.add(key, slot)
    this.longest = Math.max(this.longest, (key.match(/[A-Z]+|\d+/g) ?? []).length)
  }

  #indexNumber(slot: number, invoice: OpenInvoice): void {
    const whole = withoutConfusedDigits(alphanumerics(invoice.number))
    this.#alias(this.byExact, whole, slot)
    const digits = whole.replace(/\D/g, '')
    if (digits !== whole && digits.length >= 4) this.byExact.add(digits, slot)
    const { fields, letters } = this.fieldsOf(slot)
    if (fields.length === 0) return
    this.fieldCounts.add(fields.length)
    this.byFields.add(fieldsKey(fields), slot)
    for (const each of letters) this.numberLetters.add(each)
  }

  /** The parts of an invoice's number; taken apart once. */
  fieldsOf(slot: number): NumberFields {
    const known = this.#fields[slot]
    if (known !== undefined) return known
    const found = this.schemes.fieldsOf(this.invoices[slot]?.number ?? '')
    const key = found.letters.join(' ')
    const letters = this.#letters.get(key) ?? found.letters
    this.#letters.set(key, letters)
    const fields = { ...found, letters }
    this.#fields[slot] = fields
    return fields
  }

  #know(slot: number, invoice: OpenInvoice): void {
    const customer = this.customers[slot]
    if (customer === undefined) return
    const { name, taxId, email, accounts, virtualAccount } = invoice.customer
    if (customer.name !== name) {
      customer.name = name
      this.names.add(slot, name)
    }
    if (taxId !== undefined && customer.taxId !== taxId) {
      customer.taxId = taxId
      this.byTaxId.add(alphanumerics(taxId).replace(/^PL(?=\d{10}$)/, ''), slot)
    }
    if (email !== undefined && customer.slots.length === 0) this.byEmail.add(email.trim().toLowerCase(), slot)
    for (const account of accounts) {
      const bare = bareAccount(account)
      if (customer.accounts.has(bare)) continue
      customer.accounts.add(bare)
      this.byAccount.add(bare, slot)
    }
    if (virtualAccount === undefined) return
    const bare = bareAccount(virtualAccount)
    if (customer.virtualAccounts.has(bare)) return
    customer.virtualAccounts.add(bare)
    this.byVirtualAccount.add(bare, slot)
  }

  remove(invoiceId: string): void {
    const slot = this.#slotOf.get(invoiceId)
    if (slot === undefined) return
    this.#slotOf.delete(invoiceId)
    this.invoices[slot] = null
    this.open[slot] = 0
  }

  update(invoice: OpenInvoice): void {
    const slot = this.#slotOf.get(invoice.id)
    const known = slot === undefined ? null : (this.invoices[slot] ?? null)
    if (
      slot === undefined ||
      known === null ||
      known.number !== invoice.number ||
      known.customer.id !== invoice.customer.id ||
      known.orderReference !== invoice.orderReference ||
      known.ksefNumber !== invoice.ksefNumber
    ) {
      this.remove(invoice.id)
      this.add(invoice)
      return
    }
    this.invoices[slot] = invoice
    this.#know(this.customerOf[slot] ?? 0, invoice)
    const open = minorNumber(invoice.open.minor)
    if (open > 0 && open !== this.open[slot]) this.byAmount.add(open, slot)
    this.open[slot] = open
  }
}

/** Shorter texts first: P9 before P10, FV/9 before FV/10. */
export function compareNaturally(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length
}

/** By day of issue, then id (ids are given in the order of coming into being): the same invoices give the same book in whatever order they came. */
const inOrderOfIssue = (a: OpenInvoice, b: OpenInvoice): number =>
  a.issueOn < b.issueOn ? -1 : a.issueOn > b.issueOn ? 1 : compareNaturally(a.id, b.id)

/** Builds the index of one company's invoices; settled ones (open zero) may be among them. */
export function buildBook(invoices: Iterable<OpenInvoice>, learnt: Learnt, settings: MatchingSettings): Book {
  const book = new Book(learnt, settings)
  const all = [...invoices].sort(inOrderOfIssue)
  for (const invoice of all) book.schemes.learn(invoice.number, invoice.issueOn)
  for (const invoice of all) book.place(invoice)
  return book
}
