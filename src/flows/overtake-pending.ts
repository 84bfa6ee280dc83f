// Messages of earlier days that still wait when a new day decides: the same step is written anew, an overtaken one gives way.
import type { Medium } from '#domain/dunning/message-kind'
import { type ReminderPlan, sameSteps } from '#domain/dunning/reminder'
import type { Tx } from '#store/database'
import { decideRow } from '#store/outbox'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { CustomerCase } from './customer-cases.ts'
import { isPending, mediumOf, plannedOn, stepsOf } from './dunning-facts.ts'

/** Says by which ways the plan's own step waits already. */
export async function overtakePending(
  tx: Tx,
  companyId: Id,
  customer: CustomerCase,
  plan: ReminderPlan,
  at: { readonly today: Day; readonly now: Date },
): Promise<readonly Medium[]> {
  const waiting: Medium[] = []
  for (const row of customer.reminders) {
    if (row.company_id !== companyId || !isPending(row, at.now) || (plannedOn(row) ?? at.today) >= at.today) continue
    const medium = plan.step.media.find((each) => each === mediumOf(row))
    if (medium !== undefined && sameSteps(stepsOf(row), plan.steps)) {
      waiting.push(medium)
      // Written anew with today's days and figures before a person reads it again.
      if (row.state === 'awaiting-approval') await decideRow(tx, row, { state: 'planned', reason: null }, at.now)
    } else await decideRow(tx, row, { state: 'cancelled', reason: 'overtaken' }, at.now)
  }
  return waiting
}
