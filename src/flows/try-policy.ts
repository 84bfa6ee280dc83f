// What a policy would do with one customer today and later; nothing is written.

import type { DunnedInvoice } from '#domain/dunning/gates'
import { stepOn } from '#domain/dunning/next-step'
import type { Policy } from '#domain/dunning/policy'
import { longestNotice } from '#domain/dunning/policy-choice'
import { decideReminder, type ReminderDecision } from '#domain/dunning/reminder'
import { inTransaction } from '#store/database'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, type Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { lockCustomerCase } from './customer-cases.ts'
import { companyFacts } from './dunning-facts.ts'
import type { Shell } from './shell.ts'

export type PolicyTrial = {
  readonly customerName: string
  readonly today: Day
  readonly decision: ReminderDecision
  readonly invoices: readonly (DunnedInvoice & {
    readonly steps: readonly { readonly stepId: string; readonly on: Day; readonly taken: boolean }[]
  })[]
}

/** Everything of the customer is looked at as it is, only the policy is this one. Failure `customer.not-found`. */
export async function tryPolicy(
  shell: Shell,
  command: { readonly companyId: Id; readonly customerId: Id; readonly policy: Policy; readonly ownerUserId: string | null },
): Promise<PolicyTrial> {
  const company = await getSendingCompany(shell.database, command.companyId)
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const facts = await companyFacts(tx, company, now)
    const horizon = addDays(facts.today, longestNotice([command.policy]) + 1)
    const customer = await lockCustomerCase(tx, company, { ...facts, horizon }, command.customerId, { now })
    if (customer === null || (command.ownerUserId !== null && customer.customer.ownerUserId !== command.ownerUserId))
      throw new Failure('customer.not-found')
    const tried = { policyId: null, version: 0, name: '', policy: command.policy }
    return {
      customerName: customer.customer.name,
      today: facts.today,
      decision: decideReminder({ ...customer, policyFor: () => tried }, facts.today, company.settings.staleAfterHours),
      invoices: customer.owed.map((invoice) => ({
        ...invoice,
        steps: command.policy.steps
          .map((step) => ({
            stepId: step.id,
            on: stepOn(step, invoice.dueOn),
            taken: customer.taken.some((each) => each.invoiceId === invoice.id && each.stepId === step.id),
          }))
          .toSorted((a, b) => (a.on < b.on ? -1 : 1)),
      })),
    }
  })
}
