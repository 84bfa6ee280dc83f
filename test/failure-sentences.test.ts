// Every failure that the program throws speaks Polish and English.

import { expect, test } from 'vitest'
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import { isCode, isTest, projectFiles, textOf } from '#test/support/source-files'

const sources = projectFiles('src').filter((file) => isCode(file) && !isTest(file))
const thrown = sources.flatMap((file) =>
  [...textOf(file).matchAll(/new Failure\(\s*'([^']+)'/g)].map((match) => ({ file, code: match[1] ?? '' })),
)

test('there are failures to speak of', () => {
  expect(thrown.length).toBeGreaterThan(30)
})

test.each(['pl', 'en'] as const)('every code of a failure has its sentence (%s)', (language) => {
  const sentence = failureSentences(readWords())
  const silent = thrown.filter(({ code }) => sentence(language, code) === code).map(({ file, code }) => `${file}: ${code}`)
  expect([...new Set(silent)]).toEqual([])
})
