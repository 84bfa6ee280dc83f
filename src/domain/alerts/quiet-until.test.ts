// Quiet hours in the zone of the company, over midnight and over the change of the clock.
import { expect, test } from 'vitest'
import { quietUntil } from './quiet-until.ts'

const zone = 'Europe/Warsaw'
const night = { from: '20:00', until: '07:00' }
const held = (hours: typeof night, at: string): string => quietUntil(hours, new Date(at), zone).toISOString()

test('what comes by day goes at once', () => {
  expect(held(night, '2026-11-05T12:00:00Z')).toBe('2026-11-05T12:00:00.000Z')
})

test('what comes in the evening or after midnight waits until the same morning', () => {
  expect(held(night, '2026-11-05T19:30:00Z')).toBe('2026-11-06T06:00:00.000Z')
  expect(held(night, '2026-11-06T03:00:00Z')).toBe('2026-11-06T06:00:00.000Z')
})

test('the first and the last minute: 20:00 is quiet, 07:00 is not', () => {
  expect(held(night, '2026-11-05T19:00:00Z')).toBe('2026-11-06T06:00:00.000Z')
  expect(held(night, '2026-11-06T06:00:00Z')).toBe('2026-11-06T06:00:00.000Z')
  expect(held(night, '2026-11-05T18:59:00Z')).toBe('2026-11-05T18:59:00.000Z')
})

test('on the morning after the change of the clock the end is still 07:00 by the clock', () => {
  expect(held(night, '2026-10-24T21:00:00Z')).toBe('2026-10-25T06:00:00.000Z')
  expect(held(night, '2026-03-28T21:00:00Z')).toBe('2026-03-29T05:00:00.000Z')
})

test('hours within one day, and two equal times, which are none', () => {
  expect(held({ from: '12:00', until: '14:00' }, '2026-11-05T11:30:00Z')).toBe('2026-11-05T13:00:00.000Z')
  expect(held({ from: '08:00', until: '08:00' }, '2026-11-05T07:00:00Z')).toBe('2026-11-05T07:00:00.000Z')
})
