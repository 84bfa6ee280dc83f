// What stands beside a customer's debt on a day: his debt ratio, whether sale to him is held, what he has promised.
import type { Day } from '#values/day'

export type DebtorFact = {
  /** By the company's own definition of the ratio, per cent; null where there is none or it was not counted for the day. */
  readonly ratioPercent: number | null
  readonly block: { readonly state: 'active' | 'proposed'; readonly sinceOn: Day } | null
  /** The earliest promise still to be kept. */
  readonly promisedOn: Day | null
  readonly disputed: boolean
}

export const nothingKnown: DebtorFact = { ratioPercent: null, block: null, promisedOn: null, disputed: false }
