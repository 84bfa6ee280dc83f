// What a company has before it chooses anything else.
import { type MatchingSettings, matchKinds } from './types.ts'

/** Posting is off until the company turns it on; kinds that a person should always see are left out of `postKinds`. */
export const defaultMatchingSettings: MatchingSettings = {
  autoPost: false,
  postKinds: new Set(matchKinds.filter((kind) => kind !== 'unknown')),
  postFrom: 0.99,
  tolerance: { PLN: { minor: 500n, percent: 2 }, default: { minor: 3500n, percent: 3 } },
  overpayments: 'keep-on-account',
  rules: [],
  own: { taxIds: [], accounts: [], names: [] },
}
