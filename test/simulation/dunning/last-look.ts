// What stands in the house's own books when a story has ended: steps taken twice, steps never taken, messages that hang.
import { isOverdue, nextStep, stepOn } from '#domain/dunning/next-step'
import { addDays } from '#values/day'
import type { Id } from '#values/id'
import { type House, policyOfStory } from './house.ts'
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

/** One step of one invoice in two messages that both arrived. */
export async function takenTwice(life: Pick<Life, 'house' | 'seen'>): Promise<readonly string[]> {
  const rows = await allRows(life.house)
  const arrived = rows.filter((row) => life.seen.got.some((got) => got.key === `${life.house.companyId}/${row.key}`))
  const taken = arrived.flatMap((row) => stepsOf(row).map((step) => `${step.invoiceId} ${step.stepId}`))
  const denied = life.seen.got.filter(
    (got) => !rows.some((row) => row.state === 'done' && got.key === `${life.house.companyId}/${row.key}`),
  )
  return [
    ...[...new Set(taken.filter((step, at) => taken.indexOf(step) !== at))].map((step) => `the step ${step} was taken twice`),
    ...denied.map((got) => `${got.key} arrived and is not known as sent`),
  ]
}

/** Steps that were reached long enough before the end and never taken, and messages that still hang. */
export async function forgotten(life: Pick<Life, 'house' | 'story'>): Promise<readonly string[]> {
  const { house, story } = life
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
  const open = await house.shell.database
    .selectFrom('invoice_balances')
    .select(['invoice_id', 'due_on'])
    .where('company_id', '=', house.companyId)
    .where('open_minor', '>', 0n)
    .execute()
  const policy = policyOfStory(story)
  const end = story.calmDays.at(-1)
  if (end === undefined) throw new Error('a story without an end')
  // A gap, a full week and the days off between: by then whatever was reached has had its turn.
  const reachedBy = addDays(end, -(policy.minGapDays * 2 + 3))
  const missing = open.flatMap(({ invoice_id: invoiceId, due_on: dueOn }) => {
    if (dueOn === null || !isOverdue(dueOn, end)) return []
    const step = nextStep(policy, { dueOn }, end, new Set())
    if (step === null || stepOn(step, dueOn) > reachedBy || taken.has(`${invoiceId} ${step.id}`)) return []
    const number = [...house.invoiceIds].find(([, id]) => id === invoiceId)?.[0] ?? invoiceId
    return [`${number}, due on ${dueOn}: step ${step.id} of ${stepOn(step, dueOn)} was never taken`]
  })
  const hanging = rows.filter((row) => row.state === 'sending' || row.state === 'unknown')
  return [...missing, ...hanging.map((row) => `${row.key} is still ${row.state}`)]
}
