// Interest for late payment: the worked examples of the law reference, changes of rate and debt, and days without a rate.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { formatDecimal, parseDecimal } from '#values/decimal'
import { type Money, money } from '#values/money'
import { type LateDebt, type LateInterest, lateInterest } from './late-interest.ts'
import { ratePeriods } from './rate-table.ts'
import { ratesOf, statutoryRates } from './regime.ts'
import { civilRates, commercialRates } from './statutory-rates.ts'

const zloty = (text: string): Money => parseDecimal(text, PLN) ?? money(0n, PLN)

type Computed = Extract<LateInterest, { kind: 'interest' }>

function computed(outcome: LateInterest): Computed {
  if (outcome.kind !== 'interest') throw new Error(`no rate on ${outcome.on}`)
  return outcome
}

const debt = (principal: string, dueOn: string, more: Partial<LateDebt> = {}): LateDebt => ({
  principal: zloty(principal),
  dueOn: day(dueOn),
  changes: [],
  regime: { kind: 'commercial' },
  crediting: 'principal-first',
  ...more,
})

const interestOf = (of: LateDebt, until: string): string => formatDecimal(computed(lateInterest(of, day(until))).interest)

describe('T40 the worked examples', () => {
  test('1: over the turn of the half-year, the parts shown', () => {
    const { interest, parts, confirmed } = computed(lateInterest(debt('12300.00', '2026-05-29'), day('2026-08-14')))
    expect(formatDecimal(interest)).toBe('359.48')
    expect(parts.map((part) => [part.from, part.to, part.days, part.basisPoints, formatDecimal(part.amount)])).toEqual([
      ['2026-05-30', '2026-06-30', 32, 1400, '150.97'],
      ['2026-07-01', '2026-08-14', 45, 1375, '208.51'],
    ])
    expect(confirmed).toBe(true)
  })
  test('2: over New Year, and the same in the civil regime', () => {
    expect(
      computed(lateInterest(debt('4920.00', '2025-12-15'), day('2026-01-20'))).parts.map((part) => formatDecimal(part.amount)),
    ).toEqual(['32.89', '37.74'])
    expect(interestOf(debt('4920.00', '2025-12-15'), '2026-01-20')).toBe('70.63')
    expect(interestOf(debt('4920.00', '2025-12-15', { regime: { kind: 'civil' } }), '2026-01-20')).toBe('46.10')
  })
  test('3: most of a year', () => {
    const { interest, parts } = computed(lateInterest(debt('61500.00', '2025-01-07'), day('2025-09-30')))
    expect([formatDecimal(interest), ...parts.map((part) => `${part.days} ${formatDecimal(part.amount)}`)]).toEqual([
      '6981.51',
      '174 4617.55',
      '92 2363.96',
    ])
  })
  test('4: a public hospital owes two points less', () => {
    expect(interestOf(debt('100000.00', '2026-06-30', { regime: { kind: 'commercial-medical-public' } }), '2026-07-31')).toBe('997.95')
  })
  test('5: a Saturday moves the term', () => {
    const { interest, effectiveDueOn } = computed(lateInterest(debt('1000.00', '2026-11-14'), day('2026-11-17')))
    expect([formatDecimal(interest), effectiveDueOn]).toEqual(['0.38', '2026-11-16'])
  })
  test('6: a leap year has 365 days for interest', () => {
    expect(interestOf(debt('10000.00', '2024-02-15'), '2024-03-15')).toBe('125.14')
  })
  test('7: a published example', () => {
    expect(
      interestOf(debt('12400.00', '2026-04-30', { regime: { kind: 'contractual', basisPoints: 1400, cappedByLaw: false } }), '2026-06-13'),
    ).toBe('209.27')
  })
  test('8: a part payment covers the principal first, or the interest first', () => {
    const changes = [{ kind: 'payment' as const, on: day('2026-08-14'), amount: zloty('5000.00') }]
    const owed = ({ principalLeft, interestLeft }: Computed): string[] => [
      formatDecimal(principalLeft),
      formatDecimal(interestLeft),
      formatDecimal(money(principalLeft.minor + interestLeft.minor, PLN)),
    ]
    const principalFirst = computed(lateInterest(debt('12300.00', '2026-07-15', { changes }), day('2026-09-30')))
    expect(owed(principalFirst)).toEqual(['7300.00', '268.26', '7568.26'])
    expect(principalFirst.parts.map((part) => formatDecimal(part.amount))).toEqual(['139.01', '129.25'])
    const interestFirst = computed(
      lateInterest(debt('12300.00', '2026-07-15', { changes, crediting: 'interest-first' }), day('2026-09-30')),
    )
    expect(owed(interestFirst)).toEqual(['7439.01', '131.71', '7570.72'])
  })
})

