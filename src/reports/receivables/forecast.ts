// Cash-in to be expected: open invoices moved by how late each customer has paid so far.
import { delayQuantile } from '#domain/analytics/delay-distribution'
import { delayOf, type InvoiceFact } from '#domain/reporting/facts'
import { shortMonthText } from '#domain/wording/day-text'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { unitOf } from '#values/currency-unit'
import { addDays, type Day, daysBetween, monthKey, weekday } from '#values/day'
import { type Money, money } from '#values/money'

/** With fewer settled invoices than this a customer is judged by the company's whole history. */
const fewest = 5

type Expected = { readonly invoice: InvoiceFact; readonly likelyOn: Day; readonly latestOn: Day; readonly own: boolean }

/** The day by which half of such invoices were paid, and four of five; never before the day after `asOf`. */
export function expectedPayments(invoices: readonly InvoiceFact[], asOf: Day): readonly Expected[] {
  const history = invoices.flatMap((invoice) => {
    const delay = invoice.total.minor > 0n ? delayOf(invoice) : null
    return delay === null ? [] : [{ customerId: invoice.customerId, delay }]
  })
  const all = history.map(({ delay }) => delay)
  const byCustomer = Map.groupBy(history, ({ customerId }) => customerId)
  return invoices.flatMap((invoice) => {
    if (invoice.open.minor <= 0n || invoice.dueOn === null || invoice.disputed) return []
    const own = (byCustomer.get(invoice.customerId) ?? []).map(({ delay }) => delay)
    const enough = own.length >= fewest
    // What has waited longer than most is compared with those that waited as long.
    const waited = daysBetween(invoice.dueOn, asOf)
    const known = (enough ? own : all).filter((delay) => delay > waited)
    const on = (share: number): Day => {
      const expected = addDays(invoice.dueOn ?? asOf, delayQuantile(known, share) ?? waited + 30)
      return expected > asOf ? expected : addDays(asOf, 1)
    }
    return [{ invoice, likelyOn: on(0.5), latestOn: on(0.8), own: enough }]
  })
}

const weekOf = (on: Day): Day => addDays(on, 1 - weekday(on))
const weeksShown = 12

export const forecast = defineReport({
  id: 'forecast',
  nameKey: 'report-shelf.forecast.name',
  group: 'receivables',
  reads: ['invoices'],
  shape: (rows, context) => {
    const { t, language } = context
    const expected = expectedPayments(rows.invoices, rows.asOf).toSorted((a, b) => (a.likelyOn < b.likelyOn ? -1 : 1))
    const sum = (some: readonly Expected[]): Money =>
      money(
        some.reduce((all, { invoice }) => all + invoice.open.minor, 0n),
        rows.currency,
      )
    const weeks = Array.from({ length: weeksShown }, (_, at) => addDays(weekOf(rows.asOf), at * 7))
    const inWeek = (week: Day, of: (each: Expected) => Day) => expected.filter((each) => weekOf(of(each)) === week)
    const units = (amount: Money) => Number(amount.minor) / 100_000
    return shelfDocument('forecast', rows, context, [
      ...(expected.length === 0
        ? []
        : [
            {
              kind: 'chart' as const,
              title: t('report-shelf.forecast.chart'),
              unit: t('report-shelf.thousands', { currency: unitOf(rows.currency) }),
              definition: t('report-shelf.forecast.definition'),
              look: 'line' as const,
              categories: weeks.map((week) => `${Number(week.slice(8))} ${shortMonthText(language, monthKey(week))}`),
              series: [
                {
                  name: t('report-shelf.forecast.half'),
                  tone: 'accent' as const,
                  values: weeks.map((week) => units(sum(inWeek(week, (each) => each.likelyOn)))),
                },
                {
                  name: t('report-shelf.forecast.most'),
                  tone: 'in-term' as const,
                  values: weeks.map((week) => units(sum(inWeek(week, (each) => each.latestOn)))),
                },
              ],
            },
          ]),
      listTable(context, {
        title: t('report-shelf.forecast.table'),
        note: t('report-shelf.forecast.note'),
        definition: t('report-shelf.forecast.definition'),
        empty: t('report-shelf.nothing'),
        rows: expected,
        currency: rows.currency,
        ref: ({ invoice }) => ({ kind: 'invoice', id: invoice.id }),
        columns: [
          { key: 'number', kind: 'text', of: ({ invoice }) => invoice.number, width: 92 },
          { key: 'customer', kind: 'text', of: ({ invoice }) => invoice.customer },
          { key: 'dueOn', kind: 'day', of: ({ invoice }) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
          { key: 'likelyOn', kind: 'day', of: ({ likelyOn }) => ({ day: likelyOn }), width: 62 },
          { key: 'latestOn', kind: 'day', of: ({ latestOn }) => ({ day: latestOn }), width: 62 },
          { key: 'judgedBy', kind: 'choice', of: ({ own }) => t(`report-shelf.forecast.${own ? 'own' : 'all'}`), width: 74 },
          { key: 'open', kind: 'money', of: ({ invoice }) => invoice.open },
        ],
      }),
    ])
  },
})
