// Every reason that the engine gives has its sentence in both languages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { notCustomerTitles } from './lexicon.ts'
import { matchKinds } from './types.ts'

type Words = { readonly because: Record<string, string>; readonly kind: Record<string, string> }
const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'contract', 'words', language, 'matching.json'), 'utf8'))
const [polish, english] = [wordsOf('pl'), wordsOf('en')]
const groups = 'number|ksef|reference|order|payer|amount|date|budget|currency|contention|rule|input|gate|not-a-customer|nothing'

test('every code of a reason in the source has a Polish and an English sentence', () => {
  const codes = new Set(notCustomerTitles.map((each) => `not-a-customer.${each.kind}`))
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    for (const match of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(new RegExp(`'((?:${groups})\\.[a-z-]+)'`, 'g')))
      codes.add(match[1] ?? '')
  }
  expect(codes.size).toBeGreaterThan(60)
  expect([...codes].filter((code) => !(code in polish.because))).toEqual([])
  expect([...codes].filter((code) => !(code in english.because))).toEqual([])
})

test('both languages have the same keys, and every kind has a word', () => {
  expect(Object.keys(english.because)).toEqual(Object.keys(polish.because))
  expect(Object.keys(polish.kind)).toEqual([...matchKinds])
  expect(Object.keys(english.kind)).toEqual([...matchKinds])
})
