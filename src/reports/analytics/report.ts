// The measures of receivables on one screen: how much, how old, how late, how well it is collected and matched.
import { defineReport, type ReportContext } from '#ports/report'
import { shelfDocument } from '#ports/report-parts/report-head'
import { ageingPair, monthsChart, trendChart } from './charts.ts'
import { measureFigures } from './figures.ts'
import { lateTable, sinceTable } from './late-payers.ts'
import { delayChart, groupTables, punctualityChart } from './punctuality.ts'
import { collectionFigures, matchingTable, stepTable } from './work.ts'

const reads = ['invoices', 'lines', 'before', 'matches', 'steps', 'month-ends', 'ratios'] as const

const analytics = defineReport({
  id: 'analytics',
  nameKey: 'report-shelf.analytics.name',
  group: 'summary',
  reads,
  period: true,
  shape: (rows, context: ReportContext) =>
    shelfDocument(
      'analytics',
      rows,
      context,
      rows.invoices.length === 0
        ? []
        : [
            measureFigures(rows, context),
            monthsChart(rows, context),
            ageingPair(rows, context),
            trendChart(rows, context),
            punctualityChart(rows, context),
            delayChart(rows, context),
            ...groupTables(rows, context),
            lateTable(rows, context),
            sinceTable(rows, context),
            stepTable(rows, context),
            matchingTable(rows, context),
          ],
      { period: true },
    ),
})

const effectiveness = defineReport({
  id: 'effectiveness',
  nameKey: 'report-shelf.effectiveness.name',
  group: 'summary',
  reads: ['invoices', 'before', 'matches', 'steps'],
  period: true,
  shape: (rows, context) =>
    shelfDocument(
      'effectiveness',
      rows,
      context,
      [collectionFigures(rows, context), stepTable(rows, context), lateTable(rows, context), matchingTable(rows, context)],
      { period: true },
    ),
})

export default [analytics, effectiveness]
