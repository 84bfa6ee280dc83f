// A sheet beside the list: docked on wide screens, floating from 960, the whole screen on a phone; the place in the list is kept.

import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './side-sheet.module.css'
import { useKeys } from './use-keys.ts'

const usualWidth = 440
const ofWidth = (width: number) => ({ '--sheet-width': `${width}px` }) as React.CSSProperties

type Props = {
  readonly title: React.ReactNode
  readonly label: string
  readonly onClose: () => void
  readonly actions?: React.ReactNode
  readonly footer?: React.ReactNode
  readonly width?: number
  readonly children: React.ReactNode
  /** Moves focus into the sheet when it opens; a list that opens it by arrow keys keeps the focus. */
  readonly takesFocus?: boolean
}

export function SideSheet({ title, label, onClose, actions, footer, width = usualWidth, children, takesFocus = false }: Props) {
  const { t } = useTranslation('shell')
  const sheet = useRef<HTMLElement>(null)
  useKeys({ Escape: onClose })
  useEffect(() => {
    if (takesFocus) (sheet.current?.querySelector<HTMLElement>('input, textarea, select') ?? sheet.current)?.focus()
  }, [takesFocus])
  return (
    <aside ref={sheet} className={classes.sheet} style={ofWidth(width)} aria-label={label} tabIndex={-1}>
      <header className={classes.head}>
        <h2 className={`row grow ${classes.title}`}>{title}</h2>
        {actions}
        <Button look="plain" size="sm" icon aria-label={t('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </Button>
      </header>
      <div className={classes.body} tabIndex={0}>
        {children}
      </div>
      {footer === undefined ? null : <footer className={classes.footer}>{footer}</footer>}
    </aside>
  )
}

/** The place of a sheet that is still being fetched: the list beside it has its width already. */
export function SheetPlace() {
  return <aside className={classes.sheet} style={ofWidth(usualWidth)} aria-hidden />
}

/** A screen with its list and, when open, a sheet beside it. */
export function WithSheet({ sheet, children }: { readonly sheet: React.ReactNode; readonly children: React.ReactNode }) {
  return (
    <div className={classes.pair}>
      <div className={classes.main}>{children}</div>
      {sheet}
    </div>
  )
}
