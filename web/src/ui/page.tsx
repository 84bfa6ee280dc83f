// The frame of a screen's content: margins, scroll, head with its one line of context and its actions.
import classes from './page.module.css'

/** A screen that scrolls as a whole. */
export function Page({ children, narrow = false }: { readonly children: React.ReactNode; readonly narrow?: boolean }) {
  return (
    <div className={classes.scroll} tabIndex={-1}>
      <div className={`${classes.page} ${narrow ? classes.narrow : ''}`}>{children}</div>
    </div>
  )
}

export function PageHead({
  title,
  note,
  status,
  actions,
}: {
  readonly title: React.ReactNode
  readonly note?: React.ReactNode
  readonly status?: React.ReactNode
  readonly actions?: React.ReactNode
}) {
  return (
    <header className={classes.head}>
      <h1>{title}</h1>
      {status}
      {note === undefined ? null : <span className="s third">{note}</span>}
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
