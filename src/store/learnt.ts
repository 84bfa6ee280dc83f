// What decisions taught: rows that a person can see and delete.
import { sql } from 'kysely'
import type { Learnt } from '#domain/matching/types'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import { findMatchingCurve } from './matching-curves.ts'
import { newId } from './new-id.ts'
import type { LearntTable } from './schema/receivables.ts'

/**
 * account, payer-name: whose money it is · for-others: a payer (factor, family, group) who may pay for this customer · virtual-account: an account
 * of ours that one customer pays to · dismissed: this payment does not settle this invoice.
 */
export type LearntKind = 'account' | 'payer-name' | 'for-others' | 'virtual-account' | 'dismissed'

export type Lesson = {
  readonly kind: LearntKind
  readonly key: string
  readonly customerId: Id | null
  readonly paymentId: Id | null
  readonly invoiceId: Id | null
}

// One payer may pay for several customers: each is a row of its own.
export const accountLesson = (account: string, customerId: Id): Lesson => ({
  kind: 'account',
  key: `${account}|${customerId}`,
  customerId,
  paymentId: null,
  invoiceId: null,
})
export const payerNameLesson = (payerName: string, customerId: Id): Lesson => ({
  kind: 'payer-name',
  key: `${payerName}|${customerId}`,
  customerId,
  paymentId: null,
  invoiceId: null,
})
/** Key `account:…|cus` or `name:…|cus`: a payer who is not the buyer is known by either. */
export const forOthersLesson = (by: 'account' | 'name', payer: string, customerId: Id): Lesson => ({
  kind: 'for-others',
  key: `${by}:${payer}|${customerId}`,
  customerId,
  paymentId: null,
  invoiceId: null,
})
export const virtualAccountLesson = (account: string, customerId: Id): Lesson => ({
  kind: 'virtual-account',
  key: `${account}|${customerId}`,
  customerId,
  paymentId: null,
  invoiceId: null,
})
export const dismissedLesson = (paymentId: Id, invoiceId: Id): Lesson => ({
  kind: 'dismissed',
  key: `${paymentId}|${invoiceId}`,
  customerId: null,
  paymentId,
  invoiceId,
})

const columns = {
  company_id: 'uuid',
  learnt_id: 'uuid',
  kind: 'text',
  key: 'text',
  customer_id: 'uuid',
  payment_id: 'uuid',
  invoice_id: 'uuid',
  times: 'integer',
  created_by: 'text',
  created_at: 'timestamptz',
  last_seen_at: 'timestamptz',
  removed_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof LearntTable, string>

/** Writes lessons, or counts known ones once more; one that was removed is learnt anew. */
export async function learn(executor: Executor, companyId: Id, lessons: readonly Lesson[], createdBy: string, at: Date): Promise<void> {
  const unique = [...new Map(lessons.map((lesson) => [`${lesson.kind}|${lesson.key}`, lesson])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  )
  await insertMany(
    executor,
    'learnt',
    columns,
    unique.map((lesson) => ({
      company_id: companyId,
      learnt_id: newId(),
      kind: lesson.kind,
      key: lesson.key,
      customer_id: lesson.customerId,
      payment_id: lesson.paymentId,
      invoice_id: lesson.invoiceId,
      times: 1,
      created_by: createdBy,
      created_at: at,
      last_seen_at: at,
    })),
    {
      onConflict: sql`on conflict (company_id, kind, key) do update set times = case when learnt.removed_at is null then learnt.times + 1 else 1 end,
      last_seen_at = excluded.last_seen_at, removed_at = null`,
    },
  )
}

/** Takes lessons back: one time less, and gone when it was the last. */
export async function unlearn(executor: Executor, companyId: Id, lessons: readonly Lesson[], at: Date): Promise<void> {
  for (const { kind, key } of lessons)
    await executor
      .updateTable('learnt')
      .set((eb) => ({
        times: eb('times', '-', 1),
        removed_at: sql<Date | null>`case when times <= 1 then ${at}::timestamptz end`,
      }))
      .where('company_id', '=', companyId)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .where('removed_at', 'is', null)
      .execute()
}

/** Forgets one row because a person says so; false when there is none. */
export async function forgetLearnt(executor: Executor, companyId: Id, learntId: Id, at: Date): Promise<boolean> {
  const result = await executor
    .updateTable('learnt')
    .set({ removed_at: at })
    .where('company_id', '=', companyId)
    .where('learnt_id', '=', learntId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Takes a forgetting back; false when the row is not forgotten. */
export async function restoreLearnt(executor: Executor, companyId: Id, learntId: Id): Promise<boolean> {
  const result = await executor
    .updateTable('learnt')
    .set((eb) => ({ removed_at: null, times: eb.fn<number>('greatest', ['times', eb.val(1)]) }))
    .where('company_id', '=', companyId)
    .where('learnt_id', '=', learntId)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What a company taught, as matching takes it, and the virtual account of each customer that has one. */
export type LoadedLearnt = Learnt & { readonly virtualAccounts: ReadonlyMap<Id, string> }

/** Everything a company taught, its curve included; dismissed pairs only of the payments asked for. */
export async function loadLearnt(executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<LoadedLearnt> {
  const rows = await executor
    .selectFrom('learnt')
    .select(['kind', 'key', 'customer_id', 'payment_id', 'invoice_id'])
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .where((eb) => eb.or([eb('kind', '<>', 'dismissed'), eb('payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)]))
    .orderBy('learnt_id')
    .execute()
  const bins = (await findMatchingCurve(executor, companyId))?.bins ?? null
  const payer = (key: string): string => key.slice(0, key.lastIndexOf('|'))
  return {
    accounts: rows.flatMap((row) =>
      row.kind === 'account' && row.customer_id !== null ? [{ account: payer(row.key), customerId: row.customer_id }] : [],
    ),
    payerNames: rows.flatMap((row) =>
      row.kind === 'payer-name' && row.customer_id !== null ? [{ payerName: payer(row.key), customerId: row.customer_id }] : [],
    ),
    payersForOthers: rows.flatMap((row) => {
      if (row.kind !== 'for-others' || row.customer_id === null) return []
      const written = payer(row.key)
      const value = written.slice(written.indexOf(':') + 1)
      return [{ ...(written.startsWith('account:') ? { account: value } : { payerName: value }), customerIds: [row.customer_id] }]
    }),
    virtualAccounts: new Map(
      rows.flatMap((row) =>
        row.kind === 'virtual-account' && row.customer_id !== null ? [[row.customer_id, payer(row.key)] as const] : [],
      ),
    ),
    dismissed: rows.flatMap((row) =>
      row.kind === 'dismissed' && row.payment_id !== null && row.invoice_id !== null
        ? [{ paymentId: row.payment_id, invoiceId: row.invoice_id }]
        : [],
    ),
    ...(bins === null ? {} : { calibration: bins }),
  }
}
