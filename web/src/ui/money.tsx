// An amount as the design weighs it: whole units dark, groszy and unit stepping back in headline figures.
import type { Money as Amount } from '#values/money'
import { moneyParts } from './format.ts'
import classes from './money.module.css'
import { useFormat } from './use-format.ts'

type Props = {
  readonly amount: Amount
  /** row: one weight, for tables; the others are headline figures. */
  readonly size?: 'row' | 'tile' | 'figure'
  /** Leaves the unit to the head of the column. */
  readonly bare?: boolean
  readonly tone?: 'bad' | 'ok' | undefined
  /** Writes a plus before what adds. */
  readonly signed?: boolean
}

export function Money({ amount, size = 'row', bare = false, tone, signed = false }: Props) {
  const { language } = useFormat()
  const { whole, decimals, unit } = moneyParts(language, amount)
  const sign = signed && amount.minor > 0n ? '+' : ''
  const toned = tone === undefined ? '' : `tone-${tone}`
  if (size === 'row')
    return (
      <span className={`figures ${toned}`}>
        {sign}
        {whole}
        {decimals}
        {bare ? '' : `\u00A0${unit}`}
      </span>
    )
  return (
    <span className={`figures ${classes[size]} ${toned}`}>
      {sign}
      {whole}
      <span className={classes.rest}>
        {decimals}
        {bare ? '' : `\u00A0${unit}`}
      </span>
    </span>
  )
}
