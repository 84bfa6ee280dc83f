// A part of the application that is fetched when it is opened fetches the words of its components with it: no more, no fewer.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = import.meta.dirname
/** Of every page, fetched before it is drawn. */
const first = ['failures', 'lists', 'shell', 'signin']

/** Every namespace there is. */
const namespaces = new Set(
  globSync('*.json', { cwd: join(root, '../../src/contract/words/pl') }).map((file) => file.slice(0, -'.json'.length)),
)

const textOf = new Map<string, string>()
const read = (file: string): string => {
  const text = textOf.get(file) ?? readFileSync(join(root, file), 'utf8')
  textOf.set(file, text)
  return text
}

/** Files of the application that come with this one: by imports that are no types and no later fetches. */
function comesWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path = ''] of read(file).matchAll(/^(?:import|export) (?!type)[^'"]*?from '(\.[^']+\.tsx?)'/gms))
    comesWith(normalize(join(dirname(file), path)), seen)
  return seen
}

/** Namespaces that the code of a file speaks. */
function spokenIn(file: string): string[] {
  const text = read(file)
  return [
    ...[...text.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, given = '']) =>
      [...given.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? ''),
    ),
    ...[...text.matchAll(/[`']([a-z][\w-]*):/g)].map((match) => match[1] ?? '').filter((name) => namespaces.has(name)),
  ]
}

const fetched = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...read(file).matchAll(/(withWords\(\s*)?import\(\s*'(\.[^']+\.tsx?)'\s*\)((?:,\s*'[\w-]+')*)/g)].map(
      ([, worded, path = '', names = '']) => ({
        from: file,
        file: normalize(join(dirname(file), path)),
        worded: worded !== undefined,
        names: worded === undefined ? [] : [...names.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? ''),
      }),
    ),
  )
  .filter(({ file }) => !file.startsWith('words-'))

test('every part that is fetched later names the words that it needs', () => {
  expect(fetched.length).toBeGreaterThan(30)
  const wrong = fetched.flatMap(({ from, file, names }) => {
    const needed = [...new Set([...comesWith(file)].flatMap(spokenIn))].filter((name) => !first.includes(name)).sort()
    return JSON.stringify(needed) === JSON.stringify([...names].sort())
      ? []
      : [`${from}: ${file} needs ${needed.map((name) => `'${name}'`).join(', ')}`]
  })
  expect(wrong).toEqual([])
})

test('what comes with every page speaks first words alone', () => {
  const foreign = [...comesWith('main.tsx')].flatMap((file) =>
    spokenIn(file)
      .filter((name) => !first.includes(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(foreign).toEqual([])
})
