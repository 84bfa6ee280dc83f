// Merging as a person decides on it: who looks alike, what would move, and what was merged before.
import { type MergeSuggestion, mergeSuggestions } from '#domain/customers/merge-suggestions'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { countMoved } from '../customer-merges.ts'
import type { Executor } from '../database.ts'
import { findPeople } from '../people.ts'
import { personOf } from './agreements.ts'

const most = 100

/** Pairs of the whole company, or those of one customer; the likeliest first. */
export async function suggestMerges(executor: Executor, companyId: Id, customerId: Id | null): Promise<readonly MergeSuggestion[]> {
  const customers = await executor
    .selectFrom('customers')
    .select(['customer_id', 'name', 'tax_id'])
    .where('company_id', '=', companyId)
    .where('merged_into', 'is', null)
    .execute()
  const learnt = await executor
    .selectFrom('learnt')
    .select(['customer_id', 'key'])
    .where('company_id', '=', companyId)
    .where('kind', '=', 'account')
    .where('removed_at', 'is', null)
    .execute()
  const paid = await executor
    .selectFrom('payments')
    .select(['customer_id', 'payer_account'])
    .distinct()
    .where('company_id', '=', companyId)
    .where('customer_id', 'is not', null)
    .where('payer_account', 'is not', null)
    .execute()
  const accounts = Map.groupBy(
    [
      ...learnt.map((row) => [row.customer_id, row.key.slice(0, row.key.lastIndexOf('|'))] as const),
      ...paid.map((row) => [row.customer_id, row.payer_account ?? ''] as const),
    ],
    ([id]) => id,
  )
  const all = mergeSuggestions(
    customers.map((row) => ({
      customerId: row.customer_id,
      name: row.name,
      taxId: row.tax_id,
      accounts: [...new Set((accounts.get(row.customer_id) ?? []).map(([, account]) => account))],
    })),
  )
  return all.filter(({ a, b }) => customerId === null || a.customerId === customerId || b.customerId === customerId).slice(0, most)
}

export type MergePreview = {
  readonly counts: Awaited<ReturnType<typeof countMoved>>
  readonly open: readonly Money[]
  readonly taxIdsDiffer: boolean
}

/** What would move from the one to the other. */
export async function previewMerge(executor: Executor, companyId: Id, from: Id, into: Id): Promise<MergePreview> {
  const open = await executor
    .selectFrom('invoice_balances')
    .select((eb) => ['currency', eb.fn.sum<string>('open_minor').as('sum')])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', from)
    .where('type', '<>', 'proforma')
    .where('open_minor', '<>', 0n)
    .groupBy('currency')
    .orderBy('currency')
    .execute()
  const taxIds = await executor
    .selectFrom('customers')
    .select('tax_id')
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', [from, into])
    .where('tax_id', 'is not', null)
    .execute()
  return {
    counts: await countMoved(executor, companyId, from),
    open: open.map((row) => money(BigInt(row.sum), row.currency as Currency)),
    taxIdsDiffer: new Set(taxIds.map((row) => row.tax_id)).size > 1,
  }
}

export type MergeLine = {
  readonly mergeId: Id
  readonly fromCustomerId: Id
  readonly fromName: string
  readonly at: Date
  readonly byName: string | null
}

/** Merges into this customer that stand, the latest first. */
export async function listMergesInto(executor: Executor, companyId: Id, into: Id): Promise<readonly MergeLine[]> {
  const rows = await executor
    .selectFrom('customer_merges as m')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.company_id', '=', 'm.company_id').onRef('c.customer_id', '=', 'm.from_customer_id'),
    )
    .select(['m.merge_id', 'm.from_customer_id', 'c.name', 'm.created_at', 'm.created_by'])
    .where('m.company_id', '=', companyId)
    .where('m.into_customer_id', '=', into)
    .where('m.undone_at', 'is', null)
    .orderBy('m.merge_id', 'desc')
    .execute()
  const people = await findPeople(
    executor,
    rows.flatMap((row) => personOf(row.created_by) ?? []),
  )
  return rows.map((row) => ({
    mergeId: row.merge_id,
    fromCustomerId: row.from_customer_id,
    fromName: row.name,
    at: row.created_at,
    byName: people.get(personOf(row.created_by) ?? '')?.name ?? null,
  }))
}
