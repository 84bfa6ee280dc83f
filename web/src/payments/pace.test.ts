import { expect, test } from 'vitest'
import { noPace, oneMore, readPace, secondsEach } from './pace.ts'

test('three decisions four seconds apart take four seconds each; one alone tells nothing', () => {
  const one = oneMore(noPace, 1_000)
  expect(secondsEach(one)).toBeNull()
  expect(secondsEach(oneMore(oneMore(one, 5_000), 9_000))).toBe(4)
})

test('an hour away does not count as work', () => {
  expect(oneMore(oneMore(noPace, 0), 3_600_000)).toMatchObject({ decided: 2, workMs: 0 })
})

test('what somebody else left on the shelf is no pace', () => {
  expect(readPace({ getItem: () => 'oops' })).toEqual(noPace)
  expect(readPace({ getItem: () => '7' })).toEqual(noPace)
})
