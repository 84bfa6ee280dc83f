// What may be claimed beside chosen invoices on a day, by the company's settings, the customer's terms and the rates that are known.
import { type Claim, claimOf } from '#domain/interest/claim'
import type { CustomerTerms } from '#store/customer-terms'
import type { Tx } from '#store/database'
import { euroRates } from '#store/facts/base-rates'
import { rateTables } from '#store/interest-rates'
import { listDebts } from '#store/letter-facts'
import type { LetterSettings } from '#store/letter-settings'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

/** Failure `interest.rate-missing`, `compensation.rate-missing`: nothing is claimed with a rate that nobody knows. */
export async function loadClaim(
  tx: Tx,
  companyId: Id,
  of: {
    readonly invoiceIds: readonly Id[]
    readonly settings: Pick<LetterSettings, 'crediting' | 'maturity'>
    readonly terms: CustomerTerms
    readonly until: Day
    readonly withCompensation: boolean
  },
): Promise<Claim> {
  const { crediting, maturity } = of.settings
  const claim = claimOf(
    await listDebts(tx, companyId, of.invoiceIds),
    { ...of.terms, crediting, maturity, tables: await rateTables(tx, companyId), rateOn: await euroRates(tx, companyId) },
    of.until,
    of.withCompensation,
  )
  if (claim.kind === 'refused') throw new Failure(claim.code, claim.facts)
  return claim
}
