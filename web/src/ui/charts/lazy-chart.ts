// The chart, fetched once the page has been drawn: its library is heavier than the screen around it.
import { lazy } from 'react'

const drawn = new Promise<void>((resolve) => {
  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return
    observer.disconnect()
    resolve()
  }).observe({ type: 'paint', buffered: true })
})

export const LazyChart = lazy(() => drawn.then(() => import('./chart.tsx')))
