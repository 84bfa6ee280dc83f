// Several policies, each kept with all its versions, whom they are for, and steps that were taken without a message.
import { type Kysely, sql } from 'kysely'

const statements = [
  `alter table dunning_policies
    add column version integer not null default 1,
    add column removed_at timestamptz`,
  `create table dunning_policy_versions (
    company_id uuid not null, policy_id uuid not null, version integer not null, name text not null, content jsonb not null,
    created_by text not null, created_at timestamptz not null, primary key (company_id, policy_id, version))`,
  `insert into dunning_policy_versions (company_id, policy_id, version, name, content, created_by, created_at)
    select company_id, policy_id, 1, name, steps, 'system:system', created_at from dunning_policies`,
  `create unique index dunning_policies_default on dunning_policies (company_id) where is_default and removed_at is null`,
  `create table dunning_assignments (
    company_id uuid not null, assignment_id uuid not null, policy_id uuid, segment text, customer_id uuid, invoice_id uuid,
    created_by text not null, created_at timestamptz not null, primary key (company_id, assignment_id),
    check (num_nonnulls(segment, customer_id, invoice_id) = 1))`,
  `create unique index dunning_assignments_segment on dunning_assignments (company_id, segment) where segment is not null`,
  `create unique index dunning_assignments_customer on dunning_assignments (company_id, customer_id) where customer_id is not null`,
  `create unique index dunning_assignments_invoice on dunning_assignments (company_id, invoice_id) where invoice_id is not null`,
  `create table dunning_taken_steps (
    company_id uuid not null, invoice_id uuid not null, step_id text not null, customer_id uuid not null, on_day date not null,
    created_at timestamptz not null, primary key (company_id, invoice_id, step_id))`,
  `create index dunning_taken_steps_customer on dunning_taken_steps (company_id, customer_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
