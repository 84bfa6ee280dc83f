// How a title falls into recognised parts and the rest.
import { expect, test } from 'vitest'
import { titleParts } from './title-parts.ts'

const mark = (start: number, end: number, kind = 'invoice-number') => ({ start, end, kind, refersTo: 'x' })
const shown = (title: string, marks: Parameters<typeof titleParts>[1]) =>
  titleParts(title, marks).map((part) => [part.text, part.mark?.kind ?? null])

test('two numbers stand marked between plain words', () => {
  expect(shown('ZAPLATA FV 1/26 I FV 2/26', [mark(8, 15), mark(18, 25)])).toEqual([
    ['ZAPLATA ', null],
    ['FV 1/26', 'invoice-number'],
    [' I ', null],
    ['FV 2/26', 'invoice-number'],
  ])
})

test('an unread part stays plain, an overlap shows the longer mark, and offsets outside of the title are dropped', () => {
  expect(shown('FV 1/26 X', [mark(8, 9, 'unread'), mark(0, 4), mark(0, 7, 'order'), mark(5, 99)])).toEqual([
    ['FV 1/26', 'order'],
    [' X', null],
  ])
})
