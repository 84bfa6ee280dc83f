// Whose customers are whose: the owner of each segment, and owner or segment of many customers at once.
import * as z from 'zod'
import { company } from './companies.ts'
import { customerFilters } from './customers.ts'
import { defineRoute } from './route.ts'
import { id } from './scalars.ts'

const segment = z.string().trim().min(1).max(60).nullable()
const ownerUserId = z.string().max(100).nullable()

export const readOwners = defineRoute({
  id: 'owners.read',
  method: 'GET',
  path: '/api/companies/{companyId}/owners',
  access: 'customers.change',
  summary: 'Who looks after each segment, and how many of its customers have nobody',
  params: company,
  output: z.object({
    segments: z.array(
      z.object({
        /** Null: customers without a segment. */
        segment: z.string().nullable(),
        ownerUserId: z.string().nullable(),
        customers: z.number().int(),
        withoutOwner: z.number().int(),
      }),
    ),
    people: z.array(z.object({ userId: z.string(), name: z.string() })),
  }),
})

export const chooseOwner = defineRoute({
  id: 'owners.choose',
  method: 'PUT',
  path: '/api/companies/{companyId}/owners',
  access: 'customers.change',
  summary: 'Chooses who looks after a segment: customers who have nobody get him at once, new ones as they come; null: nobody from now on',
  params: company,
  body: z.object({ segment, ownerUserId }),
  output: z.object({ changeId: id('change'), changed: z.number().int() }),
  failures: ['person.not-found'],
})

/** As many as a request may name; more are found by what the list is filtered to. */
const customersAtOnce = 10_000

const { order: _, ...filters } = customerFilters

export const changeCustomers = defineRoute({
  id: 'customers.change-many',
  method: 'POST',
  path: '/api/companies/{companyId}/customer-changes',
  access: 'customers.change',
  summary: 'Gives many customers an owner or a segment: those named, or all that a filter of the list finds',
  params: company,
  body: z.object({
    which: z.union([
      z.object({ customerIds: z.array(id('customer')).min(1).max(customersAtOnce) }),
      z.object({ filter: z.object(filters) }),
    ]),
    change: z
      .object({ segment: segment.optional(), ownerUserId: ownerUserId.optional() })
      .refine((change) => change.segment !== undefined || change.ownerUserId !== undefined),
  }),
  output: z.object({
    /** Null where nothing was changed. */
    changeId: id('change').nullable(),
    changed: z.number().int(),
    same: z.number().int(),
    missing: z.number().int(),
  }),
  failures: ['person.not-found'],
})

export const undoCustomerChange = defineRoute({
  id: 'customers.undo-change-many',
  method: 'DELETE',
  path: '/api/companies/{companyId}/customer-changes/{changeId}',
  access: 'customers.change',
  summary: 'Takes back what was changed of many customers, where nobody changed it since',
  params: company.extend({ changeId: id('change') }),
  output: z.object({ changed: z.number().int() }),
  failures: ['customer-change.not-found', 'customer-change.undone-already'],
})
