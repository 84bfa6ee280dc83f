// Tries credit rules on the company's own past before anybody is blocked by them.
import { baseAmountAt } from '#domain/credit/base-amount'
import { creditHistory } from '#domain/credit/credit-history'
import { looksLikePerson } from '#domain/credit/person-business'
import type { RatioDefinition } from '#domain/credit/ratio-definition'
import {
  type CurvePoint,
  type LineReach,
  lineReach,
  type SimulatedCustomer,
  simulateCustomer,
  thresholdCurve,
} from '#domain/credit/simulation'
import { type CreditRule, thresholdsFor } from '#domain/credit/thresholds'
import { type CreditCustomer, listCreditCustomers } from '#store/credit/facts'
import { listDatedInvoices } from '#store/credit/history'
import type { KeptFigures } from '#store/credit/standings'
import { loadRateLookup } from '#store/exchange-rates'
import type { Currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { Shell } from '../shell.ts'
import { creditFrame, keptFigures } from './credit-facts.ts'
import { readyRules } from './rule-check.ts'

export type SimulatedRow = SimulatedCustomer & {
  readonly customer: CreditCustomer
  /** A person's business: the rule would only propose. */
  readonly person: boolean
  readonly figures: KeptFigures
}

export type CreditSimulation = {
  readonly from: Day
  readonly to: Day
  readonly base: Currency
  readonly customers: number
  /** Customers over the lines today or on some day of the span, and those warned today. */
  readonly rows: readonly SimulatedRow[]
  readonly curve: readonly CurvePoint[]
}

const spanDays = 365
const customersAtOnce = 200
/** Lines of one to sixty per cent. */
const curveLines = Array.from({ length: 60 }, (_, at) => (at + 1) * 100)

/**
 * Walks the last year from the ledger as it stood on each day; writes nothing. `rule` is tried in the place of the stored one of its scope.
 * Throws Failure of `thresholdProblem`.
 */
export async function simulateCredit(
  shell: Shell,
  command: { readonly companyId: Id; readonly ratio?: RatioDefinition | undefined; readonly rule?: CreditRule | undefined },
): Promise<CreditSimulation> {
  const { database } = shell
  const frame = await creditFrame(database, command.companyId, shell.clock.now())
  const definition = command.ratio ?? frame.settings.ratio
  const customers = await listCreditCustomers(database, command.companyId, null)
  const rules = readyRules(frame.rules, command.rule ?? null, customers, frame.companyName)
  const [from, to, base] = [addDays(frame.today, -spanDays + 1), frame.today, frame.base]
  const inBase = baseAmountAt(base, await loadRateLookup(database, command.companyId, addDays(from, -2 * spanDays)))
  const rows: SimulatedRow[] = []
  const reaches: LineReach[] = []
  const read = (start: number) => {
    const ids = customers.slice(start, start + customersAtOnce).map(({ customerId }) => customerId)
    return listDatedInvoices(database, command.companyId, ids, frame.timeZone)
  }
  let ahead = read(0)
  for (let start = 0; start < customers.length; start += customersAtOnce) {
    const some = customers.slice(start, start + customersAtOnce)
    const invoices = await ahead
    // The database reads the next ones while these are counted.
    if (start + customersAtOnce < customers.length) ahead = read(start + customersAtOnce)
    for (const customer of some) {
      const own = invoices.get(customer.customerId)
      if (own === undefined) continue
      const lines = thresholdsFor(rules, customer)
      const history = creditHistory(own, definition, { from, to, base, inBase, withRisk: lines.riskBlock !== null })
      const today = history.at(-1)
      if (today === undefined) continue
      reaches.push(lineReach(history, curveLines))
      const simulated = simulateCustomer(history, lines, to)
      if (simulated.level === 'clear' && simulated.daysOver === 0) continue
      const person = customer.personBusiness ?? looksLikePerson(customer.name)
      rows.push({ ...simulated, customer, person, figures: keptFigures({ ...today, lines }, base) })
    }
  }
  return { from, to, base, customers: reaches.length, rows, curve: thresholdCurve(reaches, curveLines) }
}
