// A person finishes a first step, passes over it, or opens it again.
import type { OnboardingStep, StepState } from '#domain/onboarding/steps'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { saveOnboardingStep } from '#store/onboarding'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

export const decideOnboardingStep = (
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly step: OnboardingStep; readonly state: StepState },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, step, state } = command
    const at = shell.clock.now()
    await saveOnboardingStep(tx, companyId, { step, state, by: writeActor(actor), at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'onboarding.step',
        subjectKind: 'company',
        subjectId: companyId,
        change: { step, state },
      },
    ])
  })
