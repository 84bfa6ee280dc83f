// Levels, blocks and lines with known answers: hysteresis, unknown figures, persons, exceptions.
import { describe, expect, test } from 'vitest'
import type { PLN } from '#values/currency'
import { day } from '#values/day'
import { isBlocked } from './block-set.ts'
import { creditLevel, type LevelDecision } from './credit-level.ts'
import { type CreditFigures, debtRatio } from './debt-ratio.ts'
import { saleAnswer } from './may-we-sell.ts'
import { looksLikePerson } from './person-business.ts'
import { usualRatio } from './ratio-definition.ts'
import { riskOf } from './risk-class.ts'
import { ruleBlockStep } from './rule-block.ts'
import { type CreditRule, type Thresholds, thresholdProblem, thresholdsFor, usualThresholds } from './thresholds.ts'

const definition = { ...usualRatio, leastTurnoverMinor: 0n, leastAgeDays: 0 }
const clear: LevelDecision = { level: 'clear', reasons: [] }
const today = day('2026-11-20')

const figuresOf = (percent: number, over: Partial<CreditFigures> = {}): CreditFigures => ({
  on: today,
  openMinor: BigInt(percent * 1_000),
  overdueMinor: BigInt(percent * 1_000),
  disputedMinor: 0n,
  oldestOverdueOn: null,
  overdueDays: 0,
  numeratorMinor: BigInt(percent * 1_000),
  turnoverMinor: 100_000n,
  from: day('2025-11-21'),
  firstInvoiceOn: day('2025-01-01'),
  withoutNet: 0,
  withoutRate: [],
  ...over,
})

const levelAt = (figures: CreditFigures, before = clear, lines: Partial<Thresholds> = {}, risk: 'high' | null = null) =>
  creditLevel({ figures, ratio: debtRatio(figures, definition), risk }, { ...usualThresholds, ...lines }, before)

describe('the level', () => {
  test.each([
    [14, 'clear'],
    [15, 'warned'],
    [16, 'warned'],
    [20, 'over'],
    [21, 'over'],
  ] as const)('at %i %% of lines of 15 and 20 is %s', (percent, level) => {
    expect(levelAt(figuresOf(percent)).level).toBe(level)
  })

  test('once over stays over until below the release line: 21, 19, 12, then 11.9 %', () => {
    let now = levelAt(figuresOf(21))
    const seen = [19, 12, 11.9].map((percent) => {
      now = levelAt(figuresOf(percent), now)
      return now.level
    })
    expect(seen).toEqual(['over', 'over', 'clear'])
  })

  test('what only waits for its release says so: under the line of 20 % at 19, held until below 12', () => {
    const over = levelAt(figuresOf(21))
    expect(over.reasons).toEqual([{ measure: 'ratio', value: '2100', line: '2000' }])
    expect(levelAt(figuresOf(19), over).reasons).toEqual([{ measure: 'ratio', value: '1900', line: '2000', release: '1200' }])
  })

  test('turnover taken back by credit notes lifts no block, a paid debt does', () => {
    const over = levelAt(figuresOf(21))
    expect(levelAt(figuresOf(21, { turnoverMinor: -1n }), over).level).toBe('over')
    expect(levelAt(figuresOf(0, { turnoverMinor: -1n }), over).level).toBe('clear')
  })

  test('while a rate is missing nothing is lifted, and what is known to be over still blocks', () => {
    const missing = { withoutRate: ['EUR' as typeof PLN] }
    const lines = { ratioBlock: null, ratioWarn: null, overdueAmount: 10_000n }
    const over = levelAt(figuresOf(10), clear, lines)
    expect(over.level).toBe('over')
    expect(levelAt(figuresOf(1, missing), over, lines).level).toBe('over')
    expect(levelAt(figuresOf(1, missing), clear, lines).level).toBe('clear')
    expect(levelAt(figuresOf(11, missing), clear, lines).level).toBe('over')
  })

  test('a line that is no longer drawn holds nobody', () => {
    expect(levelAt(figuresOf(21), levelAt(figuresOf(21)), { ratioBlock: null, ratioWarn: null }).level).toBe('clear')
  })

  test.each([
    ['overdue-days', { overdueDays: 30 }],
    ['credit-limit', { creditLimit: 999n }],
    ['overdue-amount', { overdueAmount: 1_000n }],
    ['risk', { riskBlock: 'high' as const }],
  ])('%s holds by itself and names its figure', (measure, lines) => {
    const figures = figuresOf(1, { overdueDays: 30 })
    const { level, reasons } = levelAt(figures, clear, { ratioBlock: null, ...lines }, 'high')
    expect([level, reasons.map((reason) => reason.measure)]).toEqual(['over', [measure]])
  })

  test('a limit that is just reached is not crossed; one grosz more is', () => {
    const at = (creditLimit: bigint) => levelAt(figuresOf(1), clear, { ratioBlock: null, creditLimit }).level
    expect([at(1_000n), at(999n)]).toEqual(['clear', 'over'])
  })
})

