// The width of an element as it changes; 0 before the first measurement.
import { type RefObject, useLayoutEffect, useState } from 'react'

export function useElementWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  // Runs after each render, because the element comes and goes with the rows.
  useLayoutEffect(() => {
    const seen = element.current
    if (seen === null) return
    const observer = new ResizeObserver(() => setWidth(Math.round(seen.clientWidth)))
    observer.observe(seen)
    setWidth(Math.round(seen.clientWidth))
    return () => observer.disconnect()
  })
  return width
}
