// Credit control: the rules and their trial, and risk by product category.
import * as contract from '#contract/credit'
import { thresholdsFor } from '#domain/credit/thresholds'
import { changeCreditRule, changeCreditSettings } from '#flows/credit/change-credit'
import { simulateCredit } from '#flows/credit/simulate-credit'
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { readCreditRules } from '#store/views/credit-rules'
import { listRiskByCategory } from '#store/views/risk-by-category'
import { addDays, addMonths, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { divideRounded, money } from '#values/money'
import { figuresView, linesOf, linesView, ratioOf, ratioView, ruleLinesView } from './credit-views.ts'
import { implement } from './implement.ts'

async function settingsView(shell: Shell, companyId: Id) {
  const { baseCurrency: base } = await readCompany(shell.database, companyId)
  const { settings, rules, names, segments } = await readCreditRules(shell.database, companyId)
  return {
    ratio: ratioView(settings.ratio, base),
    active: settings.active,
    fourEyes: settings.fourEyes,
    currency: base,
    lines: linesView(thresholdsFor(rules, { customerId: '', segment: null }), base),
    rules: rules.map(({ scope, thresholds }) => ({
      scope,
      customerName: scope.kind === 'customer' ? (names.get(scope.customerId) ?? null) : null,
      thresholds: ruleLinesView(thresholds, base),
    })),
    segments: [...segments],
  }
}

export const creditRoutes = [
  implement(contract.readCreditSettings, ({ shell, company }) => settingsView(shell, company.companyId)),
  implement(contract.changeCreditSettings, async ({ shell, company, actor, input }) => {
    const { companyId } = company
    const { baseCurrency } = await readCompany(shell.database, companyId)
    const { ratio, active, fourEyes } = input.body
    await changeCreditSettings(shell, {
      companyId,
      actor,
      change: { ratio: ratio === undefined ? undefined : ratioOf(ratio, baseCurrency), active, fourEyes },
    })
    return settingsView(shell, companyId)
  }),
  implement(contract.changeCreditRule, async ({ shell, company, actor, input }) => {
    const { companyId } = company
    const { baseCurrency } = await readCompany(shell.database, companyId)
    const { scope, thresholds } = input.body
    await changeCreditRule(shell, { companyId, actor, scope, thresholds: thresholds === null ? null : linesOf(thresholds, baseCurrency) })
    return settingsView(shell, companyId)
  }),
  implement(contract.simulateCredit, async ({ shell, company, input }) => {
    const { companyId } = company
    const { baseCurrency } = await readCompany(shell.database, companyId)
    const { ratio, rule } = input.body
    const trial = await simulateCredit(shell, {
      companyId,
      ratio: ratio === undefined ? undefined : ratioOf(ratio, baseCurrency),
      rule: rule === undefined ? undefined : { scope: rule.scope, thresholds: linesOf(rule.thresholds, baseCurrency) },
    })
    return {
      from: trial.from,
      to: trial.to,
      currency: trial.base,
      customers: trial.customers,
      rows: trial.rows.map(({ customer, person, level, reasons, figures, daysOver, spells }) => ({
        customerId: customer.customerId,
        name: customer.name,
        person,
        level,
        reasons: [...reasons],
        figures: figuresView(figures),
        daysOver,
        spells: spells.map((spell) => ({ ...spell })),
      })),
      curve: trial.curve.map(({ overdueMinor, ...point }) => ({ ...point, overdue: money(overdueMinor, trial.base) })),
    }
  }),
  implement(contract.riskByCategory, async ({ shell, company }) => {
    const { baseCurrency: currency, timeZone } = await readCompany(shell.database, company.companyId)
    const today = dayOf(shell.clock.now(), timeZone)
    const from = addDays(addMonths(today, -12), 1)
    const rows = await listRiskByCategory(shell.database, company.companyId, { currency, today, from })
    return {
      currency,
      rows: rows.map((row) => ({
        category: row.category,
        open: money(row.openMinor, currency),
        overdue: money(row.overdueMinor, currency),
        turnover: money(row.turnoverMinor, currency),
        customers: row.customers,
        basisPoints: row.turnoverMinor <= 0n ? null : Number(divideRounded(row.overdueMinor * 10_000n, row.turnoverMinor)),
      })),
    }
  }),
]
