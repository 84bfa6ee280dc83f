// Credit control: how the debt ratio is counted, the lines and whose they are, where each customer stands, blocks, exceptions, and the figures of every day.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table credit_settings (
    company_id uuid primary key, ratio jsonb not null, active boolean not null default false, four_eyes boolean not null default false,
    changed_by text not null, changed_at timestamptz not null, history_of text, history_until date)`,
  `create table credit_rules (
    company_id uuid not null, rule_id uuid not null, scope text not null, segment text, customer_id uuid, thresholds jsonb not null,
    changed_by text not null, changed_at timestamptz not null, removed_at timestamptz, primary key (company_id, rule_id))`,
  `create unique index credit_rules_scope on credit_rules (company_id, scope, coalesce(lower(segment), ''), coalesce(customer_id::text, ''))
    where removed_at is null`,
  `create table credit_customers (
    company_id uuid not null, customer_id uuid not null, person_business boolean not null, decided_by text not null, decided_at timestamptz not null,
    primary key (company_id, customer_id))`,
  `create table credit_standings (
    company_id uuid not null, customer_id uuid not null, level text not null default 'clear', reasons jsonb not null default '[]', risk text,
    basis_points bigint, lack text, figures jsonb, blocked boolean not null default false, blocked_since timestamptz, evaluated_at timestamptz,
    primary key (company_id, customer_id))`,
  `create table credit_blocks (
    company_id uuid not null, block_id uuid not null, customer_id uuid not null, source text not null, state text not null,
    reasons jsonb not null default '[]', figures jsonb, why text, created_by text not null, created_at timestamptz not null,
    decided_by text, decided_at timestamptz, started_at timestamptz, ended_at timestamptz, ended_by text, end_why text, end_figures jsonb,
    primary key (company_id, block_id))`,
  `create unique index credit_blocks_of_rule on credit_blocks (company_id, customer_id) where state <> 'ended' and source = 'rule'`,
  `create index credit_blocks_customer on credit_blocks (company_id, customer_id, state)`,
  `create index credit_blocks_recent on credit_blocks (company_id, state, created_at)`,
  `create table credit_exceptions (
    company_id uuid not null, exception_id uuid not null, customer_id uuid not null, until_on date not null, why text not null,
    created_by text not null, created_at timestamptz not null, approved_by text, approved_at timestamptz, ended_at timestamptz, ended_by text,
    primary key (company_id, exception_id))`,
  `create index credit_exceptions_customer on credit_exceptions (company_id, customer_id) where ended_at is null`,
  `create table credit_days (
    company_id uuid not null, customer_id uuid not null, on_day date not null, open_minor bigint not null, overdue_minor bigint not null,
    numerator_minor bigint not null, turnover_minor bigint not null, basis_points bigint, lack text,
    primary key (company_id, customer_id, on_day))`,
]

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}
