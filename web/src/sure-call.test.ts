import { expect, test } from 'vitest'
import { ApiFailure } from './api-client.ts'
import { drop, isUnanswered, keep, type Waiting, waitingOn } from './sure-call.ts'

function shelf(content: string | null = null) {
  let text = content
  return {
    getItem: () => text,
    setItem: (_key: string, value: string) => {
      text = value
    },
  }
}
const waiting = (key: string): Waiting => ({ key, method: 'POST', address: '/api/x', body: '{}', words: 'Przyjęto 1,00 zł' })

test('what has no answer yet stands on the shelf until it has one', () => {
  const here = shelf()
  keep(here, waiting('a'))
  keep(here, waiting('b'))
  drop(here, 'a')
  expect(waitingOn(here).map((each) => each.key)).toEqual(['b'])
})

test('a shelf with something else on it counts as empty', () => {
  expect(waitingOn(shelf('{"no":"list"}'))).toEqual([])
  expect(waitingOn(shelf('half of'))).toEqual([])
})

test('no network, a server that restarts and a request under way are asked again; a refusal is an answer', () => {
  const failures = [
    new ApiFailure('network', 0),
    new ApiFailure('server', 502),
    new ApiFailure('request.in-progress', 409),
    new ApiFailure('match.outdated', 409),
    new ApiFailure('internal', 500),
    new TypeError('program'),
  ]
  expect(failures.map(isUnanswered)).toEqual([true, true, true, false, false, false])
})
