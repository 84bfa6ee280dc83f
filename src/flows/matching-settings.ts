// What matching is told of a company: its choices, and its own names and accounts, which name no customer.
import type { MatchingSettings } from '#domain/matching/types'
import { listBankAccounts } from '#store/bank-accounts'
import type { Company } from '#store/companies'
import type { Executor } from '#store/database'
import { loadRateLookup } from '#store/exchange-rates'
import { day } from '#values/day'
import { matchingChoices } from './matching-choices.ts'

/** Older tables match nothing that is still open. */
const ratesFrom = day('2020-01-01')

/** Throws Failure `company.settings-unreadable`. */
export async function matchingSettings(executor: Executor, company: Company): Promise<MatchingSettings> {
  const { automaticPosting, postKinds, ...choices } = matchingChoices(company)
  const accounts = (await listBankAccounts(executor, company.id)).map((each) => each.account).filter((account) => account !== '')
  const rates = await loadRateLookup(executor, company.id, ratesFrom)
  return {
    ...choices,
    autoPost: automaticPosting,
    postKinds: new Set(postKinds),
    own: { taxIds: company.nip === null ? [] : [company.nip], accounts, names: [company.name] },
    ...(rates === null ? {} : { rates }),
  }
}
