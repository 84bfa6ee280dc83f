// The shell as it was on an earlier day, for what the sample firm has behind it.
import type { InvoiceFact } from '#domain/reporting/facts'
import type { Actor } from '#flows/actor'
import type { Shell } from '#flows/shell'
import { type Day, instantAt } from '#values/day'
import type { Id } from '#values/id'

export type ShellOn = (day: Day, hour?: number) => Shell

export const shellOn =
  (shell: Shell, timeZone: string): ShellOn =>
  (day, hour = 11) => {
    const at = instantAt(day, hour, 5, timeZone)
    return { ...shell, clock: { now: () => new Date(at) } }
  }

/** What a part of the sample firm's past is made from. */
export type SamplePast = {
  readonly shell: Shell
  readonly on: ShellOn
  readonly companyId: Id
  readonly actor: Actor
  readonly today: Day
  readonly invoices: readonly InvoiceFact[]
}
