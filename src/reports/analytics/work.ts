// What the work of collecting and matching brings.
import { matchingQuality } from '#domain/analytics/matching-quality'
import { measuredUntil, type StepEffect, stepEffect } from '#domain/analytics/step-effect'
import type { Behind, Filter } from '#domain/reporting/definition'
import type { Block, ReportContext } from '#ports/report'
import { columnOf, listTable } from '#ports/report-parts/list-table'
import { stepText } from '#ports/report-parts/step-text'
import type { ReportRows } from '#ports/report-rows'
import { figure, partsOf } from './figures.ts'
import { measuresOf } from './measures.ts'
import { since, until, where } from './rows-behind.ts'

export function stepTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const measured = until('sentOn', measuredUntil(rows.asOf))
  const sent = (effect: StepEffect, ...more: readonly Filter[]): Behind => ({
    subject: 'reminders',
    filters: [where('step', 'is', effect.step), since('sentOn', rows.from), ...more],
  })
  return listTable(context, {
    title: t('report-shelf.analytics.steps'),
    definition: t('report-shelf.analytics.stepsDefinition'),
    empty: t('report-shelf.analytics.noSteps'),
    rows: stepEffect(rows.steps, rows.allocations, rows.asOf),
    behind: (effect) => sent(effect),
    columns: [
      { key: 'step', kind: 'text', of: (effect) => stepText(effect.step, t) },
      { key: 'namedCount', kind: 'number', of: (effect) => effect.named, behind: (effect) => sent(effect), width: 70 },
      { key: 'measuredCount', kind: 'number', of: (effect) => effect.measured, behind: (effect) => sent(effect, measured), width: 70 },
      {
        key: 'paidCount',
        kind: 'number',
        of: (effect) => effect.paid,
        behind: (effect) => sent(effect, where('answer', 'is', 'paid')),
        width: 70,
      },
      {
        key: 'paidShare',
        kind: 'percent',
        of: (effect) => (effect.paidPercent === null ? null : { percent: effect.paidPercent }),
        behind: (effect) => ({ ...sent(effect, measured), groupBy: 'answer' }),
        width: 60,
      },
    ],
  })
}

export function matchingTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const quality = matchingQuality(rows.matches)
  const whole = quality.posted + quality.accepted + quality.rejected
  const share = (count: number) => (whole === 0 ? null : { percent: (count / whole) * 100 })
  const line = (key: string, count: number) => [t(`report-fields.choice.matchEnd.${key}`), count, share(count)]
  const booked = (...filters: readonly Filter[]): Behind => ({ subject: 'matches', filters: [since('bookedOn', rows.from), ...filters] })
  const ended: Behind = { ...booked(where('matchEnd', 'is-not', 'waiting')), groupBy: 'matchEnd' }
  const ends = (['posted', 'accepted', 'rejected'] as const).map((end) => [null, booked(where('matchEnd', 'is', end)), ended])
  const settled = [where('matchEnd', 'is-not', 'waiting'), where('matchEnd', 'is-not', 'rejected')]
  const undone = [null, booked(...settled, where('undone', 'is', 'yes')), { ...booked(...settled), groupBy: 'undone' }]
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
    ...(rows.matches.length === 0 ? {} : { cellsBehind: [...ends, undone] }),
  }
}

export function collectionFigures(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const measures = measuresOf(rows)
  const parts = partsOf(measures, rows, context)
  const quality = matchingQuality(rows.matches)
  const matched = (key: string, value: number, ...filters: readonly Filter[]) => ({
    label: t(`report-shelf.part.${key}`),
    value,
    behind: { subject: 'matches' as const, filters: [since('bookedOn', rows.from), ...filters] },
  })
  return {
    kind: 'figures',
    items: [
      figure(context, 'cei', measures.cei === null ? null : { percent: measures.cei }, {
        parts: [parts.opening, parts.billed, parts.receivables, parts.current],
      }),
      figure(context, 'overdue', parts.overdue.value, { behind: parts.overdue.behind }),
      figure(context, 'addDays', measures.addDays === null ? null : t('reports.days', { count: measures.addDays }), {
        parts: [parts.overdue, parts.quarter],
      }),
      figure(context, 'automatic', quality.automaticPercent === null ? null : { percent: quality.automaticPercent }, {
        parts: [
          matched('posted', quality.posted, where('matchEnd', 'is', 'posted')),
          matched('matched', quality.posted + quality.accepted + quality.rejected, where('matchEnd', 'is-not', 'waiting')),
        ],
      }),
    ],
  }
}
