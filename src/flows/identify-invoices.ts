// Says of each incoming invoice whether it is new, a known one of the same source, or a known one of another source.
import { sameInvoice } from '#domain/ledger/same-invoice'
import type { InvoiceRecord } from '#ports/invoice-format'
import type { Rejection } from '#ports/rejection'
import { listCustomers } from '#store/customers'
import type { Tx } from '#store/database'
import { type Invoice, listInvoices, listInvoicesByNumber, listInvoicesBySource } from '#store/invoices'
import { newId } from '#store/new-id'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import type { Intake } from './intake.ts'
import { externalIdOf } from './invoice-of-record.ts'

export type Arrived = { readonly record: InvoiceRecord; readonly customerId: Id; readonly knownAs: Id | null }
/** `adopt`: the invoice came from a file and is led by the connection from now on. */
export type KnownInvoice = {
  readonly kind: 'known'
  readonly record: InvoiceRecord
  readonly customerId: Id
  readonly invoice: Invoice
  readonly adopt: boolean
}
export type Identified =
  | { readonly kind: 'new'; readonly record: InvoiceRecord; readonly customerId: Id; readonly id: Id }
  | KnownInvoice
  | { readonly kind: 'duplicate'; readonly id: Id }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }

/** One answer for each record, in the order given; of two equal ids in one batch the second is rejected when it says something else. */
export async function identifyInvoices(tx: Tx, intake: Intake, arrived: readonly Arrived[]): Promise<readonly Identified[]> {
  const { companyId, sourceKey } = intake
  const own = new Map(
    (
      await listInvoicesBySource(
        tx,
        companyId,
        sourceKey,
        arrived.map(({ record }) => externalIdOf(record)),
      )
    ).map((invoice) => [invoice.externalId, invoice]),
  )
  const strangers = arrived.filter(({ record }) => !own.has(externalIdOf(record)))
  const alike = await invoicesAlike(tx, intake, strangers)
  const linked = new Map(
    (
      await listInvoices(
        tx,
        companyId,
        strangers.flatMap(({ knownAs }) => knownAs ?? []),
      )
    ).map((invoice) => [invoice.id, invoice]),
  )
  const batch = new Map<string, { readonly id: Id; readonly record: InvoiceRecord }>()
  return arrived.map((each): Identified => {
    const { record, customerId } = each
    const externalId = externalIdOf(record)
    const before = batch.get(externalId)
    if (before !== undefined)
      return sameContent(before.record, record)
        ? { kind: 'duplicate', id: before.id }
        : { kind: 'rejected', rejection: { code: 'invoice.twice', facts: { number: record.number } } }
    const mine = own.get(externalId)
    const elsewhere = mine === undefined ? (alike(each) ?? (each.knownAs === null ? undefined : linked.get(each.knownAs))) : undefined
    const id = mine?.id ?? elsewhere?.id ?? newId()
    batch.set(externalId, { id, record })
    if (mine !== undefined) return { kind: 'known', record, customerId, invoice: mine, adopt: false }
    if (elsewhere === undefined) return { kind: 'new', record, customerId, id }
    return elsewhere.connectionId === null && intake.connectionId !== null
      ? { kind: 'known', record, customerId, invoice: elsewhere, adopt: true }
      : { kind: 'duplicate', id: elsewhere.id }
  })
}

const sameContent = (a: InvoiceRecord, b: InvoiceRecord): boolean =>
  a.total.minor === b.total.minor &&
  a.total.currency === b.total.currency &&
  a.issueOn === b.issueOn &&
  a.customer.name === b.customer.name &&
  a.customer.taxId === b.customer.taxId

/** Looks for the same document among those of other sources. */
async function invoicesAlike(tx: Tx, intake: Intake, strangers: readonly Arrived[]): Promise<(arrived: Arrived) => Invoice | undefined> {
  const candidates = (
    await listInvoicesByNumber(
      tx,
      intake.companyId,
      strangers.map(({ record }) => canonicalInvoiceNumber(record.number)),
    )
  ).filter((invoice) => invoice.sourceKey !== intake.sourceKey)
  const customers = new Map(
    (await listCustomers(tx, intake.companyId, [...new Set(candidates.map((invoice) => invoice.customerId))])).map((customer) => [
      customer.id,
      customer,
    ]),
  )
  const byNumber = Map.groupBy(candidates, (invoice) => invoice.numberKey)
  return ({ record }) =>
    byNumber.get(canonicalInvoiceNumber(record.number))?.find((invoice) => {
      const customer = customers.get(invoice.customerId)
      return sameInvoice(
        {
          number: record.number,
          issueOn: record.issueOn,
          total: record.total,
          taxId: record.customer.taxId ?? null,
          customerName: record.customer.name,
        },
        {
          number: invoice.number,
          issueOn: invoice.issueOn,
          total: invoice.total,
          taxId: customer?.taxId ?? null,
          customerName: customer?.name ?? '',
        },
      )
    })
}
