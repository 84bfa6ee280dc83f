// Loads the parts of the books that a report is made of, as they stood on its day.

import { categoryLines } from '#domain/reporting/category-lines'
import { inCurrency } from '#domain/reporting/facts'
import { factsOfDebts } from '#domain/reporting/late-debts'
import { dayMeant, periodStart, type ReportParameters } from '#domain/reporting/wanted-report'
import type { ReportRows, RowsPart } from '#ports/report-rows'
import type { Executor } from '#store/database'
import { readBlockFacts, readDebtChanges, readHoldFacts, readLetterFacts, readLogFacts } from '#store/facts/agreement-facts'
import { euroRates } from '#store/facts/base-rates'
import { readInterestTerms } from '#store/facts/interest-terms'
import { earliestInvoiceDay, readCategoryWeights, readInvoiceFacts } from '#store/facts/invoice-facts'
import { readRatioFacts } from '#store/facts/kept-ratios'
import { readMonthEnds } from '#store/facts/month-ends'
import { readMatchFacts, readPaymentFacts, readStepFacts } from '#store/facts/payment-facts'
import type { SendingCompany } from '#store/sending-companies'
import { currency, findCurrency } from '#values/currency'
import { addDays, addMonths, type Day, firstOfMonth } from '#values/day'
import { Failure } from '#values/failure'

/** Lines of the journal in one report; more is a matter of its own export. */
const mostLogLines = 20_000
const monthsOfTrend = 12

/** Failure `report.day-unreadable`, `report.currency-unknown`. */
export async function readReportRows(
  executor: Executor,
  company: SendingCompany,
  parameters: ReportParameters,
  parts: readonly RowsPart[],
  today: Day,
): Promise<ReportRows> {
  const asOf = dayMeant(parameters.day, today)
  if (asOf === null) throw new Failure('report.day-unreadable', { day: parameters.day })
  const base = currency(company.baseCurrency)
  const wanted = parameters.currency === '' ? base : findCurrency(parameters.currency)
  if (wanted === null) throw new Failure('report.currency-unknown', { currency: parameters.currency })
  const from = periodStart(parameters, asOf)
  const { companyId, timeZone } = company
  const period = { from, asOf, timeZone }
  const choice = {
    customerId: parameters.customerId === '' ? null : parameters.customerId,
    segment: parameters.segment === '' ? null : parameters.segment,
  }
  const reads = (part: RowsPart) => parts.includes(part)
  const facts = async (on: Day) => {
    const all = await readInvoiceFacts(executor, companyId, on, base, choice)
    return inCurrency(parameters.withoutDisputed ? all.filter((invoice) => !invoice.disputed) : all, wanted, base)
  }
  const none = { invoices: [], left: [] }
  const now = reads('invoices') ? await facts(asOf) : none
  const before = reads('before') ? await facts(addDays(from, -1)) : none
  const steps = reads('steps') ? await readStepFacts(executor, companyId, period, choice) : { steps: [], allocations: [] }
  const late = reads('debts') ? factsOfDebts(now.invoices, period) : []
  const changes = await readDebtChanges(
    executor,
    companyId,
    late.map(({ id }) => id),
    asOf,
  )
  const terms = await readInterestTerms(executor, companyId, late)
  return {
    asOf,
    from,
    basis: parameters.basis,
    currency: wanted,
    nip: company.nip,
    invoices: now.invoices,
    lines: reads('lines') ? categoryLines(now.invoices, await readCategoryWeights(executor, companyId)) : [],
    unconverted: now.left,
    before: before.invoices,
    payments: reads('payments') ? await readPaymentFacts(executor, companyId, asOf, choice) : [],
    matches: reads('matches') ? await readMatchFacts(executor, companyId, period, choice) : [],
    ...steps,
    holds: reads('holds') ? await readHoldFacts(executor, companyId, period) : [],
    blocks: reads('blocks') ? await readBlockFacts(executor, companyId, period) : [],
    debts: late.map((invoice) => ({ invoice, changes: changes.get(invoice.id) ?? [], terms: terms(invoice) })),
    letters: reads('letters') ? await readLetterFacts(executor, companyId, period) : [],
    monthEnds: reads('month-ends')
      ? await readMonthEnds(
          executor,
          { currency: wanted, base },
          Array.from({ length: monthsOfTrend }, (_, at) => addMonths(firstOfMonth(asOf), at - monthsOfTrend + 1)),
          { asOf, companyId, choice: { ...choice, withoutDisputed: parameters.withoutDisputed } },
        )
      : [],
    log: reads('log') ? await readLogFacts(executor, companyId, period, mostLogLines) : [],
    ratios: reads('ratios') && wanted === base ? await readRatioFacts(executor, companyId, asOf, base) : new Map(),
    earliestOn: await earliestInvoiceDay(executor, companyId),
    euroRate: reads('debts') ? await euroRates(executor, companyId) : () => null,
  }
}
