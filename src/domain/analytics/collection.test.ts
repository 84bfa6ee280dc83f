// The measures of collection against worked values.
import { expect, test } from 'vitest'
import { atRiskShare, averageDaysDelinquent, collectionEffectiveness, receivablesTurnover } from './collection.ts'
import { simpleDso } from './dso.ts'

test('ADD is what DSO has over the best possible: 30.7 against 22.3 of the part not yet due is 8.4', () => {
  const dso = simpleDso(420_000_00n, 1_260_000_00n, 92)
  const best = simpleDso(305_000_00n, 1_260_000_00n, 92)
  expect([dso, best, averageDaysDelinquent(dso, best)]).toEqual([30.7, 22.3, 8.4])
  expect(averageDaysDelinquent(null, best)).toBeNull()
})

test('CEI of 400,000 opening, 600,000 sold, 420,000 left of which 305,000 is not due is 83.5 %', () => {
  expect(collectionEffectiveness({ opening: 400_000_00n, sales: 600_000_00n, closing: 420_000_00n, closingCurrent: 305_000_00n })).toBe(
    83.5,
  )
})

test('CEI is 100 % when everything left is not yet due, and unknown when nothing could be collected', () => {
  expect(collectionEffectiveness({ opening: 10_000n, sales: 5_000n, closing: 3_000n, closingCurrent: 3_000n })).toBe(100)
  expect(collectionEffectiveness({ opening: 0n, sales: 5_000n, closing: 5_000n, closingCurrent: 5_000n })).toBeNull()
})

test('12,600 over 90 days of 420,000 puts 3 % at risk; of nothing the share is unknown', () => {
  expect(atRiskShare(12_600_00n, 420_000_00n)).toBeCloseTo(3, 6)
  expect(atRiskShare(0n, 0n)).toBeNull()
})

test('sales of 4,800,000 over a mean of 400,000 turn over 12 times a year', () => {
  expect(receivablesTurnover(4_800_000_00n, 380_000_00n, 420_000_00n)).toBe(12)
  expect(receivablesTurnover(1n, 0n, 0n)).toBeNull()
})
