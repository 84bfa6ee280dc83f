// Bars that show a share: confidence, progress, use of a limit.
import classes from './meter.module.css'

/** `share` from 0 to 1; `label` is what a screen reader says. */
export function Meter({
  share,
  label,
  width = 64,
  tone = 'accent',
}: {
  readonly share: number
  readonly label: string
  readonly width?: number | string
  readonly tone?: 'accent' | 'ok' | 'warn' | 'bad'
}) {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100)
  return (
    <span
      className={classes.track}
      style={{ width }}
      role="meter"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={label}
    >
      <i className={`tint-${tone}`} style={{ width: `${percent}%` }} />
    </span>
  )
}

/** Progress of a run; without a share the bar says that work goes on. */
export function Progress({ share, label }: { readonly share: number | null; readonly label: string }) {
  const percent = share === null ? null : Math.round(Math.max(0, Math.min(1, share)) * 100)
  return (
    <span
      className={`${classes.track} ${classes.progress}`}
      role="progressbar"
      aria-label={label}
      {...(percent === null ? {} : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <i className={`tint-accent ${percent === null ? classes.going : ''}`} style={{ width: percent === null ? '30%' : `${percent}%` }} />
    </span>
  )
}
