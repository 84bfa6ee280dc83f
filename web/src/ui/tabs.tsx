// Views of one list or one thing, each with its count; the address keeps which one is open.
import { Link, type LinkProps } from '@tanstack/react-router'
import { intoView } from './into-view.ts'
import classes from './tabs.module.css'
import { useFormat } from './use-format.ts'

export type TabItem = { readonly id: string; readonly word: string; readonly count?: number | undefined; readonly link: LinkProps }

export function Tabs({
  items,
  open,
  label,
  aside,
}: {
  readonly items: readonly TabItem[]
  readonly open: string
  readonly label: string
  readonly aside?: React.ReactNode
}) {
  const format = useFormat()
  return (
    <nav className={classes.tabs} aria-label={label}>
      <div className={classes.scroll}>
        {items.map((item) => (
          <Link
            key={item.id}
            {...item.link}
            activeOptions={{ exact: true }}
            className={`${item.id === open ? classes.open : ''} ${classes.tab}`}
            {...(item.id === open ? { 'aria-current': 'page' as const, ref: intoView } : {})}
          >
            {item.word}
            {item.count === undefined ? null : <span className={classes.count}>{format.number(item.count)}</span>}
          </Link>
        ))}
      </div>
      {aside}
    </nav>
  )
}
