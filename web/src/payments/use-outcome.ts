// What accepting a candidate would do, as one sentence.
import { useTranslation } from 'react-i18next'
import { add, isZero, type Money } from '#values/money'
import { useFormat } from '../ui/use-format.ts'
import type { Candidate } from './payment-types.ts'

const notCustomer = [
  'unrelated',
  'payout',
  'own-transfer',
  'refund',
  'tax',
  'loan',
  'interest',
  'cash',
  'fee',
  'outgoing',
  'ignored-by-rule',
] as const

/** Sum of what stays open, in the currency of the first; invoices of one candidate share theirs. */
const leftOf = (amounts: readonly Money[]): Money | null =>
  amounts.reduce<Money | null>((sum, amount) => (sum === null ? amount : sum.currency === amount.currency ? add(sum, amount) : sum), null)

export function useOutcome(): (candidate: Candidate) => string {
  const { t } = useTranslation('review')
  const format = useFormat()
  return (candidate) => {
    const { allocations, unapplied, kind } = candidate
    const [first] = allocations
    if (first === undefined) {
      const word = notCustomer.find((each) => each === kind)
      if (word !== undefined) return `${t('outcome.notCustomer')}: ${t(`kind.${word}`)}`
      if (kind === 'duplicate') return t('outcome.duplicate', { amount: format.money(unapplied) })
      return kind === 'unknown' ? t('outcome.unknown') : t('outcome.onAccount', { amount: format.money(unapplied) })
    }
    const full = allocations.every((allocation) => isZero(allocation.openAfter))
    const left = leftOf(allocations.map((allocation) => allocation.openAfter))
    const leftText = left === null ? '' : format.money(left)
    const what =
      allocations.length === 1
        ? full
          ? t('outcome.one', { number: first.number })
          : t('outcome.onePart', { number: first.number, left: leftText })
        : full
          ? t('outcome.all', { count: allocations.length })
          : t('outcome.some', { count: allocations.length, left: leftText })
    if (unapplied.minor <= 0n) return what
    return t(kind === 'advance' ? 'outcome.advance' : 'outcome.over', { what, amount: format.money(unapplied) })
  }
}
