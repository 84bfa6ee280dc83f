// The first steps of a company: seven, in order, each done or passed over, so that one can stop at any time and come back.

export const onboardingSteps = ['company', 'invoices', 'bank', 'matches', 'rules', 'dry-run', 'start'] as const
export type OnboardingStep = (typeof onboardingSteps)[number]
export type StepState = 'open' | 'done' | 'skipped'

export const isOnboardingStep = (text: string): text is OnboardingStep => (onboardingSteps as readonly string[]).includes(text)

/** Where to go on: the first step that is still open; null when none is. */
export const nextStep = (states: ReadonlyMap<OnboardingStep, StepState>): OnboardingStep | null =>
  onboardingSteps.find((step) => (states.get(step) ?? 'open') === 'open') ?? null

/** How much is behind, in per cent; what was passed over counts only once it is done. */
export const percentDone = (states: ReadonlyMap<OnboardingStep, StepState>): number =>
  Math.round((onboardingSteps.filter((step) => states.get(step) === 'done').length / onboardingSteps.length) * 100)
