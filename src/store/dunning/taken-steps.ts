// Steps that were taken without a message of their own: a person got a task instead.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'

type TakenStepOf = { readonly customerId: Id; readonly invoiceId: Id; readonly stepId: string }

export async function listTakenSteps(executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<readonly TakenStepOf[]> {
  if (customerIds.length === 0) return []
  const rows = await executor
    .selectFrom('dunning_taken_steps')
    .select(['customer_id', 'invoice_id', 'step_id'])
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', customerIds)
    .execute()
  return rows.map((row) => ({ customerId: row.customer_id, invoiceId: row.invoice_id, stepId: row.step_id }))
}

export async function appendTakenSteps(
  tx: Tx,
  companyId: Id,
  taken: {
    readonly customerId: Id
    readonly steps: readonly { readonly invoiceId: Id; readonly stepId: string }[]
    readonly on: Day
    readonly at: Date
  },
): Promise<void> {
  if (taken.steps.length === 0) return
  await tx
    .insertInto('dunning_taken_steps')
    .values(
      taken.steps.map((step) => ({
        company_id: companyId,
        invoice_id: step.invoiceId,
        step_id: step.stepId,
        customer_id: taken.customerId,
        on_day: taken.on,
        created_at: taken.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
