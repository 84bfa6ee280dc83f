// Stores one page of records of a connection: each as it came, with what became of it.
import type { Connector, OrderRecord, PaymentRecord } from '#ports/connector'
import type { CustomerRecord, InvoiceRecord } from '#ports/invoice-format'
import type { Parsed, Rejection } from '#ports/rejection'
import type { Stream } from '#store/connections'
import type { Tx } from '#store/database'
import { addCounts, type ImportCounts, noCounts } from '#store/imports'
import { newId } from '#store/new-id'
import { findLatestRecords, insertRecords, type LatestRecord, resolveRejected, type SourceRecord } from '#store/records'
import type { Id } from '#values/id'
import type { Became } from './became.ts'
import type { Intake } from './intake.ts'
import { recordFingerprint } from './record-fingerprint.ts'
import { storeCustomers } from './store-customers.ts'
import { storeGatewayPayments } from './store-gateway-payments.ts'
import { storeInvoices } from './store-invoices.ts'
import { storeOrders } from './store-orders.ts'

export type StoredPage = {
  readonly counts: ImportCounts
  readonly invoiceIds: readonly Id[]
  readonly paymentIds: readonly Id[]
  readonly changedPaymentIds: readonly Id[]
}
/** What reads a raw record of the stream; pure. */
export type Reading = {
  readonly stream: Stream
  readonly connector: Connector
  readonly context: Parameters<NonNullable<Connector['toInvoice']>>[1]
}

type Raw = {
  readonly record: unknown
  readonly externalId: string
  readonly fingerprint: string
  readonly latest: LatestRecord | undefined
}

/** Records that say what they said the last time are passed over; the others are read, stored and kept. */
export async function storePage(tx: Tx, intake: Intake, reading: Reading, records: readonly unknown[]): Promise<StoredPage> {
  const { companyId, sourceKey } = intake
  const raws = records.map((record) => {
    const fingerprint = recordFingerprint(record)
    return { record, fingerprint, externalId: reading.connector.recordId(record) ?? `content:${fingerprint}` }
  })
  const latest = await findLatestRecords(
    tx,
    companyId,
    sourceKey,
    reading.stream,
    raws.map((raw) => raw.externalId),
  )
  // The same id twice on a page: rows moved while paging; the last one stands.
  const onPage = [...new Map(raws.map((raw) => [raw.externalId, raw])).values()]
  const changed = onPage
    .map((raw): Raw => ({ ...raw, latest: latest.get(raw.externalId) }))
    .filter((raw) => raw.latest?.fingerprint !== raw.fingerprint)
  const taken = await takeRecords(
    tx,
    intake,
    reading,
    changed.map((raw) => ({ record: raw.record, knownAs: raw.latest?.subjectId ?? null })),
  )
  const mended = changed.filter((raw, i) => raw.latest?.outcome === 'rejected' && taken.became[i]?.outcome !== 'rejected')
  await resolveRejected(
    tx,
    companyId,
    sourceKey,
    reading.stream,
    mended.map((raw) => raw.externalId),
    intake.at,
  )
  await insertRecords(
    tx,
    companyId,
    changed.map(
      (raw, i): SourceRecord => ({
        id: newId(),
        importId: intake.importId,
        sourceKey,
        stream: reading.stream,
        externalId: raw.externalId,
        fingerprint: raw.fingerprint,
        occurrence: (raw.latest?.seen.get(raw.fingerprint) ?? 0) + 1,
        payload: raw.record,
        place: null,
        ...(taken.became[i] ?? { outcome: 'ignored', subjectId: null, rejection: null }),
        receivedAt: intake.at,
        resolvedAt: null,
      }),
    ),
  )
  return { ...taken, counts: addCounts(taken.counts, { duplicates: records.length - changed.length }) }
}

export type Taken = StoredPage & { readonly became: readonly Became[] }

/** Turns raw records into rows, without keeping the records themselves. */
export async function takeRecords(
  tx: Tx,
  intake: Intake,
  reading: Reading,
  raws: readonly { readonly record: unknown; readonly knownAs: Id | null }[],
): Promise<Taken> {
  const { connector, context } = reading
  switch (reading.stream) {
    case 'invoices':
      return takeInvoices(tx, intake, raws, (raw) => connector.toInvoice?.(raw, context) ?? missing)
    case 'customers':
      return takeCustomers(tx, intake, raws, (raw) => connector.toCustomer?.(raw, context) ?? missing)
    case 'orders':
      return takeOrders(tx, intake, raws, (raw) => connector.toOrder?.(raw, context) ?? missing)
    case 'payments':
      return takePayments(tx, intake, raws, (raw) => connector.toPayment?.(raw, context) ?? missing)
  }
}

