// Accepting many proposals of the review queue at once, and taking them back.
import * as z from 'zod'
import { company } from './companies.ts'
import { candidate, paymentRow } from './payments.ts'
import { defineRoute } from './route.ts'
import { id, money } from './scalars.ts'

/** As many as one call decides; a screen with more calls again. */
export const bulkAtOnce = 50

const outcome = z.object({
  paymentId: id('payment'),
  groupId: id('entry').nullable(),
  failure: z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).nullable(),
})

export const previewBulk = defineRoute({
  id: 'payments.bulk-preview',
  method: 'POST',
  path: '/api/companies/{companyId}/review/preview',
  access: 'payments.match',
  summary: 'Proposals at least so sure: how many, how much, and the least sure of them to look at',
  params: company,
  body: z.object({ from: z.number().min(0.5).max(1), paymentIds: z.array(id('payment')).max(2000).optional() }),
  output: z.object({
    count: z.number(),
    sums: z.array(money),
    items: z.array(z.object({ paymentId: id('payment'), matchId: id('match') })),
    sample: z.array(z.object({ payment: paymentRow, candidate })),
  }),
})

export const acceptBulk = defineRoute({
  id: 'payments.bulk-accept',
  method: 'POST',
  path: '/api/companies/{companyId}/review/accept',
  access: 'payments.match',
  summary: 'Accepts proposals, each by itself; those that no longer fit are refused alone',
  params: company,
  body: z.object({
    items: z
      .array(z.object({ paymentId: id('payment'), matchId: id('match') }))
      .min(1)
      .max(bulkAtOnce),
  }),
  output: z.object({ outcomes: z.array(outcome) }),
})

export const undoBulk = defineRoute({
  id: 'payments.bulk-undo',
  method: 'POST',
  path: '/api/companies/{companyId}/review/undo',
  access: 'payments.match',
  summary: 'Takes back decisions, each by itself, the last first',
  params: company,
  body: z.object({
    items: z
      .array(z.object({ paymentId: id('payment'), groupId: id('entry') }))
      .min(1)
      .max(bulkAtOnce),
  }),
  output: z.object({ outcomes: z.array(outcome) }),
})
