// Every code that an invoice reader gives has its sentence in both languages, and no sentence is left without a code.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWords } from '#contract/read-words'

const source = join(import.meta.dirname, '..', '..', 'src')
const folders = [
  'formats/ksef-fa',
  'formats/epp',
  'formats/fakturownia-json',
  'formats/ifirma',
  'formats/ubl',
  'formats/optima',
  'formats/jpk-fa',
  'formats/jpk-v7m',
  'formats/table',
  'ports/invoice-reading',
]
const text = folders
  .flatMap((folder) =>
    readdirSync(join(source, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(source, folder, name), 'utf8')),
  )
  .join('\n')

const codes = (pattern: RegExp, prefix = ''): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => prefix + (match[1] ?? ''))),
]
const families = 'invoice|ksef|epp|fakturownia|ifirma|jpk|optima|ubl|table|xlsx|file'
const noted = codes(new RegExp(`writeNote\\((?:[^'()]*\\? )?'((?:${families})\\.[a-z-]+)'`, 'g'))
const given = [...codes(new RegExp(`'((?:${families})\\.[a-z-]+)'`, 'g')), ...codes(/refuse\('([a-z-]+)'/g, 'xlsx.')]

const words = readWords()
type Sentences = Readonly<Record<'failures' | 'notes', Readonly<Record<string, string>>>>
const own = (language: 'pl' | 'en'): Sentences => words[language]['invoice-formats'] as Sentences
const elsewhere = (language: 'pl' | 'en'): Readonly<Record<string, string>> =>
  (words[language]['formats'] as { readonly failures: Readonly<Record<string, string>> }).failures

test.each(['pl', 'en'] as const)('codes and sentences of %s are the same', (language) => {
  const { failures, notes } = own(language)
  const known = new Set([...Object.keys(failures), ...Object.keys(notes), ...Object.keys(elsewhere(language))])
  expect(given.length).toBeGreaterThan(70)
  expect(given.filter((code) => !known.has(code))).toEqual([])
  expect([...Object.keys(failures), ...Object.keys(notes)].filter((code) => !given.includes(code))).toEqual([])
  expect(noted.filter((code) => !(code in notes))).toEqual([])
})

test('both languages name the same facts', () => {
  const facts = (sentence: string): string[] => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()
  for (const kind of ['failures', 'notes'] as const) {
    for (const [code, sentence] of Object.entries(own('pl')[kind]))
      expect([code, facts(own('en')[kind][code] ?? '')]).toEqual([code, facts(sentence)])
  }
})
