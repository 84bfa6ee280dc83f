// A row on a phone: who and how much, then status and day.
import classes from './data-table.module.css'

export function TwoLines({
  who,
  amount,
  below,
  aside,
}: {
  readonly who: React.ReactNode
  readonly amount: React.ReactNode
  readonly below: React.ReactNode
  readonly aside?: React.ReactNode
}) {
  return (
    <>
      <span className={classes.line}>
        <b className="cut strong">{who}</b>
        <span className="num strong end">{amount}</span>
      </span>
      <span className={`${classes.line} xs third`}>
        <span className="cut row tight">{below}</span>
        <span className="num end">{aside}</span>
      </span>
    </>
  )
}
