// The day of today in a zone, which changes at midnight while the page stays open.
import { useSyncExternalStore } from 'react'
import type { Day } from '#values/day'
import { dayIn } from './format.ts'

const everyMinute = (tell: () => void): (() => void) => {
  const timer = setInterval(tell, 60_000)
  return () => clearInterval(timer)
}

export const useToday = (timeZone: string): Day => useSyncExternalStore(everyMinute, () => dayIn(new Date(), timeZone))
