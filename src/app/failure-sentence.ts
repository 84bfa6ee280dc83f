// A Failure as one sentence for the terminal, in the language of the person's system.
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import type { Failure } from '#values/failure'
import type { Language } from '#values/language'

/** English where the system speaks English, Polish elsewhere. */
export const terminalLanguage = (environment: NodeJS.ProcessEnv = process.env): Language =>
  /^en/i.test(environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '') ? 'en' : 'pl'

export const failureSentence = (failure: Failure, language = terminalLanguage()): string =>
  failureSentences(readWords())(language, failure.code, failure.facts)
