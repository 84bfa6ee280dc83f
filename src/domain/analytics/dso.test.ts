import { expect, test } from 'vitest'
import { day } from '#values/day'
import { countbackDso, simpleDso } from './dso.ts'

test('simple DSO of 420,000 on 1,260,000 of sales in 92 days is 30.7', () => {
  expect(simpleDso(420_000_00n, 1_260_000_00n, 92)).toBe(30.7)
})

test('countback of 420,000 at the end of September takes all of September and a part of August: 31.6', () => {
  const sales = [
    { month: '2026-09', grossMinor: 400_000_00n },
    { month: '2026-08', grossMinor: 380_000_00n },
  ]
  expect(countbackDso(420_000_00n, sales, day('2026-09-30'))).toBe(31.6)
})

test('without sales there is no DSO, and receivables older than all months given have none either', () => {
  expect(simpleDso(1n, 0n, 30)).toBeNull()
  expect(countbackDso(500_000_00n, [{ month: '2026-09', grossMinor: 400_000_00n }], day('2026-09-30'))).toBeNull()
})

test('in the middle of a month its days so far count', () => {
  expect(countbackDso(10_000n, [{ month: '2026-09', grossMinor: 20_000n }], day('2026-09-10'))).toBe(5)
})
