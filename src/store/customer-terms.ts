// What the law allows towards a customer: firm or consumer, which interest, whether demands may go by e-mail.
import { type Selectable, sql } from 'kysely'
import type { Regime } from '#domain/interest/regime'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import type { CustomerTermsTable } from './schema/letters.ts'

export type CustomerTerms = {
  readonly debtor: 'business' | 'consumer'
  readonly regime: Regime
  /** False where a person waived the compensation of 40, 70 or 100 euros. */
  readonly compensation: boolean
  /** The contract provides for demands by e-mail to the named address (BIG Act art. 15(1a)). */
  readonly emailDemands: boolean
  /** Nobody has set them: they follow from the tax number. */
  readonly assumed: boolean
}

const statutory = ['commercial', 'commercial-medical-public', 'civil'] as const

type Known = { readonly id: Id; readonly taxId: string | null }

/** A customer with a tax number is taken for a firm, one without for a consumer, until a person says otherwise. */
function termsOf(row: Selectable<CustomerTermsTable> | undefined, customer: Known): CustomerTerms {
  if (row === undefined) {
    const firm = customer.taxId !== null
    return {
      debtor: firm ? 'business' : 'consumer',
      regime: { kind: firm ? 'commercial' : 'civil' },
      compensation: true,
      emailDemands: false,
      assumed: true,
    }
  }
  const debtor = row.debtor === 'consumer' ? 'consumer' : 'business'
  const kind = statutory.find((each) => each === row.regime)
  return {
    debtor,
    regime: kind === undefined ? { kind: 'contractual', basisPoints: row.basis_points ?? 0, cappedByLaw: debtor === 'consumer' } : { kind },
    compensation: row.compensation,
    emailDemands: row.email_demands,
    assumed: false,
  }
}

/** Answers the terms of any of these customers. */
export async function listCustomerTerms(
  executor: Executor,
  companyId: Id,
  customers: readonly Known[],
): Promise<(customer: Known) => CustomerTerms> {
  const ids = [...new Set(customers.map(({ id }) => id))]
  const rows = await executor
    .selectFrom('customer_terms')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${ids}::uuid[])`)
    .execute()
  const found = new Map(rows.map((row) => [row.customer_id, row]))
  return (customer) => termsOf(found.get(customer.id), customer)
}

export const getCustomerTerms = async (executor: Executor, companyId: Id, customer: Known): Promise<CustomerTerms> =>
  (await listCustomerTerms(executor, companyId, [customer]))(customer)

export async function saveCustomerTerms(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  terms: Omit<CustomerTerms, 'assumed'>,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const values = {
    debtor: terms.debtor,
    regime: terms.regime.kind,
    basis_points: terms.regime.kind === 'contractual' ? terms.regime.basisPoints : null,
    compensation: terms.compensation,
    email_demands: terms.emailDemands,
    changed_by: by.actor,
    changed_at: by.at,
  }
  await executor
    .insertInto('customer_terms')
    .values({ company_id: companyId, customer_id: customerId, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'customer_id']).doUpdateSet(values))
    .execute()
}
