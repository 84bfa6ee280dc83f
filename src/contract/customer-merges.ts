// Making one customer of two: who looks alike, what would move, the merge and its undoing.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { id, instant, money } from './scalars.ts'

const pair = { from: id('customer'), into: id('customer') }
const someone = z.object({ customerId: id('customer'), name: z.string(), taxId: z.string().nullable() })

export const suggestMerges = defineRoute({
  id: 'customers.merge-suggestions',
  method: 'GET',
  path: '/api/companies/{companyId}/merge-suggestions',
  access: 'customers.change',
  summary: 'Customers that are probably one and the same',
  params: company,
  query: z.object({ customer: id('customer').optional() }),
  output: z.object({
    rows: z.array(z.object({ a: someone, b: someone, reasons: z.array(z.enum(['tax-id', 'name', 'account'])) })),
  }),
})

export const previewMerge = defineRoute({
  id: 'customers.merge-preview',
  method: 'GET',
  path: '/api/companies/{companyId}/merge-preview',
  access: 'customers.change',
  summary: 'What would move from one customer to the other',
  params: company,
  query: z.object(pair),
  output: z.object({
    from: someone,
    into: someone,
    counts: z.record(z.string(), z.number().int()),
    open: z.array(money),
    taxIdsDiffer: z.boolean(),
  }),
})

export const mergeCustomers = defineRoute({
  id: 'customers.merge',
  method: 'POST',
  path: '/api/companies/{companyId}/merges',
  access: 'customers.change',
  summary: 'Merges one customer into another',
  params: company,
  body: z.object({ ...pair, why: z.string().trim().max(500).nullable().default(null) }),
  output: z.object({ mergeId: id('merge') }),
  failures: ['customer.not-found', 'merge.same-customer'],
})

export const listMerges = defineRoute({
  id: 'customers.merges',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/merges',
  access: 'customers.read',
  summary: 'Customers that were merged into this one',
  params: company.extend({ customerId: id('customer') }),
  output: z.object({
    rows: z.array(
      z.object({
        mergeId: id('merge'),
        fromCustomerId: id('customer'),
        fromName: z.string(),
        at: instant,
        byName: z.string().nullable(),
      }),
    ),
  }),
})

export const undoMerge = defineRoute({
  id: 'customers.undo-merge',
  method: 'DELETE',
  path: '/api/companies/{companyId}/merges/{mergeId}',
  access: 'customers.change',
  summary: 'Parts two customers that were merged',
  params: company.extend({ mergeId: id('merge') }),
  output: z.object({ from: id('customer'), into: id('customer') }),
  failures: ['merge.not-found', 'merge.undone-already', 'merge.later-first'],
})
