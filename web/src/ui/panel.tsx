// A panel with its head, and tiles that share one panel with hairlines.

import { Tooltip } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import classes from './panel.module.css'

type PanelProps = {
  readonly title?: React.ReactNode
  readonly note?: React.ReactNode
  readonly aside?: React.ReactNode
  readonly ruled?: boolean
  readonly dashed?: boolean
  readonly children?: React.ReactNode
  readonly label?: string
}

export function Panel({ title, note, aside, ruled = false, dashed = false, children, label }: PanelProps) {
  return (
    <section className={`${classes.panel} ${dashed ? classes.dashed : ''}`} aria-label={label}>
      {title === undefined ? null : (
        <header className={`${classes.head} ${ruled ? classes.ruled : ''}`}>
          <h2 className="cut">{title}</h2>
          {note === undefined ? null : <span className={`xs third cut ${classes.note}`}>{note}</span>}
          {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
        </header>
      )}
      {children}
    </section>
  )
}

export function PanelBody({ children }: { readonly children: React.ReactNode }) {
  return <div className={classes.body}>{children}</div>
}

/** One line of a panel: 36 high, hairline above. */
export function PanelRow({ children }: { readonly children: React.ReactNode }) {
  return <div className={classes.row}>{children}</div>
}

export function Tiles({ children, label }: { readonly children: React.ReactNode; readonly label: string }) {
  return (
    <div className={classes.tilesPlace}>
      <section className={`${classes.panel} ${classes.tiles}`} aria-label={label}>
        {children}
      </section>
    </div>
  )
}

type TileProps = {
  readonly label: string
  readonly figure: React.ReactNode
  readonly context?: React.ReactNode
  readonly definition?: string
  readonly link?: LinkProps
}

/** The whole tile is the link to the rows behind its number; the definition opens on hover and focus. */
export function Tile({ label, figure, context, definition, link }: TileProps) {
  const inner = (
    <>
      <span className={classes.tileLabel}>{label}</span>
      <span className={classes.tileFigure}>{figure}</span>
      <span className={`${classes.tileContext} cut`}>{context ?? '\u00A0'}</span>
    </>
  )
  const tile =
    link === undefined ? (
      <div className={classes.tile}>{inner}</div>
    ) : (
      <Link {...link} className={`${classes.tile} ${classes.tileLink}`}>
        {inner}
      </Link>
    )
  return definition === undefined ? (
    tile
  ) : (
    <Tooltip label={definition} position="bottom-start">
      {tile}
    </Tooltip>
  )
}

/** A number of a tile with its unit stepping back. */
export function TileFigure({ value, unit }: { readonly value: string; readonly unit?: string }) {
  return (
    <span className={`figures ${classes.figure}`}>
      {value}
      {unit === undefined ? null : <span className={classes.unit}> {unit}</span>}
    </span>
  )
}
