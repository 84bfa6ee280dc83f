// Shapes of matching as the API answers them.

import type * as z from 'zod'
import type { listLearnt, readMatching, ruleInput, tryRule } from '#contract/matching'
import type { Output } from '#contract/route'

export type Matching = Output<typeof readMatching>
export type Rule = Matching['rules'][number]
export type RuleInput = z.output<typeof ruleInput>
export type Trial = Output<typeof tryRule>
export type TrialLine = Trial['sample'][number]
export type LearntRow = Output<typeof listLearnt>['rows'][number]

/** What a change of matching makes stale. */
export const staleByMatching = ['matching', 'companies', 'jobs', 'payments', 'dashboard'] as const
