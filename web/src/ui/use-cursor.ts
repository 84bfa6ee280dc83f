// The row that the keys are on: J K and arrows move, Enter opens, X marks, with Shift J K mark on the way.
import { useState } from 'react'
import { useKeys } from './use-keys.ts'

type Options = {
  readonly count: number
  /** Row that is open beside the list, or null. */
  readonly openAt: number | null
  readonly onMove: (at: number) => void
  readonly onOpen: (at: number) => void
  readonly onSelect: (at: number, range: boolean) => void
  /** From the row that is left to the one that is come to. */
  readonly onExtend: (from: number, to: number) => void
  readonly onClear: (() => void) | undefined
}

/** Gives the row under the cursor; null until a key or a click puts it somewhere. */
export function useCursor({ count, openAt, onMove, onOpen, onSelect, onExtend, onClear }: Options): {
  cursor: number | null
  setCursor: (at: number | null) => void
} {
  const [cursor, setCursor] = useState<number | null>(null)
  // What is opened otherwise than by the cursor (a link, the back button) takes the cursor along.
  const [seen, setSeen] = useState(openAt)
  if (seen !== openAt) {
    setSeen(openAt)
    if (openAt !== null && openAt >= 0) setCursor(openAt)
  }
  const at = cursor === null ? null : Math.min(cursor, count - 1)
  const move = (to: number) => {
    if (count === 0) return
    const next = Math.max(0, Math.min(count - 1, to))
    setCursor(next)
    onMove(next)
  }
  const down = () => move(at === null ? 0 : at + 1)
  const up = () => move(at === null ? 0 : at - 1)
  const extend = (step: 1 | -1) => {
    const to = (at ?? -1) + step
    if (at !== null && to >= 0 && to < count) onExtend(at, to)
    move(to)
  }
  useKeys({
    j: down,
    'shift+j': () => extend(1),
    ArrowDown: down,
    k: up,
    'shift+k': () => extend(-1),
    ArrowUp: up,
    Home: () => move(0),
    End: () => move(count - 1),
    PageDown: () => move((at ?? 0) + 15),
    PageUp: () => move((at ?? 0) - 15),
    Enter: at === null ? undefined : () => onOpen(at),
    x: at === null ? undefined : (event) => onSelect(at, event.shiftKey),
    Escape: onClear,
  })
  return { cursor: at, setCursor }
}
