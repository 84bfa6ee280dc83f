// What matching is told of a company: its choices, and its own names and accounts, which name no customer.
import type { MatchingSettings } from '#domain/matching/types'
import { listBankAccounts } from '#store/bank-accounts'
import type { Company } from '#store/companies'
import type { Executor } from '#store/database'
import { matchingChoices } from './matching-choices.ts'

/** Throws Failure `company.settings-unreadable`. */
export async function matchingSettings(executor: Executor, company: Company): Promise<MatchingSettings> {
  const { automaticPosting, postKinds, ...choices } = matchingChoices(company)
  const accounts = (await listBankAccounts(executor, company.id)).map((each) => each.account).filter((account) => account !== '')
  return {
    ...choices,
    autoPost: automaticPosting,
    postKinds: new Set(postKinds),
    own: { taxIds: company.nip === null ? [] : [company.nip], accounts, names: [company.name] },
  }
}
