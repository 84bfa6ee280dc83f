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
