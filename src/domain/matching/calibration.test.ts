// Recalibration on a company's own labels.
import { expect, test } from 'vitest'
import { calibrated, recalibration } from './calibration.ts'
import { nothingLearnt } from './types.ts'

const labels = (count: number, probability: number, right: number): { probability: number; right: boolean }[] =>
  Array.from({ length: count }, (_, at) => ({ probability, right: at < right }))

test('fewer than fifty labels teach nothing', () => {
  expect(recalibration(labels(49, 0.9, 49))).toBeNull()
})

test('a company whose matches at 0.9 are right half of the time is told so', () => {
  const curve = recalibration([...labels(200, 0.9, 100), ...labels(200, 0.99, 199)])
  expect(curve?.every((bin, at) => at === 0 || bin.probability >= (curve[at - 1]?.probability ?? 0))).toBe(true)
  const learnt = { ...nothingLearnt, calibration: curve ?? [] }
  expect(calibrated(learnt, 'named', 0.9)).toBeLessThan(0.65)
  expect(calibrated(learnt, 'named', 0.99)).toBeGreaterThan(0.97)
})

test('labels that were said alike make one step, however many they are', () => {
  const curve = recalibration(labels(60, 0.9999, 30))
  expect(curve).toHaveLength(1)
  // (30 + 20 · 0.9999) / 80
  expect(curve?.[0]).toMatchObject({ from: 0, labels: 60 })
  expect(curve?.[0]?.probability).toBeCloseTo(0.625, 3)
})
