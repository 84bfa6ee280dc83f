// Words of credit control: percentages, reasons with their figures, statuses of blocks.
import { useTranslation } from 'react-i18next'
import type { readCreditSettings, simulateCredit } from '#contract/credit'
import type { listBlocks } from '#contract/credit-blocks'
import type { Output } from '#contract/route'
import { currency as currencyOf } from '#values/currency'
import { money } from '#values/money'
import { say } from '../ui/say.ts'
import type { StatusLook } from '../ui/status-pill.tsx'
import { useFormat } from '../ui/use-format.ts'

export type BlockView = Output<typeof listBlocks>['rows'][number]
export type SettingsView = Output<typeof readCreditSettings>
export type Trial = Output<typeof simulateCredit>
export type FiguresView = Trial['rows'][number]['figures']
export type ReasonView = BlockView['reasons'][number]

export const blockLook: Readonly<Record<BlockView['state'] | 'suspended', StatusLook>> = {
  proposed: { shape: 'half', tone: 'warn' },
  active: { shape: 'octagon', tone: 'bad' },
  suspended: { shape: 'ring', tone: 'neutral' },
  refused: { shape: 'bar', tone: 'neutral' },
  ended: { shape: 'tick', tone: 'ok' },
}

export function useCreditWords() {
  const { t, i18n } = useTranslation('credit')
  const format = useFormat()
  /** `2104` → `21,04 %`, whole ones without a fraction. */
  const percent = (basisPoints: number): string => format.percent(basisPoints / 100, basisPoints % 100 === 0 ? 0 : 2)
  const value = ({ measure }: ReasonView, text: string, currency: string): string => {
    switch (measure) {
      case 'ratio':
        return percent(Number(text))
      case 'overdue-amount':
      case 'credit-limit':
        return format.money(money(BigInt(text), currencyOf(currency)))
      case 'overdue-days':
        return t('days', { count: Number(text) })
      case 'risk':
        return t(`risk.${text === 'low' || text === 'medium' || text === 'high' ? text : 'unknown'}`)
    }
  }
  const reason = (of: ReasonView, currency: string): string =>
    say(i18n, `credit:reason.${of.measure}${of.release === undefined ? '' : '-held'}`, {
      value: value(of, of.value, currency),
      line: value(of, of.line, currency),
      release: value(of, of.release ?? of.line, currency),
    })
  return {
    percent,
    reasons: (all: readonly ReasonView[], currency: string): string => all.map((each) => reason(each, currency)).join('; '),
  }
}
