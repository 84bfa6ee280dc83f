// Stores what a gateway reports: payments, the returns of earlier ones, and money that is neither.
import type { PaymentRecord } from '#ports/connector'
import type { Tx } from '#store/database'
import { newId } from '#store/new-id'
import { listPaymentsBySource, type Payment } from '#store/payments'
import type { Id } from '#values/id'
import type { Became } from './became.ts'
import type { Intake } from './intake.ts'
import { returnPayment, type TakenBack } from './return-payment.ts'
import { storePayments } from './store-payments.ts'

export type StoredGatewayPayments = {
  readonly became: readonly Became[]
  readonly payments: number
  readonly paymentIds: readonly Id[]
  readonly invoiceIds: readonly Id[]
  readonly changedPaymentIds: readonly Id[]
}

const outsideReasons: Partial<Record<PaymentRecord['kind'], string>> = { payout: 'gateway-payout', fee: 'fee', other: 'other' }

/** One answer for each record, in the order given. A return whose payment is not here yet is rejected and tried again when the pull ends. */
export async function storeGatewayPayments(tx: Tx, intake: Intake, records: readonly PaymentRecord[]): Promise<StoredGatewayPayments> {
  const payments = records.flatMap((record) => paymentOf(intake, record) ?? [])
  const fresh = await storePayments(tx, intake, payments)
  const known = new Map(
    (
      await listPaymentsBySource(
        tx,
        intake.companyId,
        intake.sourceKey,
        payments.map((payment) => payment.externalId),
      )
    ).map((payment) => [payment.externalId, payment.id]),
  )
  const invoiceIds: Id[] = []
  const changedPaymentIds: Id[] = []
  const became: Became[] = []
  for (const record of records) {
    const paymentId = known.get(record.externalId)
    if (paymentId !== undefined) became.push({ outcome: 'accepted', subjectId: paymentId, rejection: null })
    else if (record.kind !== 'refund' && record.kind !== 'chargeback') became.push({ outcome: 'ignored', subjectId: null, rejection: null })
    else {
      const outcome = await returnPayment(tx, intake, takenBack(intake, record))
      if (outcome.ok) {
        invoiceIds.push(...outcome.invoiceIds)
        changedPaymentIds.push(outcome.paymentId)
      }
      became.push(
        outcome.ok
          ? { outcome: 'accepted', subjectId: outcome.paymentId, rejection: null }
          : { outcome: 'rejected', subjectId: null, rejection: outcome.rejection },
      )
    }
  }
  return { became, payments: fresh.size, paymentIds: [...fresh], invoiceIds, changedPaymentIds }
}

const takenBack = (intake: Intake, record: PaymentRecord): TakenBack => ({
  key: `return:${intake.sourceKey}:${record.externalId}`,
  sourceKey: intake.sourceKey,
  amount: record.amount,
  on: record.bookedOn,
  account: record.payerAccount ?? null,
  title: record.title,
  reverses: record.reverses ?? null,
})

/** Money in, whatever it is; null for money out. */
function paymentOf(intake: Intake, record: PaymentRecord): Payment | null {
  if (record.amount.minor <= 0n || record.kind === 'refund' || record.kind === 'chargeback') return null
  return {
    id: newId(),
    source: 'gateway',
    sourceKey: intake.sourceKey,
    externalId: record.externalId,
    importId: intake.importId,
    lineId: null,
    connectionId: intake.connectionId,
    bookedOn: record.bookedOn,
    amount: record.amount,
    payerName: record.payerName ?? null,
    payerAccount: record.payerAccount ?? null,
    payerEmail: record.payerEmail ?? null,
    title: record.title,
    creditedAccount: null,
    gatewayReference: record.gatewayReference ?? null,
    orderReference: record.orderReference ?? null,
    linkReference: record.linkReference ?? null,
    customerId: null,
    outsideReason: outsideReasons[record.kind] ?? null,
    snoozedUntil: null,
    createdAt: intake.at,
  }
}
