// What stands in the house's own books when a story has ended: steps taken twice, steps never taken, messages that hang.
import type { Policy } from '#domain/dunning/policy'
import { addDays } from '#values/day'
import type { Id } from '#values/id'
import type { House } from './house.ts'
import { stepReached } from './plain-calendar.ts'
import type { Story } from './story.ts'
import type { Witness } from './witness.ts'

type Life = { readonly house: House; readonly story: Story; readonly seen: Witness }

type Row = { readonly key: string; readonly state: string; readonly reason: string | null; readonly payload: object }
const stepsOf = (row: Row) =>
  'steps' in row.payload && Array.isArray(row.payload.steps) ? (row.payload.steps as readonly { invoiceId: Id; stepId: string }[]) : []

const allRows = (house: House): Promise<Row[]> =>
  house.shell.database
    .selectFrom('outbox')
    .select(['key', 'state', 'reason', 'payload'])
    .where('company_id', '=', house.companyId)
    .where('kind', '=', 'message')
    .execute()

/** One step of one invoice in two messages that both arrived by the same way. */
export async function takenTwice(life: Pick<Life, 'house' | 'seen'>): Promise<readonly string[]> {
  const rows = await allRows(life.house)
  const keyOf = (row: Row) => `${life.house.companyId}/${row.key}`
  const taken = life.seen.got.flatMap((got) =>
    rows
      .filter((row) => keyOf(row) === got.key)
      .flatMap((row) => stepsOf(row).map((step) => `${step.invoiceId} ${step.stepId} ${got.medium}`)),
  )
  const denied = life.seen.got.filter((got) => !rows.some((row) => row.state === 'done' && got.key === keyOf(row)))
  return [
    ...[...new Set(taken.filter((step, at) => taken.indexOf(step) !== at))].map((step) => `the step ${step} was taken twice`),
    ...denied.map((got) => `${got.key} arrived and is not known as sent`),
  ]
}

/** Steps that were reached long enough before the end and never taken, and messages that still hang. */
export async function forgotten(life: Life & { readonly policy: Policy }): Promise<readonly string[]> {
  const { house, story, policy, seen } = life
  const rows = await allRows(house)
  const taken = new Set(
    rows
      .filter((row) => row.state === 'done' || (row.state === 'cancelled' && row.reason === 'person'))
      .flatMap((row) => stepsOf(row).map((step) => `${step.invoiceId} ${step.stepId}`)),
  )
  for (const step of await house.shell.database
    .selectFrom('dunning_taken_steps')
    .select(['invoice_id', 'step_id'])
    .where('company_id', '=', house.companyId)
    .execute())
    taken.add(`${step.invoice_id} ${step.step_id}`)
  const end = story.calmDays.at(-1)
  if (end === undefined) throw new Error('a story without an end')
  // A gap, a full week and the days off between: by then whatever was reached has had its turn.
  const reachedBy = addDays(end, -(policy.minGapDays * 2 + 3))
  const missing = story.invoices.flatMap(({ number, dueOn }) => {
    const due = seen.truth.balance(number)
    // Money of his that is for nothing else may be what pays it: a person has to place it.
    if (due <= 0n || seen.truth.extra(seen.truth.customerOf(number)) > 0n || seen.truth.holdOn(number, reachedBy) !== null) return []
    const reached = stepReached(policy, dueOn, end)
    const invoiceId = house.invoiceIds.get(number) ?? ''
    const later = policy.steps.slice(policy.steps.findIndex((step) => step.id === reached?.id))
    if (reached === null || reached.on > reachedBy || later.some((step) => taken.has(`${invoiceId} ${step.id}`))) return []
    return [`${number}, due on ${dueOn}: step ${reached.id} of ${reached.on} was never taken`]
  })
  const hanging = rows.filter((row) => row.state === 'sending' || row.state === 'unknown')
  return [...missing, ...hanging.map((row) => `${row.key} is still ${row.state}`)]
}
