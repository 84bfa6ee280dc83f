// Files that a person must tell how to read: the preview by columns, the reading, and the profiles that remember it.
import * as z from 'zod'
import { invoiceRoles, statementRoles } from '#domain/tables/column-roles'
import { company } from './companies.ts'
import { importView } from './imports.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

const columns = z.array(z.number().int().min(0).max(1_999)).min(1).max(20)
const currency = z.string().regex(/^[A-Z]{3}$/)

const table = {
  version: z.literal(1),
  signature: z.string().max(20_000),
  delimiter: z.enum([';', ',', '\t', '|']).optional(),
  sheet: z.string().max(200).optional(),
  dates: z.enum(['year-first', 'day-first', 'month-first']),
  decimal: z.enum([',', '.']),
  currency,
}
const account = z.string().max(60).optional()

export const statementRole = z.enum(statementRoles)
export const invoiceRole = z.enum(invoiceRoles)

/** How a file is read. `plain`: not a table, but a file that names no currency (QIF). */
export const importMapping = z.discriminatedUnion('kind', [
  z.object({ ...table, kind: z.literal('statement'), account, columns: z.partialRecord(statementRole, columns) }),
  z.object({ ...table, kind: z.literal('invoices'), columns: z.partialRecord(invoiceRole, columns) }),
  z.object({ kind: z.literal('plain'), currency, account }),
])

const sentence = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })

const previewLine = z.object({
  bookedOn: day,
  amount: money,
  title: z.string(),
  counterpartyName: z.string().nullable(),
  counterpartyAccount: z.string().nullable(),
})

const previewInvoice = z.object({
  number: z.string(),
  type: z.string(),
  customerName: z.string(),
  taxId: z.string().nullable(),
  issueOn: day,
  dueOn: day.nullable(),
  total: money,
  paid: money.nullable(),
})

const one = company.extend({ importId: id('import') })

export const previewImport = defineRoute({
  id: 'imports.preview',
  method: 'POST',
  path: '/api/companies/{companyId}/imports/{importId}/preview',
  access: 'imports.create',
  summary: 'The first 20 rows of a waiting file as they would be read, by a guess (of the kind, where one is named) or by a mapping',
  params: one,
  body: z.object({ kind: z.enum(['statement', 'invoices']).optional(), mapping: importMapping.optional() }),
  output: z.object({
    mapping: importMapping,
    columns: z.array(z.object({ index: z.number(), header: z.string(), samples: z.array(z.string()) })),
    rows: z.array(
      z.object({
        at: z.string(),
        cells: z.array(z.string()),
        line: previewLine.nullable(),
        invoice: previewInvoice.nullable(),
        rejection: sentence.nullable(),
      }),
    ),
    /** Roles of which one is needed: `amount|credit|debit`. */
    missing: z.array(z.string()),
    datesAmbiguous: z.boolean(),
    /** Whether the file names its currency; where not, the mapping's is a supposition. */
    currencyFound: z.boolean(),
  }),
  failures: ['import.not-found', 'import.not-waiting', 'table.mapping-invalid'],
})

export const mapImport = defineRoute({
  id: 'imports.map',
  method: 'POST',
  path: '/api/companies/{companyId}/imports/{importId}/mapping',
  access: 'imports.create',
  summary: 'Reads a waiting file by a mapping, and keeps the mapping under a name for the next file of its header',
  params: one,
  body: z.object({ mapping: importMapping, profileName: z.string().trim().min(1).max(120).nullable() }),
  output: importView,
  failures: ['import.not-found', 'import.not-waiting', 'table.mapping-invalid', 'table.mapping-needed'],
})

export const listMappingProfiles = defineRoute({
  id: 'mapping-profiles.list',
  method: 'GET',
  path: '/api/companies/{companyId}/mapping-profiles',
  access: 'imports.read',
  summary: 'Saved column layouts of tables',
  params: company,
  output: z.object({
    profiles: z.array(
      z.object({
        mappingProfileId: id('mappingProfile'),
        name: z.string(),
        kind: z.enum(['statement', 'invoices']),
        createdAt: instant,
        uses: z.number(),
        lastUsedAt: instant.nullable(),
      }),
    ),
  }),
})

export const removeMappingProfile = defineRoute({
  id: 'mapping-profiles.remove',
  method: 'DELETE',
  path: '/api/companies/{companyId}/mapping-profiles/{mappingProfileId}',
  access: 'imports.create',
  summary: 'Forgets a saved column layout; what was imported by it stays',
  params: company.extend({ mappingProfileId: id('mappingProfile') }),
  output: z.object({}),
  failures: ['mapping-profile.not-found'],
})
