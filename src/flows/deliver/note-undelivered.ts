// Draws the consequences of a message that did not arrive: the address is struck off where it is dead, a person gets a task, the team is told.
import type { TaskKind } from '#domain/follow-up/task-kinds'
import { findCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import type { OutboxRow } from '#store/outbox'
import { countBounces } from '#store/outbox-deliveries'
import { getSendingCompany } from '#store/sending-companies'
import { type SuppressionReason, suppress } from '#store/suppressions'
import { dayOf } from '#values/day'
import { writeId } from '#values/id'
import { system, writeActor } from '../actor.ts'
import { addTask } from '../add-task.ts'
import { alertTeam } from '../alert-team.ts'
import type { Shell } from '../shell.ts'

const strikesWithinMs = 14 * 86_400_000
const strikes = 3

export type Undelivered = {
  readonly address: string
  readonly reason: Exclude<SuppressionReason, 'person'>
  /** False for a full box or a phone that was off: three of them within a fortnight count as dead. */
  readonly permanent: boolean
  readonly detail: string
  readonly at: Date
}

/** Say it once for each piece of news. Mail to the team strikes its address off as well, and makes no task. */
export async function noteUndelivered(tx: Tx, shell: Shell, row: OutboxRow, news: Undelivered): Promise<void> {
  const { company_id: companyId, customer_id: customerId, outbox_id: outboxId } = row
  const { address, reason, detail, at } = news
  const dead = news.permanent || (await countBounces(tx, companyId, address, new Date(at.getTime() - strikesWithinMs))) >= strikes
  if (dead) await suppress(tx, companyId, { address, reason, detail, customerId, outboxId, createdBy: writeActor(system), at })
  if (customerId === null) return
  const customer = await findCustomer(tx, companyId, customerId)
  const facts = { customer: customer?.name ?? '', address, detail }
  const { timeZone } = await getSendingCompany(tx, companyId)
  const key = `undelivered:${outboxId}:${address}`
  const kind: TaskKind = reason === 'bounced' ? (dead ? 'address-bounced' : 'message-undelivered') : `address-${reason}`
  await addTask(tx, { companyId, kind, key, customerId, facts, dueOn: dayOf(at, timeZone), at })
  await alertTeam(tx, shell, {
    companyId,
    topic: 'message-bounced',
    key: `${outboxId}:${address}`,
    customerId,
    facts,
    link: `/customers/${writeId('customer', customerId)}`,
    at,
  })
}
