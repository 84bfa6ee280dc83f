// What the work of collecting and matching brings.
import { matchingQuality } from '#domain/analytics/matching-quality'
import { stepEffect } from '#domain/analytics/step-effect'
import type { Block, ReportContext } from '#ports/report'
import { columnOf, listTable } from '#ports/report-parts/list-table'
import type { ReportRows } from '#ports/report-rows'
import { money } from '#values/money'
import { measuresOf } from './measures.ts'

export function stepTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  return listTable(context, {
    title: t('report-shelf.analytics.steps'),
    definition: t('report-shelf.analytics.stepsDefinition'),
    empty: t('report-shelf.analytics.noSteps'),
    rows: stepEffect(rows.steps, rows.allocations, rows.asOf),
    columns: [
      { key: 'step', kind: 'text', of: (effect) => stepText(effect.step, t) },
      { key: 'namedCount', kind: 'number', of: (effect) => effect.named, width: 70 },
      { key: 'measuredCount', kind: 'number', of: (effect) => effect.measured, width: 70 },
      { key: 'paidCount', kind: 'number', of: (effect) => effect.paid, width: 70 },
      {
        key: 'paidShare',
        kind: 'percent',
        of: (effect) => (effect.paidPercent === null ? null : { percent: effect.paidPercent }),
        width: 60,
      },
    ],
  })
}

/** Steps of the ladders are called after their days: `d7` is seven days after the due day. */
function stepText(step: string, t: ReportContext['t']): string {
  const days = /^d(\d+)$/.exec(step)?.[1]
  return days !== undefined
    ? t('report-shelf.analytics.stepAfter', { count: Number(days) })
    : step === 'before'
      ? t('report-shelf.analytics.stepBefore')
      : step
}

export function matchingTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const quality = matchingQuality(rows.matches)
  const whole = quality.posted + quality.accepted + quality.rejected
  const share = (count: number) => (whole === 0 ? null : { percent: (count / whole) * 100 })
  const line = (key: string, count: number) => [t(`report-fields.choice.matchEnd.${key}`), count, share(count)]
  return {
    kind: 'table',
    title: t('report-shelf.analytics.matching'),
    definition: t('report-shelf.analytics.matchingDefinition'),
    empty: t('report-shelf.matches.empty'),
    columns: [
      columnOf(context, 'matchEnd', 'text'),
      columnOf(context, 'matchCount', 'number', 80),
      columnOf(context, 'share', 'percent', 60),
    ],
    rows:
      rows.matches.length === 0
        ? []
        : [
            line('posted', quality.posted),
            line('accepted', quality.accepted),
            line('rejected', quality.rejected),
            [
              t('report-fields.choice.matchEnd.undone'),
              quality.undone,
              quality.undonePercent === null ? null : { percent: quality.undonePercent },
            ],
          ],
  }
}

export function collectionFigures(rows: ReportRows, { t }: ReportContext): Block {
  const measures = measuresOf(rows)
  const quality = matchingQuality(rows.matches)
  return {
    kind: 'figures',
    items: [
      {
        label: t('report-shelf.measure.cei'),
        definition: t('report-shelf.measure.ceiDefinition'),
        value: measures.cei === null ? null : { percent: measures.cei },
      },
      {
        label: t('report-shelf.measure.overdue'),
        definition: t('report-shelf.measure.overdueDefinition'),
        value: money(measures.overdue, rows.currency),
      },
      {
        label: t('report-shelf.measure.addDays'),
        definition: t('report-shelf.measure.addDaysDefinition'),
        value: measures.addDays === null ? null : t('reports.days', { count: measures.addDays }),
      },
      {
        label: t('report-shelf.measure.automatic'),
        definition: t('report-shelf.measure.automaticDefinition'),
        value: quality.automaticPercent === null ? null : { percent: quality.automaticPercent },
      },
    ],
  }
}
