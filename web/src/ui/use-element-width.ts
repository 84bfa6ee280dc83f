// The width of an element as it changes; 0 before the first measurement.
import { useLayoutEffect, useState } from 'react'

export function useElementWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (element === null) return
    // An observer tells the first measurement too, before the next paint.
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}
