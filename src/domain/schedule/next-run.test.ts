// Schedules on ordinary days and on the days when the clock changes.
import { describe, expect, test } from 'vitest'
import { dueRun, nextRun, type ScheduleRule } from './next-run.ts'

const warsaw = 'Europe/Warsaw'
const at = (text: string) => new Date(text)
const daily = (time: string): ScheduleRule => ({ kind: 'daily', at: time })
const runsBetween = (rule: ScheduleRule, from: string, to: string): string[] => {
  const runs: string[] = []
  for (let next = nextRun(rule, at(from), warsaw); next < at(to); next = nextRun(rule, next, warsaw)) runs.push(next.toISOString())
  return runs
}

describe('a daily rule', () => {
  test('at 8:00 in Warsaw is 7:00 UTC in winter and 6:00 UTC in summer', () => {
    expect(nextRun(daily('08:00'), at('2026-11-19T12:00:00Z'), warsaw)).toEqual(at('2026-11-20T07:00:00Z'))
    expect(nextRun(daily('08:00'), at('2026-07-19T12:00:00Z'), warsaw)).toEqual(at('2026-07-20T06:00:00Z'))
  })

  test('asked exactly at its time gives the next day, one millisecond before gives today', () => {
    expect(nextRun(daily('08:00'), at('2026-11-20T07:00:00Z'), warsaw)).toEqual(at('2026-11-21T07:00:00Z'))
    expect(nextRun(daily('08:00'), at('2026-11-20T06:59:59.999Z'), warsaw)).toEqual(at('2026-11-20T07:00:00Z'))
  })

  test.each([
    ['2026-03-29', 1],
    ['2026-10-25', 1],
    ['2027-03-28', 1],
    ['2027-10-31', 1],
  ])('T46 at 02:30 runs once on the day of the clock change %s', (on, times) => {
    expect(runsBetween(daily('02:30'), `${on}T00:00:00+01:00`, `${on}T23:00:00+01:00`)).toHaveLength(times)
  })

  test('T46 every day of two years has one run at 02:30 and one at 08:00', () => {
    for (const time of ['02:30', '08:00']) {
      const days = runsBetween(daily(time), '2026-01-01T00:00:00+01:00', '2028-01-01T00:00:00+01:00').map((run) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: warsaw }).format(at(run)),
      )
      expect(days).toHaveLength(730)
      expect(new Set(days).size).toBe(730)
    }
  })

  test('T46 the skipped 02:30 of spring is taken at 03:30 summer time', () => {
    expect(runsBetween(daily('02:30'), '2026-03-29T00:00:00+01:00', '2026-03-29T12:00:00+02:00')).toEqual(['2026-03-29T01:30:00.000Z'])
  })
})

describe('a monthly rule', () => {
  test('on the first at 8:00 comes once a month', () => {
    const rule: ScheduleRule = { kind: 'monthly', at: '08:00', dayOfMonth: 1 }
    expect(runsBetween(rule, '2026-09-15T00:00:00Z', '2026-12-15T00:00:00Z')).toEqual([
      '2026-10-01T06:00:00.000Z',
      '2026-11-01T07:00:00.000Z',
      '2026-12-01T07:00:00.000Z',
    ])
  })

  test('on the 31st takes the last day of a shorter month', () => {
    const rule: ScheduleRule = { kind: 'monthly', at: '08:00', dayOfMonth: 31 }
    expect(runsBetween(rule, '2027-01-15T00:00:00Z', '2027-04-01T00:00:00Z').map((run) => run.slice(0, 10))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ])
  })
})

describe('a weekly rule', () => {
  test('on Mondays comes every seven days, also over the clock change', () => {
    expect(runsBetween({ kind: 'weekly', at: '08:00', weekday: 1 }, '2026-10-14T00:00:00Z', '2026-11-03T00:00:00Z')).toEqual([
      '2026-10-19T06:00:00.000Z',
      '2026-10-26T07:00:00.000Z',
      '2026-11-02T07:00:00.000Z',
    ])
  })
})

describe('a rule of working days', () => {
  const on = (ordinal: number, from: string, to: string) =>
    runsBetween({ kind: 'working-day', at: '08:00', ordinal }, from, to).map((run) => run.slice(0, 10))

  test('every working day passes over weekends and holidays: 11 November, Christmas Eve to the 27th', () => {
    expect(on(0, '2026-11-09T12:00:00Z', '2026-11-14T00:00:00Z')).toEqual(['2026-11-10', '2026-11-12', '2026-11-13'])
    expect(on(0, '2026-12-23T12:00:00Z', '2026-12-29T00:00:00Z')).toEqual(['2026-12-28'])
  })

  test('the first of a month after a holiday, the third, and the last one', () => {
    expect(on(1, '2026-04-15T00:00:00Z', '2026-06-15T00:00:00Z')).toEqual(['2026-05-04', '2026-06-01'])
    expect(on(3, '2026-10-20T00:00:00Z', '2026-12-15T00:00:00Z')).toEqual(['2026-11-04', '2026-12-03'])
    expect(on(-1, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(['2026-10-30', '2026-11-30'])
  })

  test('the 31st working day, which no month has, is its last', () => {
    expect(on(31, '2026-10-05T00:00:00Z', '2026-11-05T00:00:00Z')).toEqual(['2026-10-30'])
  })
})

describe('a rule of minutes', () => {
  test('falls on the same instants in every process', () => {
    expect(nextRun({ kind: 'every', minutes: 15 }, at('2026-11-19T12:07:31Z'), warsaw)).toEqual(at('2026-11-19T12:15:00Z'))
    expect(nextRun({ kind: 'every', minutes: 15 }, at('2026-11-19T12:15:00Z'), warsaw)).toEqual(at('2026-11-19T12:30:00Z'))
  })
})

describe('T48 a scheduler that was away', () => {
  test('three days late runs once and then at the next ordinary time', () => {
    expect(dueRun(daily('08:00'), at('2026-11-16T07:00:00Z'), at('2026-11-19T12:00:00Z'), warsaw)).toEqual({
      due: true,
      late: true,
      scheduledFor: at('2026-11-16T07:00:00Z'),
      nextRunAt: at('2026-11-20T07:00:00Z'),
    })
  })

  test('whose clock steps back two hours after a run does not run again', () => {
    const ran = dueRun(daily('08:00'), at('2026-11-19T07:00:00Z'), at('2026-11-19T07:00:10Z'), warsaw)
    expect(ran.due && dueRun(daily('08:00'), ran.nextRunAt, at('2026-11-19T05:00:10Z'), warsaw)).toEqual({ due: false })
  })
})
