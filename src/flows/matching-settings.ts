// What a company chose for matching, read from its settings.
import * as z from 'zod'
import { defaultMatchingSettings } from '#domain/matching/settings'
import { type MatchingSettings, matchKinds } from '#domain/matching/types'
import { listBankAccounts } from '#store/bank-accounts'
import type { Company } from '#store/companies'
import type { Executor } from '#store/database'
import { findCurrency } from '#values/currency'
import { Failure } from '#values/failure'
import { money } from '#values/money'

const amount = z.object({ minor: z.string().regex(/^\d+$/), currency: z.string() }).transform((value, context) => {
  const currency = findCurrency(value.currency)
  if (currency !== null) return money(BigInt(value.minor), currency)
  context.addIssue({ code: 'custom', message: 'unknown currency' })
  return z.NEVER
})

const when = z.object({
  payerName: z.string().optional(),
  title: z.string().optional(),
  payerAccount: z.string().optional(),
  creditedAccount: z.string().optional(),
  amountFrom: amount.optional(),
  amountTo: amount.optional(),
})

const action = z.discriminatedUnion('action', [
  z.object({ action: z.literal('customer'), customerId: z.string() }),
  z.object({ action: z.literal('ignore') }),
  z.object({ action: z.literal('never-post') }),
])

// Spelt as entries: an object literal with a "then" would pass for a promise.
const rule = z.object(
  Object.fromEntries([
    ['id', z.string()],
    ['when', when],
    ['then', action],
  ] as const),
)

/** Posting without a person is off until the company says otherwise. */
const postingSchema = z.object({ automaticPosting: z.boolean().default(false) })

/** `settings.matching` of a company, as JSON; tolerances in minor units as text. */
const matchingSchema = z.object({
  postKinds: z.array(z.enum(matchKinds)).optional(),
  postFrom: z.number().min(0.5).max(1).optional(),
  tolerance: z.record(z.string(), z.object({ minor: z.string().regex(/^\d+$/), percent: z.number().min(0).max(100) })).optional(),
  overpayments: z.enum(['keep-on-account', 'suggest']).optional(),
  rules: z.array(rule).optional(),
})

/** Settings of the company with its own names and accounts; Failure `company.settings-unreadable` rather than a guess: money is posted by them. */
export async function matchingSettings(executor: Executor, company: Company): Promise<MatchingSettings> {
  const chosen = matchingSchema.safeParse('matching' in company.settings ? company.settings.matching : {})
  if (!chosen.success) throw new Failure('company.settings-unreadable', {}, { cause: chosen.error })
  const posting = postingSchema.safeParse(company.settings)
  if (!posting.success) throw new Failure('company.settings-unreadable', {}, { cause: posting.error })
  const { data } = chosen
  const accounts = (await listBankAccounts(executor, company.id)).map((each) => each.account).filter((account) => account !== '')
  return {
    autoPost: posting.data.automaticPosting,
    postKinds: data.postKinds === undefined ? defaultMatchingSettings.postKinds : new Set(data.postKinds),
    postFrom: data.postFrom ?? defaultMatchingSettings.postFrom,
    tolerance: {
      ...defaultMatchingSettings.tolerance,
      ...Object.fromEntries(
        Object.entries(data.tolerance ?? {}).map(([currency, each]) => [currency, { minor: BigInt(each.minor), percent: each.percent }]),
      ),
    },
    overpayments: data.overpayments ?? defaultMatchingSettings.overpayments,
    rules: (data.rules ?? []) as unknown as MatchingSettings['rules'],
    own: { taxIds: company.nip === null ? [] : [company.nip], accounts, names: [company.name] },
  }
}
