// The translator, and that every word which the server's sources name exists in both languages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '#values/language'
import { readWords } from './read-words.ts'
import { translatorsOf } from './translator.ts'

const words = {
  pl: {
    test: {
      files_one: '{{count, figure}} plik',
      files_few: '{{count, figure}} pliki',
      files_many: '{{count, figure}} plików',
      files_other: '{{count, figure}} pliku',
      hello: 'Cześć, {{name}}',
    },
  },
  en: { test: { files_one: '{{count, figure}} file', files_other: '{{count, figure}} files', hello: 'Hello, {{name}}' } },
}

describe('the translator', () => {
  test.each([
    [0, '0 plików'],
    [1, '1 plik'],
    [2, '2 pliki'],
    [5, '5 plików'],
    [12, '12 plików'],
    [22, '22 pliki'],
    [1234, '1\u00A0234 pliki'],
    [1.5, '1,5 pliku'],
  ])('writes %d files with the right Polish plural', (count, sentence) => {
    expect(translatorsOf(words)('pl')('test.files', { count })).toBe(sentence)
  })

  test('keeps hostile facts as they are: no markup, no nesting, no second filling', () => {
    for (const name of ['<b>&amp;</b>', '$t(test.files)', '{{count}}', '$& $1']) {
      expect(translatorsOf(words)('en')('test.hello', { name })).toBe(`Hello, ${name}`)
    }
  })

  test('tells of a word that is missing and gives its key', () => {
    const missing: string[] = []
    expect(translatorsOf(words, (language, key) => missing.push(`${language} ${key}`))('en')('test.nothing')).toBe('test.nothing')
    expect(missing).toEqual(['en test.nothing'])
  })
})

describe('words named by the sources', () => {
  const root = join(import.meta.dirname, '..')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const named = sources.flatMap(({ path, text }) => [
    ...[...text.matchAll(/\bt\(\s*'([a-z][\w-]*\.[\w.-]+)'/g)].map((match) => ({ path, key: match[1] ?? '' })),
    ...(path.startsWith('flows')
      ? [...text.matchAll(/\bsay\(\s*'([\w.]+)'/g)].map((match) => ({ path, key: `messages.${match[1]}` }))
      : []),
  ])

  test('are found', () => {
    expect(named.length).toBeGreaterThan(50)
  })

  test.each(languages)('exist in %s', (language) => {
    const missing: string[] = []
    const translate = translatorsOf(readWords(), (_language, key) => missing.push(key))(language)
    for (const { key } of named) translate(key, { count: 2 })
    expect([...new Set(missing)]).toEqual([])
  })
})