describe('T42 the rate changes in between', () => {
  test.each([
    [
      '2025-12-30',
      '2026-01-02',
      [
        ['2025-12-31', '2025-12-31', 1525],
        ['2026-01-01', '2026-01-02', 1400],
      ],
    ],
    [
      '2026-06-29',
      '2026-07-02',
      [
        ['2026-06-30', '2026-06-30', 1400],
        ['2026-07-01', '2026-07-02', 1375],
      ],
    ],
    [
      '2019-12-30',
      '2020-07-01',
      [
        ['2019-12-31', '2019-12-31', 950],
        ['2020-01-01', '2020-06-30', 1150],
        ['2020-07-01', '2020-07-01', 1010],
      ],
    ],
  ])('for a debt due on %s and paid on %s', (dueOn, until, expected) => {
    expect(computed(lateInterest(debt('1000.00', dueOn), day(until))).parts.map((part) => [part.from, part.to, part.basisPoints])).toEqual(
      expected,
    )
  })
  test('the civil rate changes with the reference rate, not with the half-year', () => {
    const { parts } = computed(lateInterest(debt('1000.00', '2025-10-31', { regime: { kind: 'civil' } }), day('2026-03-10')))
    expect(parts.map((part) => [part.from, part.basisPoints])).toEqual([
      ['2025-11-01', 1000],
      ['2025-11-06', 975],
      ['2025-12-04', 950],
      ['2026-03-05', 925],
    ])
  })
})

describe('T49 a day without a known rate', () => {
  test.each([
    ['commercial', '2026-12-15', '2027-01-10', '2027-01-01'],
    ['commercial', '2015-11-10', '2016-02-01', '2015-11-11'],
    ['commercial-medical-public', '2027-03-01', '2027-03-10', '2027-03-02'],
    ['civil', '2026-06-15', '2026-08-01', '2026-07-02'],
  ] as const)('in the %s table gives no interest at all', (kind, dueOn, until, on) => {
    expect(lateInterest(debt('1000.00', dueOn, { regime: { kind } }), day(until))).toEqual({ kind: 'rate-missing', table: kind, on })
  })
  test('does not matter once nothing is owed', () => {
    const paid = debt('1000.00', '2026-12-15', { changes: [{ kind: 'payment', on: day('2026-12-20'), amount: zloty('1000.00') }] })
    expect(computed(lateInterest(paid, day('2027-06-01'))).parts).toHaveLength(1)
  })
  test('is filled by a row that a person adds', () => {
    const commercial = {
      ...commercialRates,
      rows: [
        ...commercialRates.rows,
        { from: day('2027-01-01'), basisPoints: 1300, certainty: 'published' as const, source: 'M.P. 2027 poz. 1' },
      ],
      knownThrough: day('2027-06-30'),
    }
    const outcome = lateInterest(debt('1000.00', '2026-12-30'), day('2027-01-10'), { ...statutoryRates, commercial })
    expect(computed(outcome).parts.map((part) => part.basisPoints)).toEqual([1375, 1300])
  })
})

describe('T45 payments and corrections', () => {
  const paying = (...changes: readonly (readonly ['payment' | 'correction', string, string])[]): Computed =>
    computed(
      lateInterest(
        debt('1000.00', '2026-07-15', { changes: changes.map(([kind, on, amount]) => ({ kind, on: day(on), amount: zloty(amount) })) }),
        day('2026-09-30'),
      ),
    )
  test('before or on the due day leave no interest', () => {
    expect(paying(['payment', '2026-07-01', '1000.00'])).toMatchObject({ parts: [], interest: zloty('0'), principalLeft: zloty('0') })
    expect(paying(['payment', '2026-07-15', '1000.00']).interest).toEqual(zloty('0'))
  })
  test('on the day after are one day late', () => {
    expect(paying(['payment', '2026-07-16', '1000.00'])).toMatchObject({
      parts: [{ from: '2026-07-16', to: '2026-07-16', days: 1 }],
      interest: zloty('0.38'),
    })
  })
  test('in parts lower the principal from the next day', () => {
    const { parts, principalLeft } = paying(['payment', '2026-07-20', '400.00'], ['payment', '2026-07-31', '600.00'])
    expect(parts.map((part) => [part.from, part.to, formatDecimal(part.principal)])).toEqual([
      ['2026-07-16', '2026-07-20', '1000.00'],
      ['2026-07-21', '2026-07-31', '600.00'],
    ])
    expect(principalLeft).toEqual(zloty('0'))
  })
  test('two on one day count once', () => {
    const { parts } = paying(['payment', '2026-07-20', '400.00'], ['payment', '2026-07-20', '100.00'])
    expect(parts.map((part) => [part.from, part.to, formatDecimal(part.principal)])).toEqual([
      ['2026-07-16', '2026-07-20', '1000.00'],
      ['2026-07-21', '2026-09-30', '500.00'],
    ])
  })
  test('too much leaves nothing owed', () => {
    expect(paying(['payment', '2026-07-20', '1500.00']).principalLeft).toEqual(zloty('0'))
  })
  test('a correction after a payment lowers or raises what is left; interest first does not eat it', () => {
    expect(paying(['payment', '2026-07-20', '400.00'], ['correction', '2026-07-31', '600.00']).principalLeft).toEqual(zloty('0'))
    expect(paying(['correction', '2026-07-31', '-200.00']).principalLeft).toEqual(zloty('1200.00'))
    const corrected = lateInterest(
      debt('1000.00', '2026-07-15', {
        crediting: 'interest-first',
        changes: [{ kind: 'correction', on: day('2026-07-31'), amount: zloty('1000.00') }],
      }),
      day('2026-09-30'),
    )
    expect(computed(corrected)).toMatchObject({ principalLeft: zloty('0'), interestLeft: computed(corrected).interest })
  })
  test('after the day asked for are not known yet', () => {
    expect(paying(['payment', '2026-10-01', '1000.00']).principalLeft).toEqual(zloty('1000.00'))
  })
})

