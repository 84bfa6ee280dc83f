// What is typed into the posting form becomes what the API takes, or nothing.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import type { Matching } from './matching-types.ts'
import { certaintyOf, changeOf, draftOf } from './posting-draft.ts'

const matching: Matching = {
  automaticPosting: false,
  postKinds: ['exact', 'set'],
  postFrom: 0.995,
  tolerance: [{ amount: money(500n, PLN), percent: 2 }],
  otherCurrencies: { minor: 3_500, percent: 2.5 },
  overpayments: 'suggest',
  rules: [],
  record: { decided: 0, accepted: 0, standing: 0 },
  curve: { needed: 50, onDay: null, labels: 0, right: 0, bins: null },
}
const { rules: _rules, record: _record, curve: _curve, ...choices } = matching

test('an untouched form sends what it was given', () => {
  expect(changeOf(draftOf(matching, 'pl'))).toEqual(choices)
  expect(changeOf(draftOf(matching, 'en'))).toEqual(choices)
})

test('numbers are read as people write them', () => {
  const draft = { ...draftOf(matching, 'pl'), postFrom: '99,9 %', rows: [{ currency: 'EUR', amount: '1,5', percent: '0,25' }] }
  expect(changeOf(draft)).toMatchObject({ postFrom: 0.999, tolerance: [{ amount: money(150n, EUR), percent: 0.25 }] })
})

test('a field that makes no sense sends nothing', () => {
  const draft = draftOf(matching, 'pl')
  for (const postFrom of ['', '89', '100', 'prawie']) expect(certaintyOf(postFrom), postFrom).toBeNull()
  expect(changeOf({ ...draft, postFrom: '50' })).toBeNull()
  expect(changeOf({ ...draft, rows: [{ currency: 'PLN', amount: '1000,01', percent: '1' }] })).toBeNull()
  expect(changeOf({ ...draft, rows: [{ currency: 'PLN', amount: '1', percent: '11' }] })).toBeNull()
  expect(changeOf({ ...draft, others: { currency: '', amount: '-1', percent: '1' } })).toBeNull()
})
