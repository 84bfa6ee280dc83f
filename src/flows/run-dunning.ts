// Plans the day's messages of a company: one for each customer whose invoices have reached a step, each refusal with its reason.

import type { Medium } from '#domain/dunning/message-kind'
import { refusalCauses, unreachableAmong } from '#domain/dunning/refusal'
import { decideReminder, type ReminderDecision, type ReminderPlan, sameSteps } from '#domain/dunning/reminder'
import { inSnapshot, inTransaction, type Tx } from '#store/database'
import { listOwingCustomers } from '#store/dunning'
import { appendTakenSteps } from '#store/dunning/taken-steps'
import { planMessage, type ReminderRow } from '#store/outbox'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { addTask } from './add-task.ts'
import { type CustomerCase, listCustomerCases, lockCustomerCase } from './customer-cases.ts'
import { type CompanyFacts, companyFacts, mediumOf, stepsOf } from './dunning-facts.ts'
import { overtakePending } from './overtake-pending.ts'
import type { Progress } from './progress.ts'
import { askToMend, refusedWays, settleMended } from './refused-reminders.ts'
import type { Shell } from './shell.ts'

export type DunningReport = {
  readonly skipped: 'off' | null
  readonly customers: number
  readonly planned: number
  readonly withheld: number
  readonly later: number
  readonly tasks: number
}

const nothing: DunningReport = { skipped: null, customers: 0, planned: 0, withheld: 0, later: 0, tasks: 0 }
type Outcome = 'planned' | 'withheld' | 'later' | 'tasks'

/** Decides for every customer with an open invoice, each in a transaction of its own; running it twice a day changes nothing. */
export async function runDunning(shell: Shell, command: { readonly companyId: Id; readonly progress?: Progress }): Promise<DunningReport> {
  const company = await getSendingCompany(shell.database, command.companyId)
  if (company.sendingMode === 'off' || !company.settings.reminders) return { ...nothing, skipped: 'off' }
  const facts = await companyFacts(shell.database, company, shell.clock.now())
  const customers = await listOwingCustomers(shell.database, command.companyId, facts.horizon)
  const counts = { planned: 0, withheld: 0, later: 0, tasks: 0 }
  await settleMended(shell, company, facts)
  for (let from = 0; from < customers.length; from += atOnce) {
    const some = customers.slice(from, from + atOnce)
    const { due, later } = await whoIsDue(shell, company, facts, some)
    counts.later += later
    for (const customerId of due) {
      const outcome = await inTransaction(shell.database, (tx) => decideFor(shell, tx, company, facts, customerId))
      if (outcome !== null) counts[outcome]++
    }
    await command.progress?.(from + some.length, customers.length)
  }
  return { skipped: null, customers: customers.length, ...counts }
}

/** Customers who are looked at together before each is locked and decided by himself. */
const atOnce = 200

/** On most days most customers have nothing to be told: one look at all of them as they stand at one moment, nobody locked, says who has. */
async function whoIsDue(shell: Shell, company: SendingCompany, facts: CompanyFacts, customerIds: readonly Id[]) {
  const cases = await inSnapshot(shell.database, (tx) => listCustomerCases(tx, company, facts, customerIds, shell.clock.now()))
  const decided = cases.map((each) => ({
    customerId: each.customer.customerId,
    kind: decideReminder(each, facts.today, company.settings.staleAfterHours).kind,
  }))
  return {
    due: decided.filter(({ kind }) => kind === 'send' || kind === 'withheld').map(({ customerId }) => customerId),
    later: decided.filter(({ kind }) => kind === 'later').length,
  }
}

async function decideFor(shell: Shell, tx: Tx, company: SendingCompany, facts: CompanyFacts, customerId: Id): Promise<Outcome | null> {
  const now = shell.clock.now()
  const customer = await lockCustomerCase(tx, company, facts, customerId, { now })
  if (customer === null) return null
  const decision = decideReminder(customer, facts.today, company.settings.staleAfterHours)
  if (decision.kind === 'nothing-due') return null
  if (decision.kind === 'later') return 'later'
  const waiting = await overtakePending(tx, company.companyId, customer, decision.plan, { today: facts.today, now })
  if (decision.kind === 'withheld') {
    const closed = unreachableAmong(decision.reasons)
    if (closed !== null && company.sendingMode !== 'dry-run')
      await askToMend(tx, company, { customerId, cause: closed.code, facts: closed.facts, at: now })
    if (waiting.length > 0 || saidBefore(customer.reminders[0] ?? null, decision)) return 'withheld'
    const [medium = 'email'] = decision.plan.step.media
    return (await planMessage(tx, company.companyId, message(decision, medium, customer, facts), now)) ? 'withheld' : null
  }
  const live = company.sendingMode !== 'dry-run'
  if (live) await askPerson(tx, company, customer, decision.plan, facts, now)
  if (decision.plan.media.length === 0) {
    if (live) await appendTakenSteps(tx, company.companyId, { customerId, steps: decision.plan.steps, on: facts.today, at: now })
    return 'tasks'
  }
  const refused = live ? await refusedWays(tx, company.companyId, customer, decision.plan, facts.today) : []
  if (refused.length === decision.plan.media.length) return 'withheld'
  let planned = false
  for (const medium of decision.plan.media) {
    if (waiting.includes(medium) || refused.includes(medium)) continue
    planned = (await planMessage(tx, company.companyId, message(decision, medium, customer, facts), now)) || planned
  }
  return planned ? 'planned' : null
}

