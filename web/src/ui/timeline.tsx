// What happened, newest first: days as heads, time, a node tinted by outcome, the event and its amount.
import classes from './timeline.module.css'

export type TimelineTone = 'neutral' | 'ok' | 'warn' | 'bad' | 'accent'
export type TimelineItem = {
  readonly key: string
  readonly time: string
  readonly icon: React.ReactNode
  readonly tone: TimelineTone
  readonly skipped?: boolean
  readonly title: React.ReactNode
  readonly detail?: React.ReactNode
  readonly amount?: React.ReactNode
}

export function Timeline({
  days,
}: {
  readonly days: readonly { readonly key: string; readonly head: string; readonly items: readonly TimelineItem[] }[]
}) {
  return (
    <div>
      {days.map((day) => (
        <section key={day.key} aria-label={day.head}>
          <h3 className={classes.day}>{day.head}</h3>
          <ol>
            {day.items.map((item) => (
              <li key={item.key} className={classes.item}>
                <span className="third figures">{item.time}</span>
                <span className={`${classes.node} ${item.skipped === true ? classes.skipped : `tint-${item.tone}`}`} aria-hidden>
                  {item.icon}
                </span>
                <span>
                  <span className={classes.title}>{item.title}</span>
                  {item.detail === undefined ? null : <span className={classes.detail}>{item.detail}</span>}
                </span>
                <span className="num strong">{item.amount}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
