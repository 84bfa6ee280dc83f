// Policies of reminders: the one of now, all its versions, and whom each is for.
import type { Policy } from '#domain/dunning/policy'
import type { Assignment, KeptPolicy, PolicyBook } from '#domain/dunning/policy-choice'
import { standardPolicy } from '#domain/dunning/policy-presets'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { newId } from '../new-id.ts'
import { readPolicy } from './read-policy.ts'

export type PolicyRow = KeptPolicy & { readonly policyId: Id; readonly isDefault: boolean; readonly createdAt: Date }

/** The company's policies, its default first. Failure `dunning.policy-unreadable` rather than a guess. */
export async function listPolicies(executor: Executor, companyId: Id): Promise<readonly PolicyRow[]> {
  const rows = await executor
    .selectFrom('dunning_policies')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .orderBy('is_default', 'desc')
    .orderBy('policy_id')
    .execute()
  return rows.map((row) => ({
    policyId: row.policy_id,
    version: row.version,
    name: row.name,
    policy: readPolicy(row.steps, companyId),
    isDefault: row.is_default,
    createdAt: row.created_at,
  }))
}

export type AssignmentRow = Assignment & { readonly assignmentId: Id }

export async function listAssignments(executor: Executor, companyId: Id): Promise<readonly AssignmentRow[]> {
  const rows = await executor
    .selectFrom('dunning_assignments')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('assignment_id')
    .execute()
  return rows.map((row) => ({
    assignmentId: row.assignment_id,
    policyId: row.policy_id,
    segment: row.segment,
    customerId: row.customer_id,
    invoiceId: row.invoice_id,
  }))
}

/** The ready policy of a company that keeps none of its own. */
const readyPolicy: KeptPolicy = { policyId: null, version: 1, name: 'standard', policy: standardPolicy }

/** Everything that says which policy an invoice is under. */
export async function loadPolicyBook(executor: Executor, companyId: Id): Promise<PolicyBook> {
  const policies = await listPolicies(executor, companyId)
  return {
    byDefault: policies.find((policy) => policy.isDefault) ?? readyPolicy,
    policies,
    assignments: await listAssignments(executor, companyId),
  }
}

/** The policy, locked until the transaction ends. Failure `dunning.policy-not-found`. */
export async function lockPolicy(tx: Tx, companyId: Id, policyId: Id): Promise<PolicyRow> {
  const row = await tx
    .selectFrom('dunning_policies')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('policy_id', '=', policyId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('dunning.policy-not-found', { policyId })
  return {
    policyId: row.policy_id,
    version: row.version,
    name: row.name,
    policy: readPolicy(row.steps, companyId),
    isDefault: row.is_default,
    createdAt: row.created_at,
  }
}

export type PolicyVersion = {
  readonly version: number
  readonly name: string
  readonly policy: Policy
  readonly createdBy: string
  readonly createdAt: Date
}

/** All versions, the newest first. */
export async function listPolicyVersions(executor: Executor, companyId: Id, policyId: Id): Promise<readonly PolicyVersion[]> {
  const rows = await executor
    .selectFrom('dunning_policy_versions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('policy_id', '=', policyId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    name: row.name,
    policy: readPolicy(row.content, companyId),
    createdBy: row.created_by,
    createdAt: row.created_at,
  }))
}

/** Who wrote that version; null when the company keeps no such one. */
export async function findPolicyAuthor(executor: Executor, companyId: Id, policyId: Id, version: number): Promise<string | null> {
  const row = await executor
    .selectFrom('dunning_policy_versions')
    .select('created_by')
    .where('company_id', '=', companyId)
    .where('policy_id', '=', policyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.created_by ?? null
}

type Written = { readonly name: string; readonly policy: Policy; readonly by: string; readonly at: Date }

export async function insertPolicy(tx: Tx, companyId: Id, written: Written & { readonly isDefault: boolean }): Promise<Id> {
  const policyId = newId()
  await tx
    .insertInto('dunning_policies')
    .values({
      company_id: companyId,
      policy_id: policyId,
      name: written.name,
      steps: JSON.stringify(written.policy),
      is_default: written.isDefault,
      created_at: written.at,
    })
    .execute()
  await appendVersion(tx, companyId, policyId, 1, written)
  return policyId
}

/** The next version becomes the one of now. */
export async function updatePolicy(tx: Tx, companyId: Id, before: PolicyRow, written: Written): Promise<void> {
  await tx
    .updateTable('dunning_policies')
    .set({ name: written.name, steps: JSON.stringify(written.policy), version: before.version + 1 })
    .where('company_id', '=', companyId)
    .where('policy_id', '=', before.policyId)
    .execute()
  await appendVersion(tx, companyId, before.policyId, before.version + 1, written)
}

const appendVersion = (tx: Tx, companyId: Id, policyId: Id, version: number, written: Written) =>
  tx
    .insertInto('dunning_policy_versions')
    .values({
      company_id: companyId,
      policy_id: policyId,
      version,
      name: written.name,
      content: JSON.stringify(written.policy),
      created_by: written.by,
      created_at: written.at,
    })
    .execute()

/** Makes this one the default and no other. */
export async function setDefaultPolicy(tx: Tx, companyId: Id, policyId: Id): Promise<void> {
  await tx
    .updateTable('dunning_policies')
    .set({ is_default: false })
    .where('company_id', '=', companyId)
    .where('is_default', '=', true)
    .execute()
  await tx
    .updateTable('dunning_policies')
    .set({ is_default: true })
    .where('company_id', '=', companyId)
    .where('policy_id', '=', policyId)
    .execute()
}

/** Its versions stay, so that what was sent by it is still explained; its assignments go. */
export async function removePolicy(tx: Tx, companyId: Id, policyId: Id, at: Date): Promise<void> {
  await tx.deleteFrom('dunning_assignments').where('company_id', '=', companyId).where('policy_id', '=', policyId).execute()
  await tx
    .updateTable('dunning_policies')
    .set({ removed_at: at, is_default: false })
    .where('company_id', '=', companyId)
    .where('policy_id', '=', policyId)
    .execute()
}

type Target = Pick<Assignment, 'segment' | 'customerId' | 'invoiceId'>

/** Takes an assignment away; answers with the policy that it named, undefined when there was none. */
export async function endAssignment(tx: Tx, companyId: Id, target: Target): Promise<Id | null | undefined> {
  let ended = tx.deleteFrom('dunning_assignments').where('company_id', '=', companyId)
  if (target.invoiceId !== null) ended = ended.where('invoice_id', '=', target.invoiceId)
  else if (target.customerId !== null) ended = ended.where('customer_id', '=', target.customerId)
  else ended = ended.where('segment', '=', target.segment)
  return (await ended.returning('policy_id').executeTakeFirst())?.policy_id
}

export async function insertAssignment(
  tx: Tx,
  companyId: Id,
  assignment: Assignment & { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('dunning_assignments')
    .values({
      company_id: companyId,
      assignment_id: newId(),
      policy_id: assignment.policyId,
      segment: assignment.segment,
      customer_id: assignment.customerId,
      invoice_id: assignment.invoiceId,
      created_by: assignment.by,
      created_at: assignment.at,
    })
    .execute()
}
