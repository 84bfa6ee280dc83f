// What people decide about policies: keep one (each edit is a version of its own), choose the default, say whom it is for, take it away.
import type { Policy } from '#domain/dunning/policy'
import type { Assignment } from '#domain/dunning/policy-choice'
import { type PolicyProblem, policyProblems } from '#domain/dunning/policy-problems'
import { appendAudit } from '#store/audit'
import { lockCompany } from '#store/companies'
import { inTransaction, type Tx } from '#store/database'
import {
  endAssignment,
  insertAssignment,
  insertPolicy,
  listAssignments,
  listPolicies,
  lockPolicy,
  removePolicy as removeFromStore,
  setDefaultPolicy,
  updatePolicy,
} from '#store/dunning/policies'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type Command = { readonly companyId: Id; readonly actor: Actor }

const note = (tx: Tx, command: Command, at: Date, action: string, subjectId: string, change: object) =>
  appendAudit(tx, command.companyId, at, [
    { actor: writeActor(command.actor), actorName: command.actor.name, action, subjectKind: 'dunning-policy', subjectId, change },
  ])

export type KeptAnswer =
  | { readonly kept: true; readonly policyId: Id; readonly version: number }
  | { readonly kept: false; readonly problems: readonly PolicyProblem[] }

/**
 * Keeps a policy as its next version; the company's first becomes the default. Nothing is kept while something is wrong with it. Failure
 * `dunning.policy-changed` when another person published a version since `basedOn` was read, `dunning.policy-not-found`.
 */
export async function keepPolicy(
  shell: Shell,
  command: Command & {
    readonly policyId: Id | null
    readonly basedOn: number | null
    readonly name: string
    readonly policy: Policy
  },
): Promise<KeptAnswer> {
  const { companyId, policyId, name, policy } = command
  const problems = policyProblems(policy)
  if (problems.length > 0) return { kept: false, problems }
  const at = shell.clock.now()
  const written = { name, policy, by: writeActor(command.actor), at }
  return inTransaction(shell.database, async (tx): Promise<KeptAnswer> => {
    await lockCompany(tx, companyId)
    if (policyId === null) {
      const isDefault = !(await listPolicies(tx, companyId)).some((each) => each.isDefault)
      const made = await insertPolicy(tx, companyId, { ...written, isDefault })
      await note(tx, command, at, 'dunning.policy-made', made, { name, policy })
      return { kept: true, policyId: made, version: 1 }
    }
    const before = await lockPolicy(tx, companyId, policyId)
    if (command.basedOn !== before.version) throw new Failure('dunning.policy-changed', { version: before.version })
    await updatePolicy(tx, companyId, before, written)
    await note(tx, command, at, 'dunning.policy-changed', policyId, {
      version: before.version + 1,
      before: { name: before.name, policy: before.policy },
      after: { name, policy },
    })
    return { kept: true, policyId, version: before.version + 1 }
  })
}

/** Invoices without an assignment of their own are under this one from now on. Failure `dunning.policy-not-found`. */
export async function chooseDefaultPolicy(shell: Shell, command: Command & { readonly policyId: Id }): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, command.companyId)
    const chosen = await lockPolicy(tx, command.companyId, command.policyId)
    const before = (await listPolicies(tx, command.companyId)).find((each) => each.isDefault)
    await setDefaultPolicy(tx, command.companyId, command.policyId)
    await note(tx, command, at, 'dunning.default-chosen', command.policyId, { before: before?.policyId ?? null, name: chosen.name })
  })
}

/** Its invoices go back to the default. Failure `dunning.policy-is-default`, `dunning.policy-not-found`. */
export async function removePolicy(shell: Shell, command: Command & { readonly policyId: Id }): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, command.companyId)
    const before = await lockPolicy(tx, command.companyId, command.policyId)
    if (before.isDefault) throw new Failure('dunning.policy-is-default', { name: before.name })
    const assignments = (await listAssignments(tx, command.companyId)).filter((each) => each.policyId === command.policyId)
    await removeFromStore(tx, command.companyId, command.policyId, at)
    await note(tx, command, at, 'dunning.policy-removed', command.policyId, { name: before.name, policy: before.policy, assignments })
  })
}

/** Says which policy a segment, a customer or an invoice is under; `policy` null: they are not written to; `'default'`: as all others. */
export async function assignPolicy(
  shell: Shell,
  command: Command & { readonly target: Omit<Assignment, 'policyId'>; readonly policyId: Id | null | 'default' },
): Promise<void> {
  const { companyId, target, policyId } = command
  if ([target.segment, target.customerId, target.invoiceId].filter((each) => each !== null).length !== 1)
    throw new Failure('dunning.assignment-wrong')
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, companyId)
    if (policyId !== null && policyId !== 'default') await lockPolicy(tx, companyId, policyId)
    const before = await endAssignment(tx, companyId, target)
    if (policyId !== 'default') await insertAssignment(tx, companyId, { ...target, policyId, by: writeActor(command.actor), at })
    await note(tx, command, at, 'dunning.assigned', policyId === null || policyId === 'default' ? companyId : policyId, {
      ...target,
      before: before === undefined ? 'default' : before,
      after: policyId,
    })
  })
}
