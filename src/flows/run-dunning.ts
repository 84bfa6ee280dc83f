// Plans the day's reminders of a company: one message for each customer whose invoices have reached a step, each refusal with its reason.

import type { Policy } from '#domain/dunning/policy'
import { decideReminder, type ReminderDecision } from '#domain/dunning/reminder'
import { inTransaction, type Tx } from '#store/database'
import { getPolicy, listOverdueCustomers } from '#store/dunning'
import { type OutboxRow, planMessage } from '#store/outbox'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import type { Id } from '#values/id'
import { type CompanyFacts, type CustomerCase, companyFacts, lockCustomerCase } from './dunning-facts.ts'
import type { Progress } from './progress.ts'
import type { Shell } from './shell.ts'

export type DunningReport = {
  readonly skipped: 'off' | null
  readonly customers: number
  readonly planned: number
  readonly withheld: number
  readonly later: number
}

const nothing: DunningReport = { skipped: null, customers: 0, planned: 0, withheld: 0, later: 0 }

/** Decides for every customer with an overdue invoice, each in a transaction of its own; running it twice a day changes nothing. */
export async function runDunning(shell: Shell, command: { readonly companyId: Id; readonly progress?: Progress }): Promise<DunningReport> {
  const company = await getSendingCompany(shell.database, command.companyId)
  if (company.sendingMode === 'off' || !company.settings.reminders) return { ...nothing, skipped: 'off' }
  const policy = await getPolicy(shell.database, command.companyId)
  const facts = await companyFacts(shell.database, company, shell.clock.now())
  const customers = await listOverdueCustomers(shell.database, command.companyId, facts.today)
  const counts = { planned: 0, withheld: 0, later: 0 }
  for (const [at, customerId] of customers.entries()) {
    const outcome = await inTransaction(shell.database, (tx) => decideFor(shell, tx, company, policy, facts, customerId))
    if (outcome !== null) counts[outcome]++
    await command.progress?.(at + 1, customers.length)
  }
  return { skipped: null, customers: customers.length, ...counts }
}

async function decideFor(
  shell: Shell,
  tx: Tx,
  company: SendingCompany,
  policy: Policy,
  facts: CompanyFacts,
  customerId: Id,
): Promise<'planned' | 'withheld' | 'later' | null> {
  const customer = await lockCustomerCase(tx, company, facts, customerId)
  if (customer === null) return null
  const decision = decideReminder(customer, policy, facts.today, company.settings.staleAfterHours)
  if (decision.kind === 'nothing-due') return null
  if (decision.kind === 'later') return 'later'
  if (decision.kind === 'withheld' && saidBefore(customer.latest, decision)) return 'withheld'
  const written = await planMessage(tx, company.companyId, message(decision, customer, facts), shell.clock.now())
  return written ? (decision.kind === 'send' ? 'planned' : 'withheld') : null
}

function message(
  decision: Extract<ReminderDecision, { plan: unknown }>,
  customer: CustomerCase,
  facts: CompanyFacts,
): Parameters<typeof planMessage>[2] {
  const { plan } = decision
  const reasons = decision.kind === 'withheld' ? decision.reasons : []
  return {
    key: `reminder:${customer.customer.customerId}:${facts.today}`,
    customerId: customer.customer.customerId,
    payload: {
      template: 'reminder',
      kind: plan.kind,
      tone: plan.tone,
      on: facts.today,
      steps: plan.steps,
      reasons,
      leftOut: plan.leftOut,
    } as {
      readonly template: string
    },
    state: decision.kind === 'send' ? 'planned' : 'withheld',
    reason: reasons[0]?.code ?? null,
    cause: 'dunning',
  }
}

/** The same refusal for the same steps stands in the outbox already: it is not written again every day. */
function saidBefore(latest: OutboxRow | null, decision: Extract<ReminderDecision, { kind: 'withheld' }>): boolean {
  if (latest === null || latest.state !== 'withheld') return false
  const before = latest.payload as { readonly steps?: unknown; readonly reasons?: readonly { readonly code: string }[] }
  return (
    JSON.stringify(before.steps) === JSON.stringify(decision.plan.steps) &&
    JSON.stringify(before.reasons?.map((reason) => reason.code)) === JSON.stringify(decision.reasons.map((reason) => reason.code))
  )
}
