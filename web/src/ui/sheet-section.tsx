// A part of a sheet with its small head.
import classes from './sheet-section.module.css'

export function SheetSection({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: React.ReactNode
  readonly children: React.ReactNode
}) {
  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <h3>{title}</h3>
        <span className="end xs third">{aside}</span>
      </header>
      {children}
    </section>
  )
}

/** A line of a section: text at the left, figure or time at the right. */
export function SheetLine({
  icon,
  children,
  aside,
}: {
  readonly icon?: React.ReactNode
  readonly children: React.ReactNode
  readonly aside?: React.ReactNode
}) {
  return (
    <div className={classes.line}>
      {icon === undefined ? null : <span className="third">{icon}</span>}
      <span className="grow">{children}</span>
      {aside === undefined ? null : <span className="num xs third">{aside}</span>}
    </div>
  )
}

/** A form inside a sheet, opened by one of its actions. With `onLeave` Esc leaves the form and not the sheet. */
export function SheetForm({
  title,
  onSubmit,
  onLeave,
  children,
}: {
  readonly title: string
  readonly onSubmit: () => void
  readonly onLeave?: (() => void) | undefined
  readonly children: React.ReactNode
}) {
  return (
    <form
      className={classes.form}
      aria-label={title}
      onKeyDown={(event) => {
        if (onLeave === undefined || event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onLeave()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <h3>{title}</h3>
      {children}
    </form>
  )
}