describe('contractual interest', () => {
  const on = (basisPoints: number, cappedByLaw: boolean): number[] => {
    const rates = ratesOf({ kind: 'contractual', basisPoints, cappedByLaw }, day('2026-03-01'), day('2026-03-10'))
    return rates.kind === 'periods' ? rates.periods.map((period) => period.basisPoints) : []
  }
  test('is as agreed between firms, and capped at twice the civil rate elsewhere', () => {
    expect(on(3000, false)).toEqual([3000])
    expect(on(3000, true)).toEqual([1900, 1850])
    expect(on(1200, true)).toEqual([1200, 1200])
  })
})

test('rates still to be confirmed are said to be', () => {
  expect(computed(lateInterest(debt('1000.00', '2023-02-01'), day('2023-03-01'))).confirmed).toBe(false)
})

test('the tables have rows in order, each with a source', () => {
  for (const table of Object.values(statutoryRates)) {
    const days = table.rows.map((row) => row.from)
    expect(days).toEqual(days.toSorted())
    expect(table.rows.every((row) => row.source !== '' && row.basisPoints > 0)).toBe(true)
    expect((days.at(-1) ?? '') <= table.knownThrough).toBe(true)
  }
})

test('the traps of public programs: 2025 is neither 11.75 nor 15.5 per cent', () => {
  const rates = ratePeriods(commercialRates, day('2025-01-01'), day('2025-12-31'))
  expect(rates.kind === 'periods' ? rates.periods.map((period) => period.basisPoints) : []).toEqual([1575, 1525])
  expect(civilRates.rows.filter((row) => row.from.startsWith('2025')).map((row) => row.basisPoints)).toEqual([
    1075, 1050, 1025, 1000, 975, 950,
  ])
})

test('another currency bears the same rate', () => {
  expect(computed(lateInterest({ ...debt('0', '2026-06-30'), principal: money(10_000_00n, EUR) }, day('2026-07-31'))).interest).toEqual(
    money(116_78n, EUR),
  )
})

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121)
test(`parts add up, cover each late day once, and more days never cost less (seed ${seed})`, () => {
  const changes = fc.array(
    fc.record({
      kind: fc.constantFrom<('payment' | 'correction')[]>('payment', 'correction'),
      after: fc.integer({ min: -30, max: 400 }),
      minor: fc.bigInt({ min: -500_000n, max: 2_000_000n }),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10_000_000n }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 400 }),
      changes,
      fc.constantFrom<LateDebt['crediting'][]>('principal-first', 'interest-first'),
      (minor, start, length, list, crediting) => {
        const dueOn = addDays(day('2024-01-01'), start)
        const of: LateDebt = {
          principal: money(minor, PLN),
          dueOn,
          regime: { kind: 'commercial' },
          crediting,
          changes: list.map(({ kind, after, minor: amount }) => ({
            kind,
            on: addDays(dueOn, after),
            amount: money(kind === 'payment' && amount < 0n ? -amount : amount, PLN),
          })),
        }
        const until = addDays(dueOn, length)
        const now = computed(lateInterest(of, until))
        expect(now.parts.reduce((sum, part) => sum + part.amount.minor, 0n)).toBe(now.interest.minor)
        for (const [index, part] of now.parts.entries()) {
          expect(part.from > (now.parts[index - 1]?.to ?? now.effectiveDueOn) && part.to <= until && part.from <= part.to).toBe(true)
        }
        expect(now.interestLeft.minor >= 0n && now.principalLeft.minor >= 0n).toBe(true)
        expect(
          computed(lateInterest({ ...of, changes: [] }, addDays(until, 1))).interest.minor >=
            computed(lateInterest({ ...of, changes: [] }, until)).interest.minor,
        ).toBe(true)
      },
    ),
    { seed, numRuns: 500 },
  )
})
