// The debt ratio of a customer day by day, with the lines of warning, block and release.
import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { readCustomerCredit } from '#contract/credit-blocks'
import type { Output } from '#contract/route'
import { addDays, type Day } from '#values/day'
import { chartPalette } from '../ui/charts/palette.ts'
import { useFormat } from '../ui/use-format.ts'
import { ChartFrame, tooltipElement } from './chart-frame.tsx'
import { useCreditWords } from './credit-words.ts'
import { type Mark, ratioOption } from './line-options.ts'

type Credit = Output<typeof readCustomerCredit>
type Row = Credit['history'][number]

/** One point a day: a row stands until the next. */
function daily(history: readonly Row[], today: Day): readonly Row[] {
  return history.flatMap((row, at) => {
    const end = history[at + 1]?.on ?? addDays(today, 1)
    const days: Row[] = []
    for (let on = row.on; on < end; on = addDays(on, 1)) days.push({ ...row, on })
    return days
  })
}

export function RatioHistory({ credit }: { readonly credit: Credit }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const scheme = useComputedColorScheme('light')
  const palette = useMemo(() => chartPalette(scheme), [scheme])
  const { lines } = credit
  const days = useMemo(() => daily(credit.history, credit.figures.on), [credit.history, credit.figures.on])
  const marks = useMemo(() => {
    const mark = (at: number | null, word: string, tone: Mark['tone']): readonly Mark[] =>
      at === null ? [] : [{ at: at / 100, word, tone }]
    return [
      ...mark(lines.ratioBlock, t('lines.block'), 'bad'),
      ...mark(lines.ratioWarn, t('lines.warn'), 'warn'),
      ...mark(lines.ratioRelease, t('lines.release'), 'ok'),
    ]
  }, [lines, t])
  const said = (row: Row): string => (row.basisPoints === null ? t('noRatio') : words.percent(row.basisPoints))
  const option = useMemo(
    () =>
      ratioOption(
        days.map((row) => ({ label: format.day(row.on), percent: row.basisPoints === null ? null : row.basisPoints / 100 })),
        marks,
        {
          palette,
          axis: (value) => format.percent(value, 0),
          tooltip: (at) => {
            const row = days[at]
            if (row === undefined) return tooltipElement([])
            const ratio = row.basisPoints === null ? t('noRatio') : format.percent(row.basisPoints / 100, 2)
            return tooltipElement([`${format.fullDay(row.on)}: ${ratio}`, t('history.overdue', { amount: format.money(row.overdue) })])
          },
        },
      ),
    [days, marks, palette, format, t],
  )
  return (
    <ChartFrame
      title={t('history.title')}
      option={option}
      height={200}
      heads={[t('history.day'), t('ratio'), t('history.overdueHead'), t('history.openHead')]}
      rows={[...credit.history]
        .reverse()
        .map((row) => [format.fullDay(row.on), said(row), format.money(row.overdue), format.money(row.open)])}
    />
  )
}
