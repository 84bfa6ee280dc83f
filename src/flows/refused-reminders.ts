// One task for a customer and the cause for which his reminders cannot go: told once, settled when the cause is gone.
import type { Medium } from '#domain/dunning/message-kind'
import type { Step } from '#domain/dunning/policy'
import { type RefusalCause, type Refused, refusalStands, unreachableBy } from '#domain/dunning/refusal'
import { decideReminder, type ReminderPlan } from '#domain/dunning/reminder'
import type { TaskKind } from '#domain/follow-up/task-kinds'
import { findCustomer } from '#store/customers'
import { type Executor, inSnapshot, type Tx } from '#store/database'
import type { SendingCompany } from '#store/sending-companies'
import { type CausedTask, findCausedTask, listCausedTasks, settleTasks, takeOverTask } from '#store/tasks'
import { type Day, dayOf } from '#values/day'
import type { FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import { system, writeActor } from './actor.ts'
import { addTask } from './add-task.ts'
import { type CustomerCase, listCustomerCases } from './customer-cases.ts'
import { type CompanyFacts, mediumOf, plannedOn, stepsOf, went } from './dunning-facts.ts'
import type { Shell } from './shell.ts'

type About = { readonly customerId: Id; readonly cause: RefusalCause; readonly medium?: Medium }

/** What one channel refuses is a cause of its own: the address of one way is mended, and that of another is not. */
const keyOf = ({ customerId, cause, medium }: About): string =>
  `refused:${customerId}:${cause}${cause === 'refused' && medium !== undefined ? `:${medium}` : ''}`

/** What was told of the same address when a message came back; the refusal says more, and takes its place. */
const toldBefore: Partial<Record<RefusalCause, readonly TaskKind[]>> = {
  'address-suppressed': ['address-bounced', 'address-complaint', 'address-unsubscribed', 'address-wrong-person'],
  refused: ['message-undelivered'],
}

/** Asks a person to mend it, unless the same was told and the cause has not been gone since. */
export async function askToMend(
  tx: Tx,
  company: Pick<SendingCompany, 'companyId' | 'timeZone'>,
  about: About & { readonly facts: FailureFacts; readonly at: Date },
): Promise<void> {
  const { companyId } = company
  const { customerId, cause, at } = about
  const key = keyOf(about)
  if ((await findCausedTask(tx, companyId, key)) !== null) return
  const customer = await findCustomer(tx, companyId, customerId)
  const task = {
    kind: `dunning-${cause}` as const,
    key,
    facts: { customer: customer?.name ?? '', ...about.facts },
    dueOn: dayOf(at, company.timeZone),
  }
  const kinds = toldBefore[cause]
  if (kinds !== undefined && (await takeOverTask(tx, companyId, { customerId, kinds }, task))) return
  await addTask(tx, { companyId, customerId, at, ...task })
}

/** The message was written, or its channel has taken it: what kept it back before is gone. */
export const settleRefusal = (tx: Executor, companyId: Id, customerId: Id, medium: Medium, gone: 'written' | 'taken', at: Date) =>
  settleTasks(
    tx,
    companyId,
    (gone === 'written' ? (['foreign-file', 'not-written'] as const) : (['refused'] as const)).map((cause) =>
      keyOf({ customerId, cause, medium }),
    ),
    { doneBy: writeActor(system), at },
  )

/** Before a day is planned: settles what is mended, what nobody is asked to pay any more, and refusals that a person says he has mended. */
export async function settleMended(shell: Shell, company: SendingCompany, facts: CompanyFacts): Promise<void> {
  const { database } = shell
  const tasks = await listCausedTasks(database, company.companyId, 'refused:')
  const customerIds = [...new Set(tasks.flatMap((task) => task.customerId ?? []))]
  if (tasks.length === 0) return
  const at = shell.clock.now()
  const cases = await inSnapshot(database, (tx) => listCustomerCases(tx, company, facts, customerIds, at))
  const byId = new Map(cases.map((each) => [each.customer.customerId, each]))
  const gone = tasks.filter((task) => {
    const known = task.customerId === null ? undefined : byId.get(task.customerId)
    return known === undefined || !stands(task, known, company, facts)
  })
  await settleTasks(
    database,
    company.companyId,
    gone.map((task) => task.key),
    { doneBy: writeActor(system), at },
  )
}

function stands(task: CausedTask, known: CustomerCase, company: SendingCompany, facts: CompanyFacts): boolean {
  if (known.owed.every((invoice) => known.policyFor(invoice) === null)) return false
  const [, customerId, cause, medium] = task.key.split(':')
  if (customerId !== known.customer.customerId) return false
  if (cause === 'foreign-file' || cause === 'not-written') return true
  if (cause === 'refused') {
    const refused = latestRefusal(known, medium as Medium)
    // Done by a person: it is mended where nobody here can see it.
    if (refused === null || task.doneAt !== null) return false
    return refusalStands(refused, { steps: refused.steps, addresses: addressesNow(known, refused) }, facts.today)
  }
  const decision = decideReminder(known, facts.today, company.settings.staleAfterHours)
  return decision.kind !== 'nothing-due' && unreachableBy(decision.plan)?.code === cause
}

/** Those of the plan's ways by which it would be refused as before; a person was told, and it is not mended yet. */
export async function refusedWays(tx: Tx, companyId: Id, known: CustomerCase, plan: ReminderPlan, today: Day): Promise<readonly Medium[]> {
  const ways: Medium[] = []
  for (const medium of plan.media) {
    const refused = latestRefusal(known, medium)
    if (refused === null) continue
    const addresses = addressesNow(known, { medium, role: plan.step.recipients.role })
    if (!refusalStands(refused, { steps: plan.steps, addresses }, today)) continue
    const told = await findCausedTask(tx, companyId, keyOf({ customerId: known.customer.customerId, cause: 'refused', medium }))
    if (told !== null && told.doneAt === null) ways.push(medium)
  }
  return ways
}

const addressesNow = (known: CustomerCase, { medium, role }: { readonly medium: Medium; readonly role: string | null }) =>
  (known.reachOf?.(role) ?? known.reach)[medium].addresses

/** What the channel said of the newest message by this way, where it refused it. */
function latestRefusal(known: CustomerCase, medium: Medium): (Refused & { readonly role: string | null }) | null {
  const row = known.reminders.find((each) => mediumOf(each) === medium && (went(each) || each.state === 'failed'))
  const on = row === undefined ? null : plannedOn(row)
  if (row === undefined || row.state !== 'failed' || row.reason === null || on === null) return null
  const { own = [], step } = row.payload as { readonly own?: readonly string[]; readonly step?: Pick<Step, 'recipients'> }
  return { reason: row.reason, medium, on, steps: stepsOf(row), addresses: own, role: step?.recipients.role ?? null }
}
