// The gallery of connectors and channels found in the house, and a company's connections to them.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { id, instant } from './scalars.ts'

const words = z.object({ pl: z.string(), en: z.string() })

/** A setting field as the wizard draws it; see ports/settings. */
const field = z.object({
  name: z.string(),
  kind: z.enum(['text', 'secret', 'url', 'number', 'flag', 'choice']),
  label: words,
  hint: words.optional(),
  optional: z.boolean(),
  suffix: z.string().optional(),
  example: z.string().optional(),
  pattern: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: words })).optional(),
  initial: z.union([z.string(), z.number(), z.boolean()]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
})

export const pluginView = z.object({
  shelf: z.enum(['connector', 'channel']),
  pluginId: z.string(),
  name: z.string(),
  group: z.enum(['invoicing', 'crm', 'sheets', 'gateway', 'bank', 'channel']),
  kinds: z.array(z.string()),
  about: words,
  docsUrl: z.string().nullable(),
  fields: z.array(field),
  webhooks: z.boolean(),
})

export const failureView = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  at: instant.nullable(),
})

export const connectionView = z.object({
  connectionId: id('connection'),
  shelf: z.enum(['connector', 'channel']),
  pluginId: z.string(),
  name: z.string(),
  kinds: z.array(z.string()),
  state: z.enum(['connected', 'delayed', 'needs-attention', 'error', 'off']),
  failure: failureView.nullable(),
  /** Secrets come as their last four characters behind dots. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  webhookUrl: z.string().nullable(),
  lastAttemptAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  createdAt: instant,
})

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const one = company.extend({ connectionId: id('connection') })
const report = z.object({ account: z.string(), facts: z.array(z.object({ label: words, value: z.string() })), durationMs: z.number() })

export const listPlugins = defineRoute({
  id: 'plugins.list',
  method: 'GET',
  path: '/api/companies/{companyId}/plugins',
  access: 'connections.read',
  summary: 'Connectors and channels found in this installation',
  params: company,
  output: z.object({ plugins: z.array(pluginView) }),
})

export const listConnections = defineRoute({
  id: 'connections.list',
  method: 'GET',
  path: '/api/companies/{companyId}/connections',
  access: 'connections.read',
  summary: 'Connections of the company',
  params: company,
  output: z.object({ connections: z.array(connectionView) }),
})

export const tryConnection = defineRoute({
  id: 'connections.try',
  method: 'POST',
  path: '/api/companies/{companyId}/connections/try',
  access: 'connections.manage',
  peopleOnly: true,
  summary: 'Tests settings before they are saved',
  params: company,
  body: z.object({ shelf: z.enum(['connector', 'channel']), pluginId: z.string(), settings: values }),
  output: report,
  failures: [
    'connector.auth-expired',
    'connector.misconfigured',
    'connector.unavailable',
    'connector.rate-limited',
    'connector.invalid-response',
    'connection.settings-wrong',
  ],
})

export const makeConnection = defineRoute({
  id: 'connections.make',
  method: 'POST',
  path: '/api/companies/{companyId}/connections',
  access: 'connections.manage',
  peopleOnly: true,
  summary: 'Saves a connection and wakes it for the first time',
  params: company,
  body: z.object({
    shelf: z.enum(['connector', 'channel']),
    pluginId: z.string(),
    name: z.string().trim().min(1).max(80),
    settings: values,
    kinds: z.array(z.string()),
  }),
  output: z.object({ connectionId: id('connection') }),
  failures: ['connection.settings-wrong'],
})

export const changeConnection = defineRoute({
  id: 'connections.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}/connections/{connectionId}',
  access: 'connections.manage',
  peopleOnly: true,
  summary: 'Changes name, settings (a secret left out stays), kinds, or switches it off and on',
  params: one,
  body: z.object({
    name: z.string().trim().min(1).max(80).optional(),
    settings: values.optional(),
    kinds: z.array(z.string()).optional(),
    on: z.boolean().optional(),
  }),
  output: connectionView,
  failures: ['connection.settings-wrong'],
})

export const testConnection = defineRoute({
  id: 'connections.test',
  method: 'POST',
  path: '/api/companies/{companyId}/connections/{connectionId}/test',
  access: 'connections.manage',
  summary: 'Tests a saved connection',
  params: one,
  output: report,
})

export const removeConnection = defineRoute({
  id: 'connections.remove',
  method: 'DELETE',
  path: '/api/companies/{companyId}/connections/{connectionId}',
  access: 'connections.manage',
  peopleOnly: true,
  summary: 'Removes a connection and its secrets; what it brought stays',
  params: one,
  output: z.object({}),
})

export const listCalls = defineRoute({
  id: 'connections.calls',
  method: 'GET',
  path: '/api/companies/{companyId}/connections/{connectionId}/calls',
  access: 'connections.read',
  summary: 'The last calls to the outside system, secrets hidden',
  params: one,
  output: z.object({
    calls: z.array(
      z.object({
        at: instant,
        method: z.string(),
        url: z.string(),
        status: z.number().nullable(),
        durationMs: z.number(),
        failure: z.string().nullable(),
      }),
    ),
  }),
})
