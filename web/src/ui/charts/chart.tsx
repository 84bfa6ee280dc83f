// Draws an option object with ECharts; this file and the library behind it are fetched only where a chart stands.

import type { EChartsOption } from 'echarts'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

type Props = {
  readonly option: EChartsOption
  readonly label: string
  /** Of its place where that decides: `100%`. */
  readonly height: number | '100%'
  readonly onPick?: (at: number, series: string) => void
}

export default function Chart({ option, label, height, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const chart = init(element, null, { renderer: 'canvas' })
    chart.setOption(option)
    chart.on('click', (event) => pick.current?.(event.dataIndex, event.seriesName ?? ''))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element)
    // The canvas is painted before the face has come when the page is fresh.
    void document.fonts.ready.then(() => {
      if (!chart.isDisposed()) chart.resize()
    })
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={place} style={{ height, width: '100%' }} role="img" aria-label={label} />
}
