// Writes what a change of the ledger causes outside: statuses for the connections that want them, standings for the CRM, confirmations for customers.
import { listConfirmable } from '#store/confirmable-payments'
import type { Tx } from '#store/database'
import { cancelMessages, planMessage, planRepeated, type RepeatedEffect } from '#store/outbox'
import { listPushTargets } from '#store/push-targets'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { askForUpdate } from './big/ask-for-update.ts'
import { reviewCredit } from './credit/review-credit.ts'
import { endOutdatedLinks } from './end-payment-links.ts'
import { publishLedgerEvents } from './publish-ledger-events.ts'
import type { Shell } from './shell.ts'
import { standingEffects } from './standing-effects.ts'

/** Older payments are history that was imported, not news for the customer. */
const confirmedWithinDays = 7

export const confirmationKey = (paymentId: Id): string => `confirmation:${paymentId}`
export const statusKey = (connectionId: Id, invoiceId: Id): string => `status:${connectionId}:${invoiceId}`

/**
 * Plans what leaves the house because these invoices and payments changed; call it inside the transaction of the change, after its entries.
 * Statuses carry no figures: they are looked up when delivered, so asking twice is harmless. A payment is confirmed at most once, ever;
 * one whose allocations are gone again before it was sent is cancelled.
 */
export async function planEffects(
  tx: Tx,
  shell: Shell,
  effects: {
    companyId: Id
    invoiceIds: readonly Id[]
    paymentIds: readonly Id[]
    cause: string
    at: Date
  },
): Promise<void> {
  const { companyId, cause, at } = effects
  await planStandingsAndStatuses(tx, effects)
  await endOutdatedLinks(tx, companyId, effects.invoiceIds, at)
  await reviewCredit(tx, shell, effects)
  await publishLedgerEvents(tx, effects)
  const payments = await listConfirmable(tx, companyId, [...new Set(effects.paymentIds)])
  await askForUpdate(tx, { companyId, invoiceIds: effects.invoiceIds, payments, at })
  if (effects.paymentIds.length === 0) return
  const company = await getSendingCompany(tx, companyId)
  const since = addDays(dayOf(at, company.timeZone), -confirmedWithinDays)
  const undone: string[] = []
  for (const payment of payments) {
    const key = confirmationKey(payment.paymentId)
    if (payment.customerId === null) undone.push(key)
    else if (company.settings.confirmations && company.sendingMode !== 'off' && payment.bookedOn >= since) {
      const payload = { template: 'payment-confirmation', paymentId: payment.paymentId }
      await planMessage(tx, companyId, { key, customerId: payment.customerId, payload, state: 'planned', reason: null, cause }, at)
    }
  }
  await cancelMessages(tx, companyId, undone, 'undone')
  shell.log.debug({ companyId, cause, invoices: effects.invoiceIds.length, payments: payments.length }, 'effects planned')
}

async function planStandingsAndStatuses(
  tx: Tx,
  effects: { companyId: Id; invoiceIds: readonly Id[]; cause: string; at: Date },
): Promise<void> {
  const { companyId, cause, at } = effects
  const targets = await listPushTargets(tx, companyId, [...new Set(effects.invoiceIds)])
  const statuses = targets.statusConnections.flatMap((connectionId) =>
    targets.invoices.map(
      ({ invoiceId, customerId }): RepeatedEffect => ({
        kind: 'invoice-status',
        key: statusKey(connectionId, invoiceId),
        connectionId,
        customerId,
        invoiceId,
      }),
    ),
  )
  const customerIds = [...new Set(targets.invoices.map((invoice) => invoice.customerId))]
  await planRepeated(tx, companyId, statuses, cause, at)
  await planRepeated(tx, companyId, standingEffects(targets.standingConnections, customerIds), cause, at)
}
