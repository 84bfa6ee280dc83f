import { expect, test } from 'vitest'
import { callLimit } from './call-limit.ts'

test('T136 a token may burst a quarter of its minute, is refused then, and may go on as time passes', () => {
  let now = 0
  const limit = callLimit(120, () => now)
  for (let i = 0; i < 30; i++) limit.take('a')
  expect(() => limit.take('a')).toThrow('request.too-many')
  expect(() => limit.take('b')).not.toThrow()
  now += 500
  expect(() => limit.take('a')).not.toThrow()
  expect(() => limit.take('a')).toThrow('request.too-many')
})
