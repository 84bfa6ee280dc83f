// Collective identifiers are kept as they were written.
import { expect, test } from 'vitest'
import { collectiveIds } from './collective-id.ts'

test('an announced identifier is found with its place', () => {
  const title = 'IDENTYFIKATOR ZBIORCZY KSEF1234-ABCD-99 DZIEKUJEMY'
  const [found] = collectiveIds(title)
  expect(found?.id).toBe('KSEF1234-ABCD-99')
  expect(title.slice(found?.start, found?.end)).toBe('KSEF1234-ABCD-99')
})

test('words alone announce nothing', () => {
  expect(collectiveIds('PRZELEW ZBIORCZY ZA FAKTURY')).toEqual([])
})
