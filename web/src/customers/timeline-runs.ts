// One line for what happened many times in a row: a morning in which the program matched thirty payments.
import { type Money, total } from '#values/money'
import type { CustomerDetail } from './customer-types.ts'

export type TimelineEvent = CustomerDetail['timeline'][number]

/** So many alike in a row are one line. */
const least = 4

const alike = (a: TimelineEvent, b: TimelineEvent): boolean =>
  a.kind === b.kind && a.word === b.word && a.skipped === b.skipped && a.facts['reason'] === b.facts['reason']

/** The events of a day in their order, those alike together; notes and all that people wrote stand by themselves. */
export function runsOf(events: readonly TimelineEvent[]): readonly (readonly TimelineEvent[])[] {
  const runs: TimelineEvent[][] = []
  for (const event of events) {
    const run = runs.at(-1)
    if (run?.[0] !== undefined && event.kind !== 'note' && alike(run[0], event)) run.push(event)
    else runs.push([event])
  }
  return runs.flatMap((run) => (run.length < least ? run.map((event) => [event]) : [run]))
}

/** What all of them come to; null where an amount is missing or currencies differ. */
export function amountOf(events: readonly TimelineEvent[]): Money | null {
  const amounts = events.flatMap(({ amount }) => amount ?? [])
  const [first] = amounts
  if (first === undefined || amounts.length < events.length || amounts.some(({ currency }) => currency !== first.currency)) return null
  return total(amounts, first.currency)
}
