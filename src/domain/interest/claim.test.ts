// What may be claimed beside the invoices: T40–T45 through the claim, and what the law does not grant.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { formatDecimal, parseDecimal } from '#values/decimal'
import { type Money, money } from '#values/money'
import { type Claim, type ClaimTerms, claimOf, compensationBarred, type Debt, dailyInterest } from './claim.ts'
import { statutoryRates } from './regime.ts'

const zloty = (text: string): Money => parseDecimal(text, PLN) ?? money(0n, PLN)
const euro = new Map([['2024-12-31', 42_730n]])
const terms: ClaimTerms = {
  debtor: 'business',
  regime: { kind: 'commercial' },
  compensation: true,
  crediting: 'principal-first',
  maturity: 'day-after-due',
  tables: statutoryRates,
  rateOn: (on) => {
    const tenThousandths = euro.get(on)
    return tenThousandths === undefined ? null : { on, tenThousandths, table: 'A' }
  },
}
const debt = (value: string, dueOn: string, over: Partial<Debt> = {}): Debt => ({
  invoiceId: 'i',
  number: 'FV 1',
  value: zloty(value),
  dueOn: day(dueOn),
  changes: [],
  ...over,
})
function claimed(outcome: ReturnType<typeof claimOf>): Claim {
  if (outcome.kind !== 'claim') throw new Error(outcome.code)
  return outcome
}

test('T40 T41 the third worked example: interest 6,981.51 and compensation 427.30', () => {
  const [only] = claimed(claimOf([debt('61500.00', '2025-01-07')], terms, day('2025-09-30'), true)).debts
  expect([formatDecimal(only?.interest.interest ?? zloty('0')), formatDecimal(only?.compensation?.amount ?? zloty('0'))]).toEqual([
    '6981.51',
    '427.30',
  ])
})

test.each([
  ['5000.00', '170.92'],
  ['5000.01', '299.11'],
  ['49999.99', '299.11'],
  ['50000.00', '427.30'],
])('T41 a performance of %s bears a compensation of %s', (value, amount) => {
  const [only] = claimed(claimOf([debt(value, '2025-01-07')], terms, day('2025-01-20'), true)).debts
  expect(formatDecimal(only?.compensation?.amount ?? zloty('0'))).toBe(amount)
})

test('T41 the value of the whole performance counts, not what is left of it', () => {
  const changes = [{ kind: 'payment' as const, on: day('2025-01-09'), amount: zloty('60000.00') }]
  const [only] = claimed(claimOf([debt('61500.00', '2025-01-07', { changes })], terms, day('2025-02-28'), true)).debts
  expect(formatDecimal(only?.compensation?.amount ?? zloty('0'))).toBe('427.30')
})

describe('the compensation is not granted', () => {
  test.each([
    ['consumer', { debtor: 'consumer', regime: { kind: 'civil' } }],
    ['not-commercial', { regime: { kind: 'civil' } }],
    ['waived', { compensation: false }],
  ] as const)('%s', (why, over) => {
    const barred = { ...terms, ...over }
    expect(compensationBarred(barred)).toBe(why)
    const [only] = claimed(claimOf([debt('1000.00', '2025-01-07')], barred, day('2025-01-20'), true)).debts
    expect(only?.compensation).toBeNull()
  })
  test('for what was paid in time, or is not asked for', () => {
    const changes = [{ kind: 'payment' as const, on: day('2025-01-07'), amount: zloty('1000.00') }]
    expect(claimed(claimOf([debt('1000.00', '2025-01-07', { changes })], terms, day('2025-02-28'), true)).debts[0]?.compensation).toBeNull()
    expect(claimed(claimOf([debt('1000.00', '2025-01-07')], terms, day('2025-02-28'), false)).debts[0]?.compensation).toBeNull()
  })
})

test('T49 a rate that nobody knows refuses the whole claim, with the table and the day', () => {
  expect(claimOf([debt('1000.00', '2026-12-15')], terms, day('2027-01-10'), false)).toEqual({
    kind: 'refused',
    code: 'interest.rate-missing',
    facts: { table: 'commercial', on: '2027-01-01' },
  })
  expect(claimOf([debt('1000.00', '2026-10-14')], terms, day('2026-11-10'), true)).toEqual({
    kind: 'refused',
    code: 'compensation.rate-missing',
    facts: { on: '2026-09-30' },
  })
})

test('T45 one more day costs the principal left at the rate of today', () => {
  const claim = claimed(claimOf([debt('12300.00', '2026-07-15'), debt('1000.00', '2026-07-15')], terms, day('2026-07-31'), false))
  expect(formatDecimal(dailyInterest(claim) ?? zloty('0'))).toBe('5.01')
  const paid = [{ kind: 'payment' as const, on: day('2026-07-20'), amount: zloty('1000.00') }]
  expect(dailyInterest(claimed(claimOf([debt('1000.00', '2026-07-15', { changes: paid })], terms, day('2026-07-31'), false)))).toBeNull()
})
