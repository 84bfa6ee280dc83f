// Prose rots unless it is tested: every path, link, command, script, option and setting that the Markdown names exists.

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isCode, isTest, projectFiles, projectRoot, textOf } from '#test/support/source-files'

const files = projectFiles()
const pages = files.filter((file) => file.endsWith('.md') && !file.includes('/fixtures/'))
const programText = files
  .filter((file) => isCode(file) && /^(src|bin|tools|test\/support|web)\//.test(file) && !isTest(file))
  .concat('vite.config.ts')
  .map(textOf)
  .join('\n')

/** Texts between single backticks, and the lines of fenced blocks. */
function codeOf(page: string): readonly string[] {
  const text = textOf(page)
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'))
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  return [...fenced, ...inline].map((line) => line.trim())
}

/** `page: text` for every text that the pattern finds in the page's code and that does not hold. */
function untrue(pattern: RegExp, holds: (found: string, page: string) => boolean): readonly string[] {
  return pages.flatMap((page) =>
    codeOf(page).flatMap((line) =>
      [...line.matchAll(pattern)].flatMap((match) => {
        const found = match[1] ?? match[0]
        return holds(found, page) ? [] : [`${page}: ${found}`]
      }),
    ),
  )
}

test('every path named exists', () => {
  const tops = [...new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? ''))].map((top) =>
    top.replace('.', '\\.'),
  )
  const path = new RegExp(`(?<![\\w./#-])((?:\\./)?(?:${tops.join('|')})/[\\w./<>{},*@-]*)`, 'g')
  // A name with a place holder or a star stands for many.
  const isPattern = (found: string): boolean => /[<>{}*]|NNNN|…/.test(found)
  expect(untrue(path, (found) => isPattern(found) || existsSync(join(projectRoot, found.replace(/[.,]$/, ''))))).toEqual([])
})

test('every link within the project leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].flatMap(([, link = '']) =>
      existsSync(join(projectRoot, dirname(page), link)) ? [] : [`${page}: ${link}`],
    ),
  )
  expect(broken).toEqual([])
})

test('every npm script named exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
  expect(untrue(/\bnpm run ([\w:-]+)/g, (found) => found in scripts)).toEqual([])
  expect(untrue(/\bnpm (start|test)\b/g, (found) => found in scripts)).toEqual([])
})

const commandsIn = (file: string, pattern: RegExp): readonly string[] =>
  [...textOf(file).matchAll(pattern)].map((match) => match[1] ?? '').sort()

test('boot and the program know the same commands', () => {
  expect(commandsIn('bin/boot/commands.js', /^ {2}(\w+): \{ web/gm)).toEqual(commandsIn('src/app/main.ts', /^ {2}(\w+): async/gm))
})

test('every command of the terminal named exists', () => {
  const known = new Set([...commandsIn('bin/boot/commands.js', /^ {2}(\w+): \{ web/gm), 'setup'])
  expect(untrue(/(?:bin\/skarbnik\.js|^skarbnik) ([a-z]+)/g, (found) => known.has(found))).toEqual([])
})

test('every setting from the environment that is named is read by the program', () => {
  expect(untrue(/\b((?:SKARBNIK|PG|CHROMIUM|DATABASE)_[A-Z_]+)\b/g, (found) => programText.includes(found))).toEqual([])
})

test('every option named is read by the program', () => {
  expect(
    untrue(/(?:npm start --|bin\/skarbnik\.js|^skarbnik)[^`]*? --([a-z][a-z-]+)/g, (found) =>
      new RegExp(`['"-]${found}['":]|\\b${found}: \\{ type`).test(programText),
    ),
  ).toEqual([])
})

test('every setting from the environment that the program reads is described in the manual', () => {
  const read = new Set(
    [...programText.matchAll(/(?:environment|env)(?:\[['"]|\.)((?:SKARBNIK|PG|CHROMIUM|DATABASE)_[A-Z_]+)/g)].map(
      (match) => match[1] ?? '',
    ),
  )
  const manual = pages
    .filter((page) => page.startsWith('docs/'))
    .map(textOf)
    .join('\n')
  expect([...read].filter((name) => !manual.includes(`\`${name}\``))).toEqual([])
})
