// What a company chose for matching, as it stands in its settings: read with the defaults filled in, written back in the same form.
import * as z from 'zod'
import { defaultMatchingSettings } from '#domain/matching/settings'
import { type MatchingRule, type MatchingSettings, type MatchKind, matchKinds } from '#domain/matching/types'
import type { Company } from '#store/companies'
import { findCurrency } from '#values/currency'
import { type Day, parseDay } from '#values/day'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import { money } from '#values/money'

const minor = z.union([z.string().regex(/^\d+$/), z.bigint().nonnegative()]).transform((value) => BigInt(value))

const amount = z.object({ minor, currency: z.string() }).transform((value, context) => {
  const currency = findCurrency(value.currency)
  if (currency !== null) return money(value.minor, currency)
  context.addIssue({ code: 'custom', message: 'unknown currency' })
  return z.NEVER
})

const when = z
  .object({
    payerName: z.string().optional(),
    title: z.string().optional(),
    payerAccount: z.string().optional(),
    creditedAccount: z.string().optional(),
    amountFrom: amount.optional(),
    amountTo: amount.optional(),
  })
  .transform((conditions) => given(conditions))

const effect = z.discriminatedUnion('action', [
  z.object({ action: z.literal('customer'), customerId: z.string() }),
  z.object({ action: z.literal('ignore') }),
  z.object({ action: z.literal('never-post') }),
])

const day = z.string().transform((text, context): Day => {
  const found = parseDay(text)
  if (found !== null) return found
  context.addIssue({ code: 'custom', message: 'not a day' })
  return z.NEVER
})

const rule = z.object({
  id: z.string(),
  when,
  effect,
  tried: z.object({ on: day, touched: z.number(), contradictions: z.number() }).nullable().default(null),
})

/** Posting without a person is off until the company says otherwise. */
const postingSchema = z.object({ automaticPosting: z.boolean().default(false) })

/** `settings.matching` of a company, as JSON; tolerances in minor units as text. */
const matchingSchema = z.object({
  postKinds: z.array(z.enum(matchKinds)).optional(),
  postFrom: z.number().min(0.5).max(1).optional(),
  tolerance: z.record(z.string(), z.object({ minor, percent: z.number().min(0).max(100) })).optional(),
  overpayments: z.enum(['keep-on-account', 'suggest']).optional(),
  rules: z.array(rule).optional(),
})

/** A rule of the user's own with what its trial said on the day when it was saved. */
export type KeptRule = MatchingRule & {
  readonly tried: { readonly on: Day; readonly touched: number; readonly contradictions: number } | null
}

export type MatchingChoices = Pick<MatchingSettings, 'postFrom' | 'tolerance' | 'overpayments'> & {
  readonly automaticPosting: boolean
  readonly postKinds: readonly MatchKind[]
  readonly rules: readonly KeptRule[]
}

/** What was chosen over the defaults; Failure `company.settings-unreadable` rather than a guess: money is posted by it. */
export function matchingChoices({ settings }: Pick<Company, 'settings'>): MatchingChoices {
  const chosen = matchingSchema.safeParse('matching' in settings ? settings.matching : {})
  if (!chosen.success) throw new Failure('company.settings-unreadable', {}, { cause: chosen.error })
  const posting = postingSchema.safeParse(settings)
  if (!posting.success) throw new Failure('company.settings-unreadable', {}, { cause: posting.error })
  const { data } = chosen
  return {
    automaticPosting: posting.data.automaticPosting,
    postKinds: data.postKinds ?? [...defaultMatchingSettings.postKinds],
    postFrom: data.postFrom ?? defaultMatchingSettings.postFrom,
    tolerance: { ...defaultMatchingSettings.tolerance, ...data.tolerance },
    overpayments: data.overpayments ?? defaultMatchingSettings.overpayments,
    rules: data.rules ?? [],
  }
}

/** The settings of the company with these choices; what cannot be read back is not written (Failure `company.settings-unreadable`). */
export function withChoices(company: Pick<Company, 'settings'>, choices: MatchingChoices): object {
  const { automaticPosting, ...matching } = choices
  const settings = { ...company.settings, automaticPosting, matching }
  matchingChoices({ settings })
  return settings
}
