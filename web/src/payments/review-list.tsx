// The queue at the left: payments by how sure their proposal is, one line each, virtualised.
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#values/id'
import { useRowsInView } from '../ui/rows-in-view.ts'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import { bandOfRow, bandShape, bands } from './band.ts'
import classes from './review.module.css'
import type { Placed } from './use-kept-place.ts'

/** A finger needs more than a pointer. */
const lineHeight = (): number => (window.matchMedia('(pointer: coarse)').matches ? 44 : 36)

type Line = { readonly head: (typeof bands)[number]; readonly count: number | null } | Placed

export function ReviewList({
  queue,
  whole,
  openId,
  picked,
  onOpen,
  onNearEnd,
}: {
  /** Under one word of confidence after the other. */
  readonly queue: readonly Placed[]
  /** Nothing waits on a page that is not loaded yet. */
  readonly whole: boolean
  readonly openId: Id | null
  /** Marked for being decided together. */
  readonly picked: ReadonlySet<Id>
  readonly onOpen: (paymentId: Id) => void
  readonly onNearEnd: () => void
}) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const lines = useMemo(
    (): readonly Line[] =>
      bands.flatMap((band) => {
        const some = queue.filter((each) => each.band === band)
        const counted = whole || queue.at(-1)?.band !== band
        return some.length === 0 ? [] : [{ head: band, count: counted ? some.length : null }, ...some]
      }),
    [queue, whole],
  )
  const rowHeight = lineHeight()
  const { from, to, height, scrollTo } = useRowsInView({ scroller, rowHeight, count: lines.length })
  const openAt = lines.findIndex((line) => 'row' in line && line.row.paymentId === openId)
  useEffect(() => {
    if (openAt >= 0) scrollTo(openAt)
  }, [openAt, scrollTo])
  useEffect(() => {
    if (lines.length > 0 && to > lines.length - 40) onNearEnd()
  }, [to, lines.length, onNearEnd])
  return (
    <div ref={setScroller} className={classes.queue}>
      <ol aria-label={t('list')} style={{ height, position: 'relative' }}>
        {lines.slice(from, to).map((line, n) => {
          const style = { transform: `translateY(${(from + n) * rowHeight}px)`, height: rowHeight }
          if ('head' in line)
            return (
              <li key={`head ${line.head}`} className={classes.band} style={style}>
                <span>{t(`band.${line.head}`)}</span>
                <span className="figures">{line.count === null ? '' : format.number(line.count)}</span>
              </li>
            )
          const { row } = line
          const band = bandOfRow(row)
          const name = row.payerName ?? row.title
          return (
            <li key={row.paymentId} style={style} className={classes.place}>
              <button
                type="button"
                className={`${classes.item} ${row.paymentId === openId ? classes.on : ''} ${picked.has(row.paymentId) ? classes.picked : ''}`}
                aria-pressed={picked.size === 0 ? undefined : picked.has(row.paymentId)}
                aria-current={row.paymentId === openId || undefined}
                onClick={() => onOpen(row.paymentId)}
              >
                <span className={band === 'none' ? 'third' : 'tone-accent'}>
                  <Shape name={bandShape[band]} title={t(`band.${band}`)} />
                </span>
                <span className="xs third figures">{format.compactDay(row.bookedOn)}</span>
                <span className="cut plain" title={name}>
                  {name}
                </span>
                <span className="num">{format.money(row.amount, row.amount.currency === 'PLN' ? 'bare' : 'unit')}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
