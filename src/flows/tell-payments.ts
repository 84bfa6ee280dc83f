// Tells the team of large payments when they come, and of those that nobody could place for days.
import { inTransaction, type Tx } from '#store/database'
import type { Payment } from '#store/payments'
import { getSendingCompany } from '#store/sending-companies'
import { listUnplaced } from '#store/unplaced-payments'
import { addDays, type Day, dayOf, daysBetween } from '#values/day'
import { type Id, writeId } from '#values/id'
import { alertTeam, type Listener } from './alert-team.ts'
import type { Shell } from './shell.ts'

/** 50 000 of the company's currency, while a person has chosen no sum. */
const usualLargeMinor = 5_000_000n
const usualUnplacedDays = 3
/** Older payments are history that was imported, not news. */
const newsForDays = 7
const mostUnplacedDays = 60

const linkOf = (paymentId: Id): string => `/payments?open=${writeId('payment', paymentId)}`
const isLargeFor =
  (minor: bigint) =>
  ({ choices }: Listener): boolean =>
    minor >= (choices.largeFromMinor ?? usualLargeMinor)

type Arrived = Pick<Payment, 'id' | 'amount' | 'bookedOn' | 'payerName' | 'customerId' | 'outsideReason'>

/** Payments in another currency than the company's are told by the same figure: a sum of 50 000 is large in all of them. */
export async function tellLargePayments(
  tx: Tx,
  shell: Shell,
  company: { readonly id: Id; readonly timeZone: string },
  payments: readonly Arrived[],
): Promise<void> {
  const at = shell.clock.now()
  const since = addDays(dayOf(at, company.timeZone), -newsForDays)
  for (const { id, amount, bookedOn, payerName, customerId, outsideReason } of payments) {
    if (outsideReason !== null || bookedOn < since || amount.minor < smallestSum) continue
    const facts = { payer: payerName ?? '–', amountMinor: String(amount.minor), currency: amount.currency, on: bookedOn }
    const alert = { companyId: company.id, topic: 'large-payment', key: id, customerId, facts, link: linkOf(id), at } as const
    await alertTeam(tx, shell, alert, isLargeFor(amount.minor))
  }
}

/** Nobody may choose less: a sum of one złoty would be every payment. */
export const smallestSum = 10_000n

/** Each payment once for each person, when it has waited as long as he has chosen. */
export async function tellUnplaced(shell: Shell, companyId: Id): Promise<number> {
  const at = shell.clock.now()
  const company = await getSendingCompany(shell.database, companyId)
  const today: Day = dayOf(at, company.timeZone)
  const waiting = await listUnplaced(shell.database, companyId, addDays(today, -mostUnplacedDays), addDays(today, -1), today)
  let told = 0
  for (const { paymentId, payerName, amountMinor, currency, bookedOn, customerId } of waiting) {
    const days = daysBetween(bookedOn, today)
    const facts = { payer: payerName ?? '–', amountMinor: String(amountMinor), currency, on: bookedOn, count: days }
    const alert = { companyId, topic: 'payment-unplaced', key: paymentId, customerId, facts, link: linkOf(paymentId), at } as const
    told += await inTransaction(shell.database, (tx) =>
      alertTeam(tx, shell, alert, ({ choices }) => days >= (choices.unplacedDays ?? usualUnplacedDays)),
    )
  }
  return told
}
