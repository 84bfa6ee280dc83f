import { expect, test } from 'vitest'
import { failureSentences } from './failure-sentence.ts'
import { readWords } from './read-words.ts'

const words = {
  pl: {
    imports: { failures: { file: { empty: 'Plik {{name}} jest pusty.' } } },
    formats: { failures: { 'file.too-wide': 'Za dużo kolumn.' } },
  },
  en: {
    imports: { failures: { file: { empty: 'The file {{name}} is empty.' } } },
    formats: { failures: { 'file.too-wide': 'Too many columns.' } },
  },
}

test('a code is found in whichever namespace its sentence stands, nested or written with dots', () => {
  const sentence = failureSentences(words)
  expect(sentence('pl', 'file.empty', { name: 'a.csv' })).toBe('Plik a.csv jest pusty.')
  expect(sentence('en', 'file.too-wide')).toBe('Too many columns.')
})

test('a code without a sentence comes back as it is', () => {
  expect(failureSentences(words)('pl', 'nobody.wrote-this')).toBe('nobody.wrote-this')
})

test('the words of the house are read for both languages', () => {
  const read = readWords()
  expect(Object.keys(read)).toEqual(['pl', 'en'])
})

test('a failure of a connector says why where that is known; a code of one word is a sentence of failures alone', () => {
  const sentence = failureSentences(readWords())
  expect(sentence('pl', 'connector.misconfigured', { reason: 'address-private' })).toContain('Adres prowadzi do sieci wewnętrznej')
  expect(sentence('en', 'connector.unavailable', { reason: 'never-heard-of' })).toBe(sentence('en', 'connector.unavailable'))
  expect(sentence('pl', 'internal')).toMatch(/po naszej stronie/)
  expect(sentence('pl', 'ready')).toBe('ready')
})
