// What the first steps show: how far one has come, and what came in of invoices, bank statements and suggestions.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export async function listOnboardingSteps(executor: Executor, companyId: Id): Promise<readonly { step: string; state: string }[]> {
  return executor.selectFrom('onboarding_steps').select(['step', 'state']).where('company_id', '=', companyId).execute()
}

export type InvoiceFacts = {
  readonly count: number
  readonly open: number
  readonly openSums: readonly Money[]
  readonly oldestDueOn: Day | null
  readonly rejected: number
}

export async function readInvoiceFacts(executor: Executor, companyId: Id): Promise<InvoiceFacts> {
  const { rows } = await sql<{ currency: Currency; count: bigint; open: bigint; sum: string; oldest: Day | null }>`select currency,
    count(*) as count, count(*) filter (where open_minor > 0) as open, coalesce(sum(open_minor), 0)::text as sum,
    min(due_on) filter (where open_minor > 0) as oldest
    from invoice_balances where company_id = ${companyId} and type <> 'proforma' group by currency order by 2 desc`.execute(executor)
  const { rows: rejected } = await sql<{
    count: bigint
  }>`select count(*) as count from records where company_id = ${companyId} and outcome = 'rejected' and resolved_at is null`.execute(
    executor,
  )
  const sum = (of: (row: (typeof rows)[number]) => bigint): number => rows.reduce((total, row) => total + Number(of(row)), 0)
  return {
    count: sum((row) => row.count),
    open: sum((row) => row.open),
    openSums: rows.map((row) => money(BigInt(row.sum), row.currency)),
    oldestDueOn:
      rows
        .map((row) => row.oldest)
        .filter((day) => day !== null)
        .sort()[0] ?? null,
    rejected: Number(rejected[0]?.count ?? 0),
  }
}

export type BankFacts = {
  readonly payments: number
  readonly sums: readonly Money[]
  readonly from: Day | null
  readonly to: Day | null
  readonly accountIds: readonly Id[]
  readonly unbalanced: number
}

export async function readBankFacts(executor: Executor, companyId: Id): Promise<BankFacts> {
  const { rows } = await sql<{ currency: Currency; count: bigint; sum: string; from: Day | null; to: Day | null }>`select currency,
    count(*) as count, coalesce(sum(amount_minor), 0)::text as sum, min(booked_on) as from, max(booked_on) as to
    from payments where company_id = ${companyId} and source = 'bank' group by currency order by 2 desc`.execute(executor)
  const accounts = await executor.selectFrom('bank_accounts').select('account_id').where('company_id', '=', companyId).execute()
  const { rows: unbalanced } = await sql<{
    count: bigint
  }>`select count(*) as count from statements where company_id = ${companyId} and balanced = false and confirmed_at is null`.execute(
    executor,
  )
  return {
    payments: rows.reduce((total, row) => total + Number(row.count), 0),
    sums: rows.map((row) => money(BigInt(row.sum), row.currency)),
    from:
      rows
        .map((row) => row.from)
        .filter((day) => day !== null)
        .sort()[0] ?? null,
    to:
      rows
        .map((row) => row.to)
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null,
    accountIds: accounts.map((row) => row.account_id),
    unbalanced: Number(unbalanced[0]?.count ?? 0),
  }
}

export type SuggestionFacts = {
  readonly accepted: number
  readonly decided: number
  readonly best: readonly Id[]
  readonly hard: readonly Id[]
}

/** The ten surest suggestions and five hard ones to learn on, and how many of those decided by people were taken as they were. */
export async function readSuggestionFacts(executor: Executor, companyId: Id): Promise<SuggestionFacts> {
  const { rows } = await sql<{ payment_id: Id; probability: number }>`select m.payment_id, m.probability
    from matches m join payment_balances b on b.company_id = m.company_id and b.payment_id = m.payment_id
    where m.company_id = ${companyId} and m.state = 'proposed' and m.outcome = 'suggested' and b.unapplied_minor > 0
    order by m.probability desc, m.payment_id limit 400`.execute(executor)
  const { rows: labels } = await sql<{ accepted: bigint; decided: bigint }>`select
    count(*) filter (where state = 'accepted' and chosen = 0) as accepted, count(*) as decided
    from matches where company_id = ${companyId} and state in ('accepted', 'rejected') and decided_by like 'person:%'`.execute(executor)
  const ids = rows.map((row) => row.payment_id)
  return {
    accepted: Number(labels[0]?.accepted ?? 0),
    decided: Number(labels[0]?.decided ?? 0),
    best: ids.slice(0, 10),
    hard: ids.slice(10).slice(-5).toReversed(),
  }
}

/** Whether what the company holds came from the sample firm. */
export const holdsSample = async (executor: Executor, companyId: Id): Promise<boolean> =>
  (await executor.selectFrom('installation').select('key').where('key', '=', `sample:${companyId}`).executeTakeFirst()) !== undefined
