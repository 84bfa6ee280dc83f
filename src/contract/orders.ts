// Orders, offers and deals of a customer, as their sources tell them.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, money } from './scalars.ts'

export const orderKinds = ['order', 'offer', 'deal'] as const
export const orderStates = ['open', 'won', 'lost'] as const

export const customerOrder = z.object({
  orderId: id('order'),
  kind: z.enum(orderKinds),
  number: z.string(),
  title: z.string().nullable(),
  issuedOn: day,
  /** Last day of an offer, or the day by which a deal should close. */
  validUntil: day.nullable(),
  total: money,
  state: z.enum(orderStates),
  viewUrl: z.string().nullable(),
  sourceName: z.string().nullable(),
})

export const listCustomerOrders = defineRoute({
  id: 'customers.orders',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/orders',
  access: 'customers.read',
  summary: 'Orders, offers and deals of one customer, newest first; nobody owes anything by them',
  params: company.extend({ customerId: id('customer') }),
  /** `open`: sums of open orders; offers and deals are wishes yet. */
  output: z.object({ rows: z.array(customerOrder), open: z.array(money), truncated: z.boolean() }),
})
