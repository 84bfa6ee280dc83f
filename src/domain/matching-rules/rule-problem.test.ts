// Rules that are refused before they are tried.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { ruleProblem } from './rule-problem.ts'

const zl = (minor: bigint) => money(minor, PLN)

test('a rule without a condition would catch everything and is refused', () => {
  expect(ruleProblem({ when: {} })).toEqual({ code: 'matching.rule-empty' })
})

test('a text of one letter, or of signs alone, is refused with its field', () => {
  expect(ruleProblem({ when: { title: 'a' } })).toEqual({ code: 'matching.rule-too-short', facts: { field: 'title' } })
  expect(ruleProblem({ when: { payerName: 'Allegro', title: ' / - ' } })).toMatchObject({ facts: { field: 'title' } })
  expect(ruleProblem({ when: { payerAccount: 'PL 61' } })).toMatchObject({ facts: { field: 'payerAccount' } })
})

test('amounts that no payment can have are refused', () => {
  for (const when of [
    { amountFrom: zl(200n), amountTo: zl(100n) },
    { amountFrom: zl(100n), amountTo: money(200n, EUR) },
    { amountFrom: zl(-1n) },
    { amountTo: zl(0n) },
  ])
    expect(ruleProblem({ when })).toEqual({ code: 'matching.rule-amounts' })
})

test('a condition that says enough may be tried', () => {
  expect(ruleProblem({ when: { payerName: 'PayU' } })).toBeNull()
  expect(ruleProblem({ when: { amountFrom: zl(100n), amountTo: zl(100n) } })).toBeNull()
})
