// Asks somebody to bring the entry at a bureau up to date when a debtor who stands there has paid, or owes less for another reason.
import { bigUpdateDueOn } from '#domain/big/entry-gate'
import { dayText } from '#domain/wording/day-text'
import { findLatestFall, listStandingEntriesOf } from '#store/big'
import type { ConfirmablePayment } from '#store/confirmable-payments'
import { findCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import { getSendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { addTask } from '../add-task.ts'

/** Once for each payment; where nothing was paid, once for each other fall of an entered debt (a credit note, a status of the source). */
export async function askForUpdate(
  tx: Tx,
  change: {
    readonly companyId: Id
    readonly invoiceIds: readonly Id[]
    readonly payments: readonly ConfirmablePayment[]
    readonly at: Date
  },
): Promise<void> {
  const { companyId, payments, at } = change
  const entries = await listStandingEntriesOf(tx, companyId, {
    invoiceIds: change.invoiceIds,
    customerIds: payments.flatMap(({ customerId }) => customerId ?? []),
  })
  if (entries.length === 0) return
  const { language } = await getSendingCompany(tx, companyId)
  for (const entry of entries) {
    const customer = (await findCustomer(tx, companyId, entry.customerId))?.name ?? ''
    const ask = (key: string, on: Day, paymentId: Id | null) =>
      addTask(tx, {
        companyId,
        kind: 'big-update',
        key: `big-update:${entry.entryId}:${key}`,
        customerId: entry.customerId,
        paymentId,
        facts: { customer, day: dayText(language, on), bureau: entry.bureau.name },
        dueOn: bigUpdateDueOn(on),
        at,
      })
    const own = payments.filter(({ customerId }) => customerId === entry.customerId)
    for (const { paymentId, bookedOn } of own) await ask(paymentId, bookedOn, paymentId)
    if (payments.length > 0) continue
    const invoiceIds = entry.debts.map(({ invoiceId }) => invoiceId)
    const fall = await findLatestFall(tx, companyId, { invoiceIds, since: entry.enteredAt })
    if (fall !== null) await ask(fall.entryId, fall.on, null)
  }
}
