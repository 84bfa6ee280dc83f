// The width of an element as it changes; 0 before there is one.
import { useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

export function useElementWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (element === null) return
    const measure = () => setWidth(Math.round(element.clientWidth))
    measure()
    // Drawn for the new width before the browser paints it.
    const observer = new ResizeObserver(() => flushSync(measure))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}
