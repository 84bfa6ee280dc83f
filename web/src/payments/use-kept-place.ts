// The queue while a person sits at it: what is open keeps the place where it was opened, whatever becomes of its proposal.
import { useMemo, useState } from 'react'
import type { Id } from '#values/id'
import { type Band, bandOfRow, bands } from './band.ts'
import type { PaymentRow } from './payment-types.ts'

/** A payment in the queue, under its word of confidence. */
export type Placed = { readonly row: PaymentRow; readonly band: Band }

const placed = (row: PaymentRow): Placed => ({ row, band: bandOfRow(row) })

/** Under each word in the order of the server; `kept` where it was, though by now it is listed elsewhere, or on no page that is loaded. */
export function inOrder(rows: readonly PaymentRow[], kept: Placed | null): readonly Placed[] {
  const now = rows.find(({ paymentId }) => paymentId === kept?.row.paymentId)
  const moved = kept !== null && (now === undefined || bandOfRow(now) !== kept.band)
  const all = (moved ? rows.filter((row) => row !== now) : rows).map(placed)
  if (moved) {
    const below = all.findIndex(({ row, band }) => band === kept.band && row.bookedOn <= kept.row.bookedOn)
    all.splice(below === -1 ? all.length : below, 0, { row: now ?? kept.row, band: kept.band })
  }
  return bands.flatMap((band) => all.filter((each) => each.band === band))
}

type Queue = {
  readonly rows: readonly PaymentRow[]
  /** Decided, though the server may not have said so yet. */
  readonly gone: ReadonlySet<Id>
  /** What the address names; else the first is open, until the person goes elsewhere. */
  readonly asked: Id | null
  readonly search: string
}

export function useKeptPlace({ rows, gone, asked, search }: Queue): { readonly queue: readonly Placed[]; readonly openId: Id | null } {
  const [last, setLast] = useState<(Placed & { readonly search: string }) | null>(null)
  const living = last !== null && last.search === search && !gone.has(last.row.paymentId) ? last : null
  const waiting = useMemo(() => rows.filter(({ paymentId }) => !gone.has(paymentId)), [rows, gone])
  const openId = asked ?? living?.row.paymentId ?? inOrder(waiting, null)[0]?.row.paymentId ?? null
  const kept = living?.row.paymentId === openId ? living : null
  const opened = kept === null ? waiting.find(({ paymentId }) => paymentId === openId) : undefined
  if (opened !== undefined) setLast({ ...placed(opened), search })
  const queue = useMemo(() => inOrder(waiting, kept), [waiting, kept])
  return { queue, openId }
}
