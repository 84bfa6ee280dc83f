// How a shaped report is written on the wire: blocks of figures, tables, charts and text.
import * as z from 'zod'
import { operators, subjects } from '#domain/reporting/definition'
import { day, money } from './scalars.ts'

export const cell = z.union([
  z.null(),
  z.string(),
  z.number(),
  money,
  z.object({ day }),
  z.object({ percent: z.number() }),
  z.object({ amounts: z.array(money) }),
])

export const filter = z.object({
  field: z.string().max(40),
  operator: z.enum(operators),
  value: z.string().max(200),
})
export const behind = z.object({
  subject: z.enum(subjects),
  filters: z.array(filter),
  day: day.optional(),
  groupBy: z.string().max(40).optional(),
  columns: z.array(z.string().max(40)).optional(),
})
/** `id` as the API writes it: `inv_…`. */
const ref = z.object({ kind: z.enum(['invoice', 'customer', 'payment']), id: z.string() })

const tones = ['paid', 'in-term', 'partly', 'overdue', 'accent'] as const

const plainBlock = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('figures'),
    items: z.array(
      z.object({
        label: z.string(),
        value: cell,
        note: z.string().optional(),
        tone: z.enum(['ok', 'warn', 'bad']).optional(),
        definition: z.string().optional(),
        behind: behind.optional(),
        parts: z.array(z.object({ label: z.string(), value: cell, behind })).optional(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('table'),
    title: z.string(),
    note: z.string().optional(),
    definition: z.string().optional(),
    columns: z.array(z.object({ key: z.string(), title: z.string(), align: z.enum(['left', 'right']), width: z.number().optional() })),
    /** The first ones; `more` says how many are left out. */
    rows: z.array(z.array(cell)),
    more: z.number(),
    totals: z.array(cell).optional(),
    empty: z.string(),
    refs: z.array(ref.nullable()).optional(),
    behind: z.array(behind.nullable()).optional(),
    cellsBehind: z.array(z.array(behind.nullable())).optional(),
    shares: z.array(z.number()).optional(),
  }),
  z.object({
    kind: z.literal('chart'),
    title: z.string(),
    unit: z.string(),
    definition: z.string().optional(),
    look: z.enum(['stacked', 'line']).optional(),
    sums: z.boolean().optional(),
    categories: z.array(z.string()),
    series: z.array(
      z.object({
        name: z.string(),
        tone: z.enum(tones),
        values: z.array(z.number().nullable()),
        behind: z.array(behind.nullable()).optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('text'), text: z.string(), lead: z.string().optional() }),
])

export const reportDocument = z.object({
  title: z.string(),
  subtitle: z.string(),
  asOf: day,
  filters: z.array(z.object({ label: z.string(), value: z.string() })),
  blocks: z.array(z.union([plainBlock, z.object({ kind: z.literal('side-by-side'), left: plainBlock, right: plainBlock })])),
})
