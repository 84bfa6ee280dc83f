// What of a day becomes one line, and what it comes to.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { parseDay } from '#values/day'
import { type Money, money } from '#values/money'
import { amountOf, runsOf, type TimelineEvent } from './timeline-runs.ts'

const on = parseDay('2026-11-22') ?? expect.fail()
const event = (kind: TimelineEvent['kind'], word: string, amount: Money | null = null): TimelineEvent => ({
  at: new Date('2026-11-22T08:00:00Z'),
  on,
  kind,
  word,
  facts: {},
  amount,
  skipped: false,
  invoiceId: null,
  paymentId: null,
  noteId: null,
})
const zl = (minor: bigint) => money(minor, PLN)
const matched = (minor: bigint) => event('allocation', 'automatic', zl(minor))

test('four alike in a row are one line, three are not, and what stands between parts them', () => {
  const four = [matched(1n), matched(2n), matched(3n), matched(4n)]
  const note = event('note', 'note')
  const runs = runsOf([...four, event('allocation', 'by-hand', zl(5n)), matched(6n), matched(7n), matched(8n)])
  expect(runs.map((run) => run.length)).toEqual([4, 1, 1, 1, 1])
  expect(runsOf([matched(1n), matched(2n), note, matched(3n), matched(4n)]).map((run) => run.length)).toEqual([1, 1, 1, 1, 1])
})

test('notes are never folded: each was written by somebody', () => {
  expect(runsOf(Array.from({ length: 6 }, () => event('note', 'note')))).toHaveLength(6)
})

test('a run comes to the sum of its amounts; without all of them, or in two currencies, to none', () => {
  expect(amountOf([matched(100n), matched(250n)])).toEqual(zl(350n))
  expect(amountOf([matched(100n), event('allocation', 'automatic', money(1n, EUR))])).toBeNull()
  expect(amountOf([event('message', 'sent'), event('message', 'sent')])).toBeNull()
})
