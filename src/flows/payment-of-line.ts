// A payment made of a statement line.
import type { StatementLine } from '#ports/statement-format'
import { newId } from '#store/new-id'
import type { Payment } from '#store/payments'
import type { StoredLine } from '#store/statements'
import type { Id } from '#values/id'
import type { Intake } from './intake.ts'

/** Under which its account's lines become payments. */
export const accountSourceKey = (accountId: Id): string => `account:${accountId}`

export const lineKey = (line: Pick<StoredLine, 'fingerprint' | 'occurrence'>): string => `${line.fingerprint}#${line.occurrence}`

/** Booked money in becomes a payment; what is no customer's payment becomes one that stands outside, with the reason. Null for anything else. */
export function paymentOfLine(intake: Intake, line: StatementLine, stored: StoredLine): Payment | null {
  if (line.amount.minor <= 0n || line.status !== 'booked') return null
  // Money that comes back from somebody we had paid is no customer's.
  const outside = stored.not_a_payment ?? (line.reversal === true ? 'refund' : null)
  return {
    id: newId(),
    source: line.gatewayReference === undefined ? 'bank' : 'gateway',
    sourceKey: accountSourceKey(stored.account_id),
    externalId: lineKey(stored),
    importId: intake.importId,
    lineId: stored.line_id,
    connectionId: intake.connectionId,
    bookedOn: line.bookedOn,
    amount: line.amount,
    payerName: line.counterpartyName ?? null,
    payerAccount: line.counterpartyAccount ?? null,
    payerEmail: line.payerEmail ?? null,
    title: line.title,
    creditedAccount: line.creditedAccount ?? null,
    gatewayReference: line.gatewayReference ?? null,
    orderReference: null,
    linkReference: null,
    customerId: null,
    outsideReason: outside,
    snoozedUntil: null,
    createdAt: intake.at,
  }
}
