// Addresses that are written to no more: seen, added and lifted; letters that came back, handed in by a person; the mail connection that carries.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { id, instant, page, paging } from './scalars.ts'

export const suppressionView = z.object({
  suppressionId: id('suppression'),
  address: z.string(),
  reason: z.enum(['bounced', 'complaint', 'unsubscribed', 'wrong-person', 'person']),
  detail: z.string().nullable(),
  customerId: id('customer').nullable(),
  customer: z.string().nullable(),
  createdAt: instant,
})

export const listSuppressions = defineRoute({
  id: 'suppressions.list',
  method: 'GET',
  path: '/api/companies/{companyId}/suppressions',
  access: 'messages.read',
  summary: 'Addresses that are written to no more, the newest first',
  params: company,
  query: z.object({ ...paging, q: z.string().optional() }),
  output: page(suppressionView),
})

export const addSuppression = defineRoute({
  id: 'suppressions.add',
  method: 'POST',
  path: '/api/companies/{companyId}/suppressions',
  access: 'messages.approve',
  summary: 'Stops an address',
  params: company,
  body: z.object({ address: z.string().trim().min(3).max(254), why: z.string().trim().max(200).optional() }),
  output: z.object({}),
  failures: ['suppression.address-wrong', 'suppression.known'],
})

export const liftSuppression = defineRoute({
  id: 'suppressions.lift',
  method: 'DELETE',
  path: '/api/companies/{companyId}/suppressions/{suppressionId}',
  access: 'messages.approve',
  summary: 'Lets an address be written to again',
  params: company.extend({ suppressionId: id('suppression') }),
  output: z.object({}),
  failures: ['suppression.not-found'],
})

export const handInLetter = defineRoute({
  id: 'suppressions.letter',
  method: 'POST',
  path: '/api/companies/{companyId}/suppressions/letters',
  access: 'messages.approve',
  summary: 'Reads a letter that came back (.eml) and draws the consequences',
  params: company,
  bytes: 'in',
  output: z.object({
    outcome: z.enum(['bounced', 'complained', 'delivered', 'reply', 'known', 'not-ours']),
    address: z.string().nullable(),
  }),
  failures: ['file.too-large'],
})

export const readMailChoice = defineRoute({
  id: 'mail-connection.read',
  method: 'GET',
  path: '/api/companies/{companyId}/mail-connection',
  access: 'connections.read',
  summary: 'Mail connections, and the one by which messages leave',
  params: company,
  output: z.object({
    chosen: id('connection').nullable(),
    connections: z.array(z.object({ connectionId: id('connection'), name: z.string() })),
  }),
})

export const chooseMailConnection = defineRoute({
  id: 'mail-connection.choose',
  method: 'PUT',
  path: '/api/companies/{companyId}/mail-connection',
  access: 'connections.manage',
  peopleOnly: true,
  summary: 'Chooses the connection by which mail leaves',
  params: company,
  body: z.object({ connectionId: id('connection') }),
  output: z.object({}),
  failures: ['connection.not-found'],
})
