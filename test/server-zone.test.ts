// The zone of the server decides nothing: a machine in Los Angeles and one in UTC name the same days and hours.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const questions = `
  import { dayOf, daysBetween, instantAt } from '#values/day'
  import { nextRun } from '#domain/schedule/next-run'
  import { effectiveDueOn } from '#domain/calendar/effective-due-day'
  const zone = 'Europe/Warsaw'
  const nights = ['2026-03-29', '2026-10-25', '2026-12-31', '2027-01-01']
  console.log(JSON.stringify(nights.map((night) => {
    const before = new Date(night + 'T00:30:00Z')
    return [
      dayOf(before, zone), dayOf(new Date(night + 'T22:59:59Z'), zone), dayOf(new Date(night + 'T23:00:00Z'), zone),
      instantAt(night, 2, 30, zone).toISOString(), daysBetween('2026-03-28', night), effectiveDueOn(night),
      nextRun({ kind: 'daily', at: '02:30' }, before, zone).toISOString(),
    ]
  })))
`
const answersIn = (zone: string): string =>
  execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', questions], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  })

test('T47 servers in Los Angeles, Auckland and UTC name the same days, hours, due days and next runs', () => {
  const inUtc = answersIn('UTC')
  expect(JSON.parse(inUtc)).toHaveLength(4)
  expect(JSON.parse(inUtc)[1].slice(0, 3)).toEqual(['2026-10-25', '2026-10-25', '2026-10-26'])
  expect(answersIn('America/Los_Angeles')).toBe(inUtc)
  expect(answersIn('Pacific/Auckland')).toBe(inUtc)
})
