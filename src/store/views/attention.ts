// What waits for a person, counted; and how far a new company has come.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type Attention = {
  readonly rejectedRecords: number
  readonly unbalancedStatements: number
  readonly unknownMessages: number
  readonly approvals: number
  readonly connectionErrors: number
}

export async function countAttention(executor: Executor, companyId: Id): Promise<Attention> {
  const { rows } = await sql<{ rejected: bigint; unbalanced: bigint; unknown: bigint; approvals: bigint; errors: bigint }>`select
    (select count(*) from records where company_id = ${companyId} and outcome = 'rejected' and resolved_at is null) as rejected,
    (select count(*) from statements where company_id = ${companyId} and balanced = false and confirmed_at is null) as unbalanced,
    (select count(*) from outbox where company_id = ${companyId} and state = 'unknown') as unknown,
    (select count(*) from outbox where company_id = ${companyId} and state = 'awaiting-approval') as approvals,
    (select count(*) from connections where company_id = ${companyId} and removed_at is null and state in ('error', 'needs-attention')) as errors`.execute(
    executor,
  )
  const [row] = rows
  return {
    rejectedRecords: Number(row?.rejected ?? 0),
    unbalancedStatements: Number(row?.unbalanced ?? 0),
    unknownMessages: Number(row?.unknown ?? 0),
    approvals: Number(row?.approvals ?? 0),
    connectionErrors: Number(row?.errors ?? 0),
  }
}

export type FirstSteps = {
  readonly hasInvoices: boolean
  readonly hasPayments: boolean
  readonly hasConnection: boolean
  readonly hasChannel: boolean
  readonly hasPolicy: boolean
  readonly sendingDecided: boolean
}

export async function firstSteps(executor: Executor, companyId: Id): Promise<FirstSteps> {
  const { rows } = await sql<{
    invoices: boolean
    payments: boolean
    connection: boolean
    channel: boolean
    policy: boolean
    decided: boolean
  }>`select
    exists (select 1 from invoices where company_id = ${companyId}) as invoices, exists (select 1 from payments where company_id = ${companyId}) as payments,
    exists (select 1 from connections where company_id = ${companyId} and shelf = 'connector' and removed_at is null) as connection,
    exists (select 1 from connections where company_id = ${companyId} and shelf = 'channel' and removed_at is null) as channel,
    exists (select 1 from dunning_policies where company_id = ${companyId}) as policy,
    exists (select 1 from companies where company_id = ${companyId} and sending_mode in ('approve', 'automatic')) as decided`.execute(
    executor,
  )
  const [row] = rows
  return {
    hasInvoices: row?.invoices === true,
    hasPayments: row?.payments === true,
    hasConnection: row?.connection === true,
    hasChannel: row?.channel === true,
    hasPolicy: row?.policy === true,
    sendingDecided: row?.decided === true,
  }
}
