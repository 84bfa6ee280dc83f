// The parts above a list: tools in a row, then what the list adds up to and its as-of time.
import classes from './list-frame.module.css'

/** `title` heads the screen for those who do not see it; the top bar says it to the others. */
export function ListFrame({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.frame}>
      <h1 className="unseen">{title}</h1>
      {children}
    </div>
  )
}

export function ListTools({ children }: { readonly children: React.ReactNode }) {
  return <div className={classes.tools}>{children}</div>
}

export function ListSummary({ children, aside }: { readonly children: React.ReactNode; readonly aside?: React.ReactNode }) {
  return (
    <div className={classes.summary}>
      <span className="cut figures" role="status">
        {children}
      </span>
      <span className="end xs third figures">{aside}</span>
    </div>
  )
}
