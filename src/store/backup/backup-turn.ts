// Whose turn it is to make a backup, and how the last one went: one row of the installation, so that of several processes one works.
import { sql } from 'kysely'
import * as z from 'zod'
import type { Executor } from '../database.ts'

const turnSchema = z.object({
  leaseUntil: z.coerce.date().nullable().default(null),
  lastAt: z.coerce.date().nullable().default(null),
  failure: z.object({ code: z.string(), at: z.coerce.date() }).nullable().default(null),
})
export type BackupTurn = z.infer<typeof turnSchema>

const key = 'backup'

export async function readBackupTurn(executor: Executor): Promise<BackupTurn> {
  const row = await executor.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst()
  return turnSchema.parse(row?.value ?? {})
}

/** Takes the turn until `leaseUntil`; false while another process has it. */
export async function takeBackupTurn(executor: Executor, now: Date, leaseUntil: Date): Promise<boolean> {
  const lease = JSON.stringify({ leaseUntil: leaseUntil.toISOString() })
  const taken = await executor
    .insertInto('installation')
    .values({ key, value: lease })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ value: sql`installation.value || ${lease}::jsonb` })
        .where(sql<boolean>`coalesce((installation.value ->> 'leaseUntil')::timestamptz, '-infinity') <= ${now}`),
    )
    .returning('key')
    .executeTakeFirst()
  return taken !== undefined
}

/** Gives the turn back and notes the outcome. */
export async function endBackupTurn(
  executor: Executor,
  outcome: { readonly lastAt: Date } | { readonly failure: { readonly code: string; readonly at: Date } },
): Promise<void> {
  const noted = JSON.stringify({ leaseUntil: null, failure: null, ...outcome })
  await executor
    .updateTable('installation')
    .set({ value: sql`value || ${noted}::jsonb` })
    .where('key', '=', key)
    .execute()
}

/** When the first company was made; null in an empty installation, which has nothing to lose yet. */
export async function firstCompanyAt(executor: Executor): Promise<Date | null> {
  const row = await executor
    .selectFrom('companies')
    .select((builder) => builder.fn.min('created_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}
