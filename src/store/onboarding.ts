// How far a company has come in its first steps.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export const saveOnboardingStep = (
  executor: Executor,
  companyId: Id,
  step: { readonly step: string; readonly state: string; readonly by: string; readonly at: Date },
): Promise<unknown> =>
  executor
    .insertInto('onboarding_steps')
    .values({ company_id: companyId, step: step.step, state: step.state, decided_by: step.by, decided_at: step.at })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'step']).doUpdateSet({ state: step.state, decided_by: step.by, decided_at: step.at }),
    )
    .execute()
