// The terms on which late invoices bear interest: each customer's own, the company's rules of letters, its tables of rates.
import type { InvoiceFact } from '#domain/reporting/facts'
import type { DebtFact } from '#ports/report-rows'
import type { Id } from '#values/id'
import { listCustomerTerms } from '../customer-terms.ts'
import type { Executor } from '../database.ts'
import { rateTables } from '../interest-rates.ts'
import { getLetterSettings } from '../letter-settings.ts'

/** Answers the terms of an invoice among these. */
export async function readInterestTerms(
  executor: Executor,
  companyId: Id,
  invoices: readonly InvoiceFact[],
): Promise<(invoice: InvoiceFact) => DebtFact['terms']> {
  const own = await listCustomerTerms(
    executor,
    companyId,
    invoices.map(({ customerId, taxId }) => ({ id: customerId, taxId })),
  )
  const { crediting, maturity } = await getLetterSettings(executor, companyId)
  const tables = await rateTables(executor, companyId)
  return ({ customerId, taxId }) => {
    const { debtor, regime, compensation } = own({ id: customerId, taxId })
    return { debtor, regime, compensation, crediting, maturity, tables }
  }
}
