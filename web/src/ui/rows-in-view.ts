// Which rows of a list of equal heights are drawn: those in view and a screenful before and after, so that a turn of the wheel finds them there.
import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

type Drawn = { readonly from: number; readonly to: number }

/** Rows beside those in view; at least as many as a screen holds. */
const least = 24

export function drawnRows(view: { readonly top: number; readonly height: number }, rowHeight: number, count: number): Drawn {
  const shown = Math.ceil(view.height / rowHeight)
  const beside = Math.max(least, shown)
  const first = Math.floor(Math.max(0, view.top) / rowHeight)
  return { from: Math.max(0, Math.min(first, count) - beside), to: Math.min(count, first + shown + beside) }
}

/** `scrollTo` brings a row into view, below the head of the list. */
export function useRowsInView({
  scroller,
  rowHeight,
  count,
}: {
  readonly scroller: HTMLElement | null
  readonly rowHeight: number
  readonly count: number
}): Drawn & { readonly height: number; readonly scrollTo: (at: number) => void } {
  const [view, setView] = useState({ top: 0, height: 800 })
  const drawn = drawnRows(view, rowHeight, count)
  useEffect(() => {
    if (scroller === null) return
    const look = () => setView((old) => ({ top: scroller.scrollTop, height: scroller.clientHeight || old.height }))
    // Drawn before the browser paints what it has scrolled to.
    const onScroll = () => flushSync(look)
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(scroller)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      sizes.disconnect()
      scroller.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  const scrollTo = useCallback(
    (at: number) => {
      if (scroller === null) return
      const head = scroller.querySelector<HTMLElement>('[role="row"][aria-rowindex="1"]')?.offsetHeight ?? 0
      const top = at * rowHeight
      const bottom = top + rowHeight + head - scroller.clientHeight
      if (top < scroller.scrollTop) scroller.scrollTo({ top })
      else if (bottom > scroller.scrollTop) scroller.scrollTo({ top: bottom })
    },
    [scroller, rowHeight],
  )
  return { ...drawn, height: count * rowHeight, scrollTo }
}