describe('I12: blocked = rule result ∪ manual − overrides', () => {
  const exception = { approved: true, untilOn: today, endedAt: null }
  test.each([
    [['rule'], [], true],
    [['manual'], [], true],
    [['rule', 'manual'], [], true],
    [[], [], false],
    [['rule', 'manual'], [exception], false],
    [['rule'], [{ ...exception, approved: false }], true],
    [['rule'], [{ ...exception, untilOn: day('2026-11-19') }], true],
    [['rule'], [{ ...exception, endedAt: new Date(0) }], true],
  ] as const)('blocks %j under exceptions %j: %s', (sources, exceptions, blocked) => {
    const blocks = sources.map((source) => ({ source, state: 'active' as const }))
    expect(isBlocked({ blocks, exceptions }, today)).toBe(blocked)
  })

  test('a proposed and a refused block hold nobody', () => {
    const blocks = [{ source: 'rule', state: 'proposed' } as const, { source: 'manual', state: 'refused' } as const]
    expect(isBlocked({ blocks, exceptions: [] }, today)).toBe(false)
  })

  test.each([
    ['over', null, false, 'block'],
    ['over', null, true, 'propose'],
    ['over', 'refused', true, 'none'],
    ['over', 'active', false, 'none'],
    ['warned', 'active', false, 'end'],
    ['clear', 'refused', true, 'end'],
    ['clear', null, true, 'none'],
  ] as const)('%s with a %s block, person %s: %s', (level, known, person, step) => {
    expect(ruleBlockStep({ level, known, person })).toBe(step)
  })
})

describe('lines', () => {
  const rules: readonly CreditRule[] = [
    { scope: { kind: 'company' }, thresholds: { ratioBlock: 2_500, overdueDays: 60 } },
    { scope: { kind: 'segment', segment: 'Hurt' }, thresholds: { overdueDays: 30 } },
    { scope: { kind: 'customer', customerId: 'a' }, thresholds: { creditLimit: 5_000n, overdueDays: null } },
  ]

  test('the most particular counts, field by field; null takes a wider line away', () => {
    const of = (customerId: string, segment: string | null) => {
      const { ratioBlock, overdueDays, creditLimit } = thresholdsFor(rules, { customerId, segment })
      return [ratioBlock, overdueDays, creditLimit]
    }
    expect(of('x', null)).toEqual([2_500, 60, null])
    expect(of('x', 'hurt')).toEqual([2_500, 30, null])
    expect(of('a', 'Hurt')).toEqual([2_500, null, 5_000n])
  })

  test.each([
    ['a release above the block', { ratioRelease: 2_100 }, 'credit.release-above-block'],
    ['a release at the block', { ratioRelease: 2_000 }, null],
    ['a warning above the block', { ratioWarn: 2_001 }, 'credit.warning-above-block'],
    ['no release', { ratioRelease: null }, 'credit.release-missing'],
    ['a block at zero', { ratioBlock: 0 }, 'credit.threshold-not-positive'],
    ['an amount released above its block', { overdueAmount: 100n, overdueAmountRelease: 101n }, 'credit.release-above-amount'],
  ] as const)('%s: %3$s', (_what, change, problem) => {
    expect(thresholdProblem({ ...usualThresholds, ...change })).toBe(problem)
  })
})

test.each([
  ['Klon Elektro sp. z o.o.', false],
  ['KLON SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ SP. K.', false],
  ['Budimex S.A.', false],
  ['Gmina Miasto Gdańsk', false],
  ['Muster GmbH', false],
  ['Jan Kowalski Usługi Elektryczne', true],
  ['Jodła Instalacje s.c.', true],
])('%s is a person’s business: %s', (name, person) => {
  expect(looksLikePerson(name)).toBe(person)
})

test('the risk class: two invoices say nothing; edges of delay and punctuality are whole numbers', () => {
  const paid = (late: number) => ({ dueOn: day('2026-06-01'), settledOn: day(`2026-06-${String(1 + late).padStart(2, '0')}`) })
  expect(riskOf([paid(0), paid(0)], today).class).toBeNull()
  expect(riskOf([paid(0), paid(0), paid(0), paid(28)], today).class).toBe('low')
  expect(riskOf([paid(0), paid(0), paid(0), paid(29)], today).class).toBe('medium')
  expect(riskOf([paid(0), paid(9), paid(9)], today).class).toBe('high')
})

test.each([
  ['nothing against him', {}, true, 'fine', null],
  ['a block', { blocked: true }, false, 'blocked', null],
  ['a block under an exception', { blocked: true, exceptionUntil: today }, true, 'exception', null],
  ['a limit below what is open', { creditLimitMinor: 500n }, false, 'limit-used-up', 0n],
  ['a warning and room under the limit', { creditLimitMinor: 1_500n, warned: true }, true, 'warned', 500n],
] as const)('may we sell with %s', (_what, over, mayWeSell, why, limitLeftMinor) => {
  const usual = { blocked: false, exceptionUntil: null, warned: false, creditLimitMinor: null, openMinor: 1_000n }
  expect(saleAnswer({ ...usual, ...over })).toEqual({ mayWeSell, why, limitLeftMinor })
})
