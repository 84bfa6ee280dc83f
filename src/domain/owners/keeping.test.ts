import { expect, test } from 'vitest'
import { type Keeping, keepingAfter, keepingByRule } from './keeping.ts'

const rules = new Map<string | null, string>([
  ['Hurt', 'anna'],
  [null, 'jan'],
])
const of = (segment: string | null, ownerUserId: string | null = null, byRule = false): Keeping => ({ segment, ownerUserId, byRule })

test('a customer without an owner gets the owner of his segment, one without a segment that of those without', () => {
  expect(keepingByRule(of('Hurt'), rules)).toEqual(of('Hurt', 'anna', true))
  expect(keepingByRule(of(null), rules)).toEqual(of(null, 'jan', true))
})

test('an owner whom a person chose stays; one who came by a rule goes with it', () => {
  expect(keepingByRule(of('Hurt', 'ewa'), rules)).toEqual(of('Hurt', 'ewa'))
  expect(keepingByRule(of('Hurt', 'ewa', true), rules)).toEqual(of('Hurt', 'anna', true))
})

test('a segment that nobody was given takes nobody away', () => {
  expect(keepingByRule(of('Detal', 'anna', true), rules)).toEqual(of('Detal', 'anna', true))
  expect(keepingByRule(of('Detal'), rules)).toEqual(of('Detal'))
})

test('a new segment brings its owner, the same segment changes nothing', () => {
  expect(keepingAfter(of('Detal'), { segment: 'Hurt' }, rules)).toEqual(of('Hurt', 'anna', true))
  expect(keepingAfter(of('Detal', 'ewa'), { segment: 'Hurt' }, rules)).toEqual(of('Hurt', 'ewa'))
  expect(keepingAfter(of('Hurt', 'anna', true), { segment: null }, rules)).toEqual(of(null, 'jan', true))
  expect(keepingAfter(of('Hurt'), { segment: 'Hurt' }, rules)).toEqual(of('Hurt'))
})

test('an owner whom a person names is chosen, also nobody, also together with a new segment', () => {
  expect(keepingAfter(of('Hurt', 'anna', true), { ownerUserId: 'anna' }, rules)).toEqual(of('Hurt', 'anna'))
  expect(keepingAfter(of('Detal'), { segment: 'Hurt', ownerUserId: 'ewa' }, rules)).toEqual(of('Hurt', 'ewa'))
  expect(keepingAfter(of('Hurt', 'anna', true), { ownerUserId: null }, rules)).toEqual(of('Hurt'))
})
