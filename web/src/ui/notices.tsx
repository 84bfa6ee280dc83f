// What a screen says in place of rows or above them: empty states and banners.

import classes from './notices.module.css'
import { Shape, type ShapeName } from './shape.tsx'
import type { Tone } from './status-pill.tsx'

type EmptyProps = {
  readonly shape?: ShapeName
  readonly tone?: Tone
  readonly title: string
  readonly children?: React.ReactNode
  readonly actions?: React.ReactNode
}

/** Left-aligned in the place of the rows: one sentence, one more, at most two buttons. */
export function EmptyState({ shape = 'ring', tone = 'neutral', title, children, actions }: EmptyProps) {
  return (
    <div className={`sk-empty ${classes.empty}`}>
      <span className={`${classes.shape} tint-${tone}`}>
        <Shape name={shape} />
      </span>
      <div className="stack tight">
        <p className={classes.title}>{title}</p>
        {children === undefined ? null : <p className="s second">{children}</p>}
        {actions === undefined ? null : <div className={`row wrap ${classes.actions}`}>{actions}</div>}
      </div>
    </div>
  )
}

type BannerProps = {
  readonly tone: 'warn' | 'bad' | 'accent' | 'ok'
  readonly shape?: ShapeName
  readonly title: string
  readonly children?: React.ReactNode
  readonly actions?: React.ReactNode
}

const shapeOf = { warn: 'half', bad: 'triangle', accent: 'dashed', ok: 'tick' } as const

/** Bold fact, reason, what would end it; at most two actions. */
export function Banner({ tone, shape = shapeOf[tone], title, children, actions }: BannerProps) {
  return (
    <div className={`${classes.banner} tint-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className={classes.shape}>
        <Shape name={shape} />
      </span>
      <p className="grow">
        <b>{title}</b>
        {children === undefined ? null : <> {children}</>}
      </p>
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  )
}
