// Polish holidays, business days and terms that end on days off, by known answers.
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '#values/day'
import {
  addBusinessDays,
  businessDayFrom,
  businessDayUntil,
  isBusinessDay,
  isStatutoryDayOff,
  lastBusinessDayOfMonthBefore,
} from './business-days.ts'
import { easterSunday } from './easter.ts'
import { effectiveDueOn } from './effective-due-day.ts'
import { holidayOn, polishHolidays } from './polish-holidays.ts'

describe('T44 Easter', () => {
  /** Month and day of Easter from 1990 to 2100, out of another program's table (Oudin's rule). */
  const easters =
    '0415 0331 0419 0411 0403 0416 0407 0330 0412 0404 0423 0415 0331 0420 0411 0327 0416 0408 0323 0412 0404 0424 0408 0331 0420 0405 0327 0416 0401 0421 0412 0404 0417 0409 0331 0420 0405 0328 0416 0401 0421 0413 0328 0417 0409 0325 0413 0405 0425 0410 0401 0421 0406 0329 0417 0409 0325 0414 0405 0418 0410 0402 0421 0406 0329 0418 0402 0422 0414 0330 0418 0410 0326 0415 0406 0329 0411 0403 0422 0414 0330 0419 0410 0326 0415 0407 0419 0411 0403 0423 0407 0330 0419 0404 0326 0415 0331 0420 0411 0403 0416 0408 0330 0412 0404 0424 0415 0331 0420 0412 0328'.split(
      ' ',
    )
  test('falls from 1990 to 2100 on the days of an independent table', () => {
    expect(easters).toHaveLength(111)
    expect(easters.map((_, index) => easterSunday(1990 + index))).toEqual(
      easters.map((text, index) => `${1990 + index}-${text.slice(0, 2)}-${text.slice(2)}`),
    )
  })
  test.each([
    [2024, '03-31', '04-01', '05-19', '05-30'],
    [2025, '04-20', '04-21', '06-08', '06-19'],
    [2026, '04-05', '04-06', '05-24', '06-04'],
    [2027, '03-28', '03-29', '05-16', '05-27'],
    [2028, '04-16', '04-17', '06-04', '06-15'],
    [2029, '04-01', '04-02', '05-20', '05-31'],
    [2030, '04-21', '04-22', '06-09', '06-20'],
    [2031, '04-13', '04-14', '06-01', '06-12'],
    [2032, '03-28', '03-29', '05-16', '05-27'],
  ])('of %i brings its Monday, Pentecost and Corpus Christi', (year, easter, monday, pentecost, corpusChristi) => {
    const on = (text: string): Day => day(`${year}-${text}`)
    expect([holidayOn(on(easter)), holidayOn(on(monday)), holidayOn(on(pentecost)), holidayOn(on(corpusChristi))]).toEqual([
      'easter',
      'easter-monday',
      'pentecost',
      'corpus-christi',
    ])
  })
})

describe('holidays', () => {
  test('of 2026 are fourteen, of 2024 thirteen, of 2010 twelve', () => {
    expect([...polishHolidays(2026).keys()]).toEqual(
      ['01-01', '01-06', '04-05', '04-06', '05-01', '05-03', '05-24', '06-04', '08-15', '11-01', '11-11', '12-24', '12-25', '12-26'].map(
        (text) => `2026-${text}`,
      ),
    )
    expect(polishHolidays(2024).size).toBe(13)
    expect(polishHolidays(2010).size).toBe(12)
  })
  test('T43 Christmas Eve is one from 2025, Epiphany from 2011', () => {
    expect([holidayOn(day('2024-12-24')), holidayOn(day('2025-12-24'))]).toEqual([null, 'christmas-eve'])
    expect([holidayOn(day('2010-01-06')), holidayOn(day('2011-01-06'))]).toEqual([null, 'epiphany'])
  })
  test.each(['2026-04-03', '2026-05-02', '2026-12-31'])('%s is none (Good Friday, 2 May, New Year\u2019s Eve)', (on) => {
    expect(isStatutoryDayOff(day(on))).toBe(false)
  })
})

describe('business days', () => {
  test('are neither Saturdays, Sundays nor holidays', () => {
    expect(['2026-11-13', '2026-11-14', '2026-11-15', '2026-11-11', '2026-11-16'].map((on) => isBusinessDay(day(on)))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
  })
  test('forwards and backwards from a day off', () => {
    expect([businessDayFrom(day('2026-12-24')), businessDayUntil(day('2026-12-27'))]).toEqual(['2026-12-28', '2026-12-23'])
  })
  test.each([
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-28', -1, '2026-12-23'],
    ['2026-11-10', 2, '2026-11-13'],
    ['2026-11-15', 0, '2026-11-15'],
    ['2026-05-04', -3, '2026-04-28'],
  ])('counted from %s by %i give %s', (from, count, expected) => {
    expect(addBusinessDays(day(from), count)).toBe(expected)
  })
  test('the last of the month before is found over weekends and New Year', () => {
    expect([
      lastBusinessDayOfMonthBefore(day('2026-01-31')),
      lastBusinessDayOfMonthBefore(day('2026-02-03')),
      lastBusinessDayOfMonthBefore(day('2026-06-15')),
    ]).toEqual(['2025-12-31', '2026-01-30', '2026-05-29'])
  })
})

describe('T43 a term that ends on a day off', () => {
  test.each([
    ['2026-11-14', '2026-11-16'],
    ['2026-11-11', '2026-11-12'],
    ['2026-12-24', '2026-12-28'],
    ['2025-12-24', '2025-12-29'],
    ['2024-12-24', '2024-12-24'],
    ['2026-05-01', '2026-05-04'],
    ['2026-06-04', '2026-06-05'],
    ['2026-08-15', '2026-08-17'],
    ['2026-04-04', '2026-04-07'],
    ['2027-05-01', '2027-05-04'],
    ['2026-12-31', '2026-12-31'],
    ['2016-11-12', '2016-11-12'],
    ['2016-11-13', '2016-11-14'],
  ])('%s ends on %s', (dueOn, expected) => {
    expect(effectiveDueOn(day(dueOn))).toBe(expected)
  })
  test('never ends on one, never moves back and never by more than five days, over forty years', () => {
    for (let on = day('2017-01-01'); on < day('2057-01-01'); on = addDays(on, 1)) {
      const ends = effectiveDueOn(on)
      if (!isBusinessDay(ends) || ends < on || ends > addDays(on, 5)) throw new Error(`${on} ends on ${ends}`)
    }
    expect(isBusinessDay(effectiveDueOn(day('2056-12-31')))).toBe(true)
  })
})
