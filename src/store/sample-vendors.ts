// Which companies hold the sample firm, and at which ports its stand-in vendors answer, so that they can be started again.
import * as z from 'zod'
import { type Day, parseDay } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

const ports = z.object({ fakturownia: z.number(), stripe: z.number(), bitrix24: z.number(), smtp: z.number() })
const saved = z.object({
  companyId: z.string(),
  ports,
  today: z.string(),
  perMonth: z.number(),
  connectionIds: z.array(z.string()),
  userIds: z.array(z.string()).default([]),
})

export type SampleVendors = {
  readonly companyId: Id
  readonly ports: z.infer<typeof ports>
  readonly today: Day
  readonly perMonth: number
  readonly connectionIds: readonly Id[]
  /** Invented people who leave with the sample. */
  readonly userIds?: readonly string[]
}

const prefix = 'sample:'

export async function saveSampleVendors(executor: Executor, vendors: SampleVendors): Promise<void> {
  const value = JSON.stringify(vendors)
  await executor
    .insertInto('installation')
    .values({ key: prefix + vendors.companyId, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

export async function listSampleVendors(executor: Executor): Promise<readonly SampleVendors[]> {
  const rows = await executor.selectFrom('installation').select('value').where('key', 'like', `${prefix}%`).execute()
  return rows.flatMap((row) => {
    const read = saved.safeParse(row.value)
    const today = read.success ? parseDay(read.data.today) : null
    return read.success && today !== null ? [{ ...read.data, today }] : []
  })
}
