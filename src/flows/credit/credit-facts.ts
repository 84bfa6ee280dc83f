// Gathers what the credit of customers is judged by: figures of today, their lines, and how they have paid.
import { baseAmountAt } from '#domain/credit/base-amount'
import { type CreditFigures, creditFigures, type DebtRatio, debtRatio, periodStart } from '#domain/credit/debt-ratio'
import { type RiskClass, riskOf } from '#domain/credit/risk-class'
import { type Thresholds, thresholdsFor } from '#domain/credit/thresholds'
import { getCompany } from '#store/companies'
import { type CreditCustomer, listCreditCustomers, listCreditInvoices, listDuePast } from '#store/credit/facts'
import { type CreditSettings, getCreditSettings, listCreditRules, type StoredRule } from '#store/credit/settings'
import type { KeptFigures } from '#store/credit/standings'
import type { Executor } from '#store/database'
import { loadRateLookup } from '#store/exchange-rates'
import type { Currency } from '#values/currency'
import { addDays, type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'

/** What is the same for all customers of a company on one day. */
export type CreditFrame = {
  readonly companyId: Id
  readonly companyName: string
  readonly settings: CreditSettings
  readonly rules: readonly StoredRule[]
  readonly base: Currency
  readonly timeZone: string
  readonly today: Day
}

export type CreditFacts = {
  readonly customer: CreditCustomer
  readonly figures: CreditFigures
  readonly ratio: DebtRatio
  readonly risk: RiskClass | null
  readonly lines: Thresholds
}

export async function creditFrame(executor: Executor, companyId: Id, at: Date): Promise<CreditFrame> {
  const company = await getCompany(executor, companyId)
  return {
    companyId,
    companyName: company.name,
    settings: await getCreditSettings(executor, companyId),
    rules: await listCreditRules(executor, companyId),
    base: company.baseCurrency,
    timeZone: company.timeZone,
    today: dayOf(at, company.timeZone),
  }
}

/** Facts of these customers, in the order of their ids; one that was merged into another is left out. */
export async function creditFacts(executor: Executor, frame: CreditFrame, customerIds: readonly Id[]): Promise<readonly CreditFacts[]> {
  const { companyId, base, today, settings } = frame
  const from = periodStart(settings.ratio.period, today)
  const customers = await listCreditCustomers(executor, companyId, customerIds)
  const ids = customers.map(({ customerId }) => customerId)
  const invoices = await listCreditInvoices(executor, companyId, ids, { from, base })
  const due = await listDuePast(executor, companyId, ids, today)
  // Most companies have one currency: then no table of rates is read.
  const foreign = base !== 'PLN' || [...invoices.values()].some((own) => own.some(({ currency }) => currency !== base))
  const inBase = baseAmountAt(base, foreign ? await loadRateLookup(executor, companyId, addDays(from, -10)) : null)
  return customers.map((customer) => {
    const figures = creditFigures(invoices.get(customer.customerId) ?? [], settings.ratio, today, inBase)
    return {
      customer,
      figures,
      ratio: debtRatio(figures, settings.ratio),
      risk: riskOf(due.get(customer.customerId) ?? [], today).class,
      lines: thresholdsFor(frame.rules, customer),
    }
  })
}

/** The figures as they are kept beside a decision and shown with the formula. */
export const keptFigures = ({ figures, ratio, lines }: Pick<CreditFacts, 'figures' | 'ratio' | 'lines'>, base: Currency): KeptFigures => ({
  on: figures.on,
  from: figures.from,
  currency: base,
  openMinor: String(figures.openMinor),
  overdueMinor: String(figures.overdueMinor),
  disputedMinor: String(figures.disputedMinor),
  numeratorMinor: String(figures.numeratorMinor),
  turnoverMinor: String(figures.turnoverMinor),
  basisPoints: ratio.basisPoints === null ? null : String(ratio.basisPoints),
  lack: ratio.lack,
  overdueDays: figures.overdueDays,
  oldestOverdueOn: figures.oldestOverdueOn,
  withoutNet: figures.withoutNet,
  withoutRate: figures.withoutRate,
  creditLimitMinor: lines.creditLimit === null ? null : String(lines.creditLimit),
})
