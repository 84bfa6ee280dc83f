// The rules of STYLE that a machine can hold: names, sizes, words, and what may not stand in a file.

import { expect, test } from 'vitest'
import { isCode, isTest, projectFiles, textOf } from '#test/support/source-files'

const longestFile = 320

const files = projectFiles()
const code = files.filter((file) => isCode(file) && !file.includes('/fixtures/'))
const sources = code.filter((file) => /^(src|web\/src|tools|bench)\//.test(file) && !isTest(file))
const text = files.filter(
  (file) => /\.(ts|tsx|js|json|md|css|html|yaml|yml|service|sh)$|^\.ci\/|Dockerfile$/.test(file) && !file.endsWith('package-lock.json'),
)

/** `file:line` for every line of the files that the pattern finds. */
function findings(where: readonly string[], pattern: RegExp): readonly string[] {
  return where.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
}

test('no file is named after nothing', () => {
  expect(code.filter((file) => /(^|\/)(index|utils?|helpers?|common|manager|misc|shared-code)\.(ts|tsx|js)$/.test(file))).toEqual([])
  expect(code.filter((file) => /[.-](service|manager|helper|util)s?\.(ts|tsx|js)$/.test(file))).toEqual([])
})

test('files and folders of code are kebab-case', () => {
  const kebab = /^(?:\.ci|(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|module|config|d))*\.(?:ts|tsx|js))$/
  expect(code.filter((file) => !kebab.test(file))).toEqual([])
})

test(`no file of code is longer than ${longestFile} lines`, () => {
  expect(
    code.map((file) => `${file}: ${textOf(file).split('\n').length - 1}`).filter((line) => Number(line.split(': ')[1]) > longestFile),
  ).toEqual([])
})

test('every source opens with a sentence that says what it is for', () => {
  expect(sources.filter((file) => !/^(#!.*\n)?(\/\/ |\/\*\*? )/.test(textOf(file)))).toEqual([])
})

test('no source only hands on what another one exports', () => {
  expect(findings(sources, /^export \* from/)).toEqual([])
})

test('nothing is left to do later', () => {
  expect(findings(text, new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`))).toEqual([])
})

test('no check is silenced in place', () => {
  const marks = [
    '@ts-' + 'ignore',
    '@ts-' + 'expect-error',
    '@ts-' + 'nocheck',
    'biome-' + 'ignore',
    'oxlint-' + 'disable',
    'eslint-' + 'disable',
  ]
  expect(findings(code, new RegExp(marks.join('|')))).toEqual([])
})

test('what decides and what reports asks nobody for the time and leaves nothing to chance', () => {
  const deciding = sources.filter((file) => /^src\/(values|domain|reports|flows)\//.test(file))
  // The clock is a port; ids and seeds come in as arguments.
  expect(
    findings(
      deciding.filter((file) => !file.startsWith('src/values/')),
      /\bDate\.now\(|\bnew Date\(\s*\)/,
    ),
  ).toEqual([])
  expect(findings(deciding, /\bMath\.random\(/)).toEqual([])
})

test('no file names a path of one machine', () => {
  const machinePaths = ['/wo' + 'rk/', '/ro' + 'ot/', '/home/[a-z]+/', '/Us' + 'ers/[a-z]+/'].join('|')
  expect(findings(text, new RegExp(`(^|[\\s'"\`(=:])(${machinePaths})`))).toEqual([])
})

test('no component speaks by itself: the sentences for people stand in src/contract/words', () => {
  const components = sources.filter((file) => file.startsWith('web/src/') && file.endsWith('.tsx'))
  expect(findings(components, /^(?!\s*(\/\/|\*|\/\*)).*[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/)).toEqual([])
})

test('every word stands in Polish and in English, and says what the other says', () => {
  const wordsOf = (language: string): readonly string[] =>
    files
      .filter((file) => file.startsWith(`src/contract/words/${language}/`))
      .flatMap((file) => keysIn(JSON.parse(textOf(file)), file.split('/').at(-1) ?? ''))
  const polish = new Set(wordsOf('pl'))
  const english = new Set(wordsOf('en'))
  expect([...polish].filter((key) => !english.has(key))).toEqual([])
  expect([...english].filter((key) => !polish.has(key))).toEqual([])
  expect(polish.size).toBeGreaterThan(100)
})

/** The keys of a namespace as paths; the plural forms of one word, which differ between the languages, count as one. */
function keysIn(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path.replace(/_(zero|one|two|few|many|other)$/, '')]
  return Object.entries(value).flatMap(([key, inner]) => keysIn(inner, `${path}.${key}`))
}
