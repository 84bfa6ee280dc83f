// Keeps the debt ratio of every customer for every day, counted from the ledger as it stood on each of them.
import { baseAmountAt } from '#domain/credit/base-amount'
import { type CreditDay, creditHistory } from '#domain/credit/credit-history'
import { listCreditCustomers } from '#store/credit/facts'
import { type CreditDayRow, lastDaysBefore, listDatedInvoices, replaceDays } from '#store/credit/history'
import { noteHistory } from '#store/credit/settings'
import { inTransaction } from '#store/database'
import { loadRateLookup } from '#store/exchange-rates'
import { safeJson } from '#store/safe-json'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { Shell } from '../shell.ts'
import { creditFrame } from './credit-facts.ts'

/** How far back the figures go when they are counted for the first time or by another definition. */
export const historyDays = 400
/** Statements and invoices arrive late: the last days are counted again each time. */
const lateDays = 31
const customersAtOnce = 100

const toRow = (customerId: Id, { on, figures, ratio }: CreditDay): CreditDayRow => ({
  customerId,
  on,
  openMinor: figures.openMinor,
  overdueMinor: figures.overdueMinor,
  numeratorMinor: figures.numeratorMinor,
  turnoverMinor: figures.turnoverMinor,
  basisPoints: ratio.basisPoints,
  lack: ratio.lack,
})

const same = (a: CreditDayRow, b: CreditDayRow): boolean =>
  a.openMinor === b.openMinor &&
  a.overdueMinor === b.overdueMinor &&
  a.numeratorMinor === b.numeratorMinor &&
  a.turnoverMinor === b.turnoverMinor &&
  a.basisPoints === b.basisPoints &&
  a.lack === b.lack

const nothingYet = (row: CreditDayRow): boolean => row.openMinor === 0n && row.turnoverMinor === 0n

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

/** A row stands until the next one, so a day on which nothing changed needs none. */
function changes(rows: readonly CreditDayRow[], before: CreditDayRow | undefined): readonly CreditDayRow[] {
  let last = before
  return rows.filter((row) => {
    if (last === undefined ? nothingYet(row) : same(row, last)) return false
    last = row
    return true
  })
}

/** Counts what is new since the last time; all of it after another definition was chosen. Answers the first day that was counted. */
export async function keepCreditHistory(shell: Shell, companyId: Id): Promise<Day> {
  const { database } = shell
  const at = shell.clock.now()
  const frame = await creditFrame(database, companyId, at)
  const { settings, today, base } = frame
  const definition = safeJson(settings.ratio)
  const oldest = addDays(today, -historyDays)
  const known = settings.historyOf === definition ? settings.historyUntil : null
  const from = known === null ? oldest : laterOf(oldest, addDays(known, -lateDays))
  const rates = await loadRateLookup(database, companyId, addDays(from, -historyDays))
  const ids = (await listCreditCustomers(database, companyId, null)).map(({ customerId }) => customerId)
  for (let start = 0; start < ids.length; start += customersAtOnce) {
    const some = ids.slice(start, start + customersAtOnce)
    const invoices = await listDatedInvoices(database, companyId, some, frame.timeZone)
    const before = known === null ? new Map<Id, CreditDayRow>() : await lastDaysBefore(database, companyId, some, from)
    const rows = some.flatMap((customerId) => {
      const own = invoices.get(customerId)
      if (own === undefined) return []
      const days = creditHistory(own, settings.ratio, { from, to: today, base, inBase: baseAmountAt(base, rates), withRisk: false })
      return changes(
        days.map((each) => toRow(customerId, each)),
        before.get(customerId),
      )
    })
    await inTransaction(database, (tx) => replaceDays(tx, companyId, some, known === null ? ('0001-01-01' as Day) : from, rows))
  }
  await inTransaction(database, (tx) => noteHistory(tx, companyId, settings, definition, today, at))
  return from
}
