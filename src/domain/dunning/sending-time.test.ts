// When messages may go: hours, days off and changes of the clock in the company's zone.
import { describe, expect, test } from 'vitest'
import { presetPolicies } from './policy-presets.ts'
import { sendingFrom } from './sending-time.ts'

const times = presetPolicies.standard
const zone = 'Europe/Warsaw'
const from = (at: string, of: Parameters<typeof sendingFrom>[0] = times, timeZone = zone) =>
  sendingFrom(of, new Date(at), timeZone)?.toISOString() ?? null

describe('T67 the window from nine to four on working days', () => {
  test.each([
    // Thursday at noon: now.
    ['2026-11-19T11:00:00Z', '2026-11-19T11:00:00.000Z'],
    ['2026-11-19T07:59:59Z', '2026-11-19T08:00:00.000Z'],
    ['2026-11-19T14:59:59Z', '2026-11-19T14:59:59.000Z'],
    ['2026-11-19T15:00:00Z', '2026-11-20T08:00:00.000Z'],
    // Friday evening: Monday morning.
    ['2026-11-20T18:00:00Z', '2026-11-23T08:00:00.000Z'],
    // Independence Day, then Christmas Eve on a Thursday.
    ['2026-11-11T11:00:00Z', '2026-11-12T08:00:00.000Z'],
    ['2026-12-24T09:00:00Z', '2026-12-28T08:00:00.000Z'],
    // New Year's Eve ends at noon.
    ['2026-12-31T10:59:00Z', '2026-12-31T10:59:00.000Z'],
    ['2026-12-31T11:00:00Z', '2027-01-04T08:00:00.000Z'],
  ])('at %s is open from %s', (at, expected) => {
    expect(from(at)).toBe(expected)
  })

  test('is that of the company’s zone', () => {
    expect(from('2026-11-19T11:00:00Z', times, 'America/Los_Angeles')).toBe('2026-11-19T17:00:00.000Z')
  })

  test.each([
    // Before and after the clock goes forward and back: nine o'clock is another instant, never another hour.
    ['2026-03-27T20:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['2026-10-23T20:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['2027-03-26T20:00:00Z', '2027-03-30T07:00:00.000Z'],
    ['2027-10-29T20:00:00Z', '2027-11-02T08:00:00.000Z'],
  ])('T46 opens at nine on the Monday after the change of the clock: %s → %s', (at, expected) => {
    expect(from(at)).toBe(expected)
  })

  test('that never opens says so', () => {
    expect(from('2026-11-19T11:00:00Z', { ...times, sendOn: [] })).toBeNull()
    expect(from('2026-11-19T11:00:00Z', { ...times, window: { from: '10:00', until: '10:00' } })).toBeNull()
  })

  test('opens on Sundays and holidays for a policy that sends then', () => {
    expect(from('2026-11-15T11:00:00Z', { ...times, sendOn: [7], skipHolidays: false })).toBe('2026-11-15T11:00:00.000Z')
    expect(from('2026-11-11T11:00:00Z', { ...times, skipHolidays: false })).toBe('2026-11-11T11:00:00.000Z')
  })
})