function message(
  decision: Extract<ReminderDecision, { kind: 'send' | 'withheld' }>,
  medium: Medium,
  customer: CustomerCase,
  facts: CompanyFacts,
): Parameters<typeof planMessage>[2] {
  const { plan } = decision
  const { customerId } = customer.customer
  const reasons = decision.kind === 'withheld' ? decision.reasons : []
  const payload: { readonly template: string } & Record<string, unknown> = {
    template: 'reminder',
    kind: plan.step.kind,
    tone: plan.step.tone,
    medium,
    templateId: plan.step.templateId,
    on: facts.today,
    steps: plan.steps,
    step: plan.step,
    policyId: plan.policy.policyId,
    version: plan.policy.version,
    policyName: plan.policy.name,
    reasons,
    leftOut: plan.leftOut,
    closed: plan.closed,
    figures: plan.invoices.map(({ id, number, dueOn, open }) => ({
      invoiceId: id,
      number,
      dueOn,
      minor: String(open.minor),
      currency: open.currency,
    })),
  }
  return {
    key: keptBack(customer, plan, medium)?.key ?? freeKey(customer, plan, facts.today, medium),
    customerId,
    payload,
    state: decision.kind === 'send' ? 'planned' : 'withheld',
    reason: reasons[0]?.code ?? null,
    cause: 'dunning',
  }
}

/** The message of these steps that was kept back: it goes, or is refused again, as the one that it is; so is one that waits for better data. */
const keptBack = (customer: CustomerCase, plan: ReminderPlan, medium: Medium): ReminderRow | undefined => {
  const kept = customer.reminders.filter((row) => row.state === 'withheld' && mediumOf(row) === medium)
  return kept.find((row) => sameSteps(stepsOf(row), plan.steps)) ?? kept.find(({ reason }) => reason !== null && isOfData(reason))
}

/** A code of the gates of addresses, or of a failure: those of failures alone have a dot. */
const isOfData = (reason: string): boolean => reason.includes('.') || refusalCauses.some((cause) => cause === reason)

/** One message a day by each way; what a person has kept back of other steps takes no place of it. */
function freeKey(customer: CustomerCase, plan: ReminderPlan, today: Day, medium: Medium): string {
  const key = `reminder:${customer.customer.customerId}:${today}${medium === 'email' ? '' : `:${medium}`}`
  const keptByPerson = (row: ReminderRow | undefined) =>
    row !== undefined && row.state === 'cancelled' && row.reason === 'person' && !sameSteps(stepsOf(row), plan.steps)
  const known = new Map(customer.reminders.map((row) => [row.key, row]))
  let free = key
  for (let nth = 2; keptByPerson(known.get(free)); nth++) free = `${key}:${nth}`
  return free
}

/** The same refusal for the same steps stands in the outbox already: it is not written again every day. */
function saidBefore(latest: ReminderRow | null, decision: Extract<ReminderDecision, { kind: 'withheld' }>): boolean {
  if (latest === null || latest.state !== 'withheld' || mediumOf(latest) !== (decision.plan.step.media[0] ?? 'email')) return false
  const before = latest.payload as { readonly reasons?: readonly { readonly code: string }[] }
  return (
    sameSteps(stepsOf(latest), decision.plan.steps) &&
    JSON.stringify(before.reasons?.map((reason) => reason.code)) === JSON.stringify(decision.reasons.map((reason) => reason.code))
  )
}

const keyOf = (plan: ReminderPlan, customerId: Id): string => `${customerId}:${plan.step.id}:${plan.steps[0]?.invoiceId ?? ''}`

/** What the step asks of a person, once. */
async function askPerson(tx: Tx, company: SendingCompany, customer: CustomerCase, plan: ReminderPlan, facts: CompanyFacts, at: Date) {
  if (plan.step.task === null) return
  const { customerId, name } = customer.customer
  await addTask(tx, {
    companyId: company.companyId,
    kind: `dunning-${plan.step.task}`,
    key: `dunning:${keyOf(plan, customerId)}`,
    customerId,
    invoiceId: plan.steps.length === 1 ? (plan.steps[0]?.invoiceId ?? null) : null,
    facts: { customer: name, invoices: plan.steps.length, days: plan.step.offsetDays },
    dueOn: facts.today,
    at,
  })
}
