// What people keep of lists: saved views, columns of their choice; and the list as a file.
import * as z from 'zod'
import { company } from './companies.ts'
import { customerFilters } from './customers.ts'
import { listFilters } from './dashboard.ts'
import { invoiceFilters } from './invoices.ts'
import { paymentFilters } from './payments.ts'
import { defineRoute } from './route.ts'
import { id } from './scalars.ts'

export const listNames = ['invoices', 'payments', 'customers'] as const
export type ListName = (typeof listNames)[number]

const columns = z.array(z.string().max(40)).min(1).max(40)
const settings = z.object({
  /** Parameters of the list's address: filters, order and search. */
  search: z.record(z.string().max(40), z.string().max(200)),
  columns: columns.nullable(),
})

export const savedView = z.object({
  viewId: id('savedView'),
  name: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  settings,
})

const list = company.extend({ list: z.enum(listNames) })
const one = company.extend({ viewId: id('savedView') })
const name = z.string().trim().min(1).max(60)

export const readListChoices = defineRoute({
  id: 'lists.read',
  method: 'GET',
  path: '/api/companies/{companyId}/lists/{list}',
  access: 'invoices.read',
  summary: "The caller's views, those shared with the company, and his columns of a list",
  params: list,
  output: z.object({
    views: z.array(savedView),
    columns: columns.nullable(),
    defaultViewId: id('savedView').nullable(),
    /** What the filters offer. */
    filters: listFilters,
  }),
  peopleOnly: true,
})

export const keepListChoices = defineRoute({
  id: 'lists.keep',
  method: 'PUT',
  path: '/api/companies/{companyId}/lists/{list}',
  access: 'invoices.read',
  summary: "Keeps the caller's columns of a list and the view it opens with",
  params: list,
  body: z.object({ columns: columns.nullable(), defaultViewId: id('savedView').nullable() }),
  output: z.object({}),
  failures: ['view.not-found'],
  peopleOnly: true,
})

export const saveView = defineRoute({
  id: 'lists.save-view',
  method: 'POST',
  path: '/api/companies/{companyId}/lists/{list}/views',
  access: 'invoices.read',
  summary: 'Saves a view of a list, for oneself or for everybody in the company',
  params: list,
  body: z.object({ name, shared: z.boolean(), settings }),
  output: savedView,
  peopleOnly: true,
})

export const changeView = defineRoute({
  id: 'lists.change-view',
  method: 'PATCH',
  path: '/api/companies/{companyId}/views/{viewId}',
  access: 'invoices.read',
  summary: 'Renames, shares or replaces a view of his own',
  params: one,
  body: z.object({ name: name.optional(), shared: z.boolean().optional(), settings: settings.optional() }),
  output: savedView,
  failures: ['view.not-found'],
  peopleOnly: true,
})

export const removeView = defineRoute({
  id: 'lists.remove-view',
  method: 'DELETE',
  path: '/api/companies/{companyId}/views/{viewId}',
  access: 'invoices.read',
  summary: 'Removes a view of his own',
  params: one,
  output: z.object({}),
  failures: ['view.not-found'],
  peopleOnly: true,
})

/** `columns`: ids with commas between, in the order of the file; left out, all of them. */
const file = { format: z.enum(['csv', 'xlsx']), columns: z.string().max(600).optional() }

export const exportInvoices = defineRoute({
  id: 'exports.invoices',
  method: 'GET',
  path: '/api/companies/{companyId}/exports/invoices',
  access: 'invoices.read',
  summary: 'The list of invoices as a file, of any length',
  params: company,
  query: z.object({ ...invoiceFilters, ...file }),
  output: z.object({}),
  bytes: 'out',
})

export const exportPayments = defineRoute({
  id: 'exports.payments',
  method: 'GET',
  path: '/api/companies/{companyId}/exports/payments',
  access: 'payments.read',
  summary: 'The list of payments as a file, of any length',
  params: company,
  query: z.object({ ...paymentFilters, ...file }),
  output: z.object({}),
  bytes: 'out',
})

export const exportCustomers = defineRoute({
  id: 'exports.customers',
  method: 'GET',
  path: '/api/companies/{companyId}/exports/customers',
  access: 'customers.read',
  summary: 'The list of customers as a file, of any length',
  params: company,
  query: z.object({ ...customerFilters, ...file }),
  output: z.object({}),
  bytes: 'out',
})
