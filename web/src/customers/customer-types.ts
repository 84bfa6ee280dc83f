// The shapes of a customer and his agreements as the contract gives them, named for the screens, and what a change makes stale.
import type { listAgreements } from '#contract/agreements'
import type { readCustomer } from '#contract/customers'
import type { Output } from '#contract/route'

export type CustomerDetail = Output<typeof readCustomer>
export type Agreement = Output<typeof listAgreements>['rows'][number]

/** What one opens beside the page; the address keeps it. */
export const acts = ['message', 'promise', 'dispute', 'instalments', 'pause', 'note', 'merge', 'link', 'statement'] as const
export type Act = (typeof acts)[number]

export const changedByCustomer = ['customers', 'agreements', 'tasks', 'invoices', 'dashboard', 'outbox'] as const

/** What is owed in one currency. */
export type Debt = Pick<CustomerDetail, 'open' | 'overdue'>
