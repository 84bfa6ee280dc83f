// Following a customer up: notes, tasks, and the people one talks to.
import * as z from 'zod'
import { contactRoles } from '#domain/customers/contact-roles'
import { languages } from '#values/language'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant } from './scalars.ts'

const one = company.extend({ customerId: id('customer') })

export const writeNote = defineRoute({
  id: 'notes.write',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/notes',
  access: 'customers.follow-up',
  summary: 'A note about a customer; whoever is mentioned gets a task',
  params: one,
  body: z.object({ text: z.string().trim().min(1).max(4_000), mentions: z.array(z.string()).max(20).default([]) }),
  output: z.object({ noteId: id('note') }),
})

export const removeNote = defineRoute({
  id: 'notes.remove',
  method: 'PATCH',
  path: '/api/companies/{companyId}/customers/{customerId}/notes/{noteId}',
  access: 'customers.follow-up',
  summary: 'Takes a note away, or brings it back',
  params: one.extend({ noteId: id('note') }),
  body: z.object({ removed: z.boolean() }),
  output: z.object({}),
})

const contactFields = {
  name: z.string().trim().min(1).max(200),
  role: z.enum(contactRoles),
  email: z.email().nullable(),
  phone: z.string().trim().max(40).nullable(),
  language: z.enum(languages).nullable(),
}

export const contact = z.object({ contactId: id('contact'), ...contactFields, email: z.string().nullable() })

export const addContact = defineRoute({
  id: 'contacts.add',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/contacts',
  access: 'customers.change',
  summary: 'Adds a person of the customer',
  params: one,
  body: z.object(contactFields),
  output: z.object({ contactId: id('contact') }),
})

export const changeContact = defineRoute({
  id: 'contacts.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}/customers/{customerId}/contacts/{contactId}',
  access: 'customers.change',
  summary: 'Changes a person of the customer, takes him away or brings him back',
  params: one.extend({ contactId: id('contact') }),
  body: z.object(contactFields).partial().extend({ removed: z.boolean().optional() }),
  output: z.object({}),
})

export const task = z.object({
  taskId: id('task'),
  kind: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  customerId: id('customer').nullable(),
  customerName: z.string().nullable(),
  invoiceId: id('invoice').nullable(),
  invoiceNumber: z.string().nullable(),
  paymentId: id('payment').nullable(),
  dueOn: day,
  snoozedUntil: day.nullable(),
  assigneeUserId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
  doneByName: z.string().nullable(),
})

export const listTasks = defineRoute({
  id: 'tasks.list',
  method: 'GET',
  path: '/api/companies/{companyId}/tasks',
  access: 'customers.read',
  summary: 'What has to be done, the most urgent first',
  params: company,
  query: z.object({ whose: z.enum(['mine', 'all']).optional(), state: z.enum(['open', 'later', 'done']).optional() }),
  output: z.object({
    rows: z.array(task),
    counts: z.object({ mine: z.number().int(), all: z.number().int(), later: z.number().int() }),
    people: z.array(z.object({ userId: z.string(), name: z.string() })),
  }),
})

export const countTasks = defineRoute({
  id: 'tasks.count',
  method: 'GET',
  path: '/api/companies/{companyId}/task-counts',
  access: 'customers.read',
  summary: 'How much has to be done now: by the one who asks, and by everybody',
  params: company,
  output: z.object({ mine: z.number().int(), all: z.number().int(), later: z.number().int() }),
})

export const writeTask = defineRoute({
  id: 'tasks.write',
  method: 'POST',
  path: '/api/companies/{companyId}/tasks',
  access: 'customers.follow-up',
  summary: 'Writes down something to do',
  params: company,
  body: z.object({
    text: z.string().trim().min(1).max(500),
    customerId: id('customer').nullable(),
    dueOn: day,
    assigneeUserId: z.string().nullable(),
  }),
  output: z.object({ taskId: id('task') }),
  failures: ['person.not-found', 'customer.not-found'],
})

export const changeTask = defineRoute({
  id: 'tasks.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}/tasks/{taskId}',
  access: 'customers.follow-up',
  summary: 'Done or not, put off, given to somebody',
  params: company.extend({ taskId: id('task') }),
  body: z.object({
    done: z.boolean().optional(),
    snoozedUntil: day.nullable().optional(),
    dueOn: day.optional(),
    assigneeUserId: z.string().nullable().optional(),
  }),
  output: z.object({}),
  failures: ['task.not-found', 'person.not-found'],
})

/** What a contact is there for, for the fields of forms. */
export const rolesOfContacts: readonly (typeof contactRoles)[number][] = contactRoles
