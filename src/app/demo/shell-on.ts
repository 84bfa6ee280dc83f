// The shell as it was on an earlier day, for what the sample firm has behind it.
import type { Shell } from '#flows/shell'
import { type Day, instantAt } from '#values/day'

export type ShellOn = (day: Day, hour?: number) => Shell

export const shellOn =
  (shell: Shell, timeZone: string): ShellOn =>
  (day, hour = 11) => {
    const at = instantAt(day, hour, 5, timeZone)
    return { ...shell, clock: { now: () => new Date(at) } }
  }