const missing: Parsed<null> = { ok: true, value: null }
const ignored: Became = { outcome: 'ignored', subjectId: null, rejection: null }
const refused = (rejection: Rejection): Became => ({ outcome: 'rejected', subjectId: null, rejection })

type Raws = readonly { readonly record: unknown; readonly knownAs: Id | null }[]

/** Parses all, stores those that are something, and puts the answers back where they belong. */
async function through<T>(
  raws: Raws,
  read: (raw: unknown) => Parsed<T | null>,
  store: (values: readonly { readonly value: T; readonly knownAs: Id | null }[]) => Promise<readonly Became[]>,
): Promise<readonly Became[]> {
  const parsed = raws.map(({ record, knownAs }) => ({ result: read(record), knownAs }))
  const values = parsed.flatMap(({ result, knownAs }) => (result.ok && result.value !== null ? [{ value: result.value, knownAs }] : []))
  const stored = (await store(values)).values()
  return parsed.map(({ result }) =>
    !result.ok ? refused(result.rejection) : result.value === null ? ignored : (stored.next().value ?? ignored),
  )
}

const outcomes = (became: readonly Became[]): Partial<ImportCounts> => ({
  ignored: became.filter((each) => each.outcome === 'ignored').length,
  rejected: became.filter((each) => each.outcome === 'rejected').length,
  duplicates: became.filter((each) => each.outcome === 'duplicate').length,
})

async function takeInvoices(tx: Tx, intake: Intake, raws: Raws, read: (raw: unknown) => Parsed<InvoiceRecord | null>): Promise<Taken> {
  let counts = noCounts
  let changed: Pick<StoredPage, 'invoiceIds' | 'changedPaymentIds'> = { invoiceIds: [], changedPaymentIds: [] }
  const became = await through(raws, read, async (values) => {
    const stored = await storeInvoices(
      tx,
      intake,
      values.map(({ value, knownAs }) => ({ record: value, knownAs })),
    )
    counts = addCounts(counts, {
      invoices: stored.outcomes.filter((each) => each.kind === 'new' || each.kind === 'changed').length,
      customers: stored.customersMade,
    })
    changed = { invoiceIds: stored.invoiceIds, changedPaymentIds: stored.paymentIds }
    return stored.outcomes.map(
      (each): Became =>
        each.kind === 'rejected'
          ? refused(each.rejection)
          : { outcome: each.kind === 'duplicate' ? 'duplicate' : 'accepted', subjectId: each.invoiceId, rejection: null },
    )
  })
  return { ...changed, became, counts: addCounts(counts, outcomes(became)), paymentIds: [] }
}

async function takeCustomers(tx: Tx, intake: Intake, raws: Raws, read: (raw: unknown) => Parsed<CustomerRecord | null>): Promise<Taken> {
  let counts = noCounts
  const became = await through(raws, read, async (values) => {
    const stored = await storeCustomers(
      tx,
      intake,
      values.map(({ value }) => value),
    )
    counts = addCounts(counts, { customers: stored.made })
    return stored.ids.map((subjectId): Became => ({ outcome: 'accepted', subjectId, rejection: null }))
  })
  return { became, counts: addCounts(counts, outcomes(became)), invoiceIds: [], paymentIds: [], changedPaymentIds: [] }
}

async function takeOrders(tx: Tx, intake: Intake, raws: Raws, read: (raw: unknown) => Parsed<OrderRecord | null>): Promise<Taken> {
  let orders = 0
  const became = await through(raws, read, async (values) => {
    const ids = await storeOrders(
      tx,
      intake,
      values.map(({ value }) => value),
    )
    orders = ids.length
    return ids.map((subjectId): Became => ({ outcome: 'accepted', subjectId, rejection: null }))
  })
  return { became, counts: addCounts({ ...noCounts, orders }, outcomes(became)), invoiceIds: [], paymentIds: [], changedPaymentIds: [] }
}

async function takePayments(tx: Tx, intake: Intake, raws: Raws, read: (raw: unknown) => Parsed<PaymentRecord | null>): Promise<Taken> {
  let made: Awaited<ReturnType<typeof storeGatewayPayments>> | null = null
  const became = await through(raws, read, async (values) => {
    made = await storeGatewayPayments(
      tx,
      intake,
      values.map(({ value }) => value),
    )
    return made.became
  })
  const { payments = 0, invoiceIds = [], paymentIds = [], changedPaymentIds = [] } = made ?? {}
  return { became, counts: addCounts(noCounts, { payments, ...outcomes(became) }), invoiceIds, paymentIds, changedPaymentIds }
}
