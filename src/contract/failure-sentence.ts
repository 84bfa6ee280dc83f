// The sentence of a failure or a rejection: found by its code in whichever namespace of the words it stands.
import type { FailureFacts } from '#values/failure'
import { type Language, languages } from '#values/language'
import { translatorsOf, type Words } from './translator.ts'

export type FailureSentence = (language: Language, code: string, facts?: FailureFacts) => string

/** Keys of nested words joined by dots: `failures.file.unknown-format`. */
function flatKeys(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? flatKeys(value as object, `${before}${key}.`) : [`${before}${key}`],
  )
}

/** Codes are unique over the house, so the key that ends with the code is the one; a code without a sentence gives the code itself. */
export function failureSentences(words: Words): FailureSentence {
  const translatorFor = translatorsOf(words)
  const keyOf = new Map<string, string>()
  for (const language of languages) {
    for (const key of flatKeys(words[language])) {
      const parts = key.replace(/_(one|few|many|other)$/, '').split('.')
      // A code of one word (`internal`) is one only right under `failures`; elsewhere it may be any word of a screen.
      const last = parts.at(-2) === 'failures' ? parts.length : parts.length - 1
      for (let from = 1; from < last; from++) {
        const code = parts.slice(from).join('.')
        if (!keyOf.has(code)) keyOf.set(code, parts.join('.'))
      }
    }
  }
  const sentenceOf: FailureSentence = (language, code, facts = {}) => {
    const key = keyOf.get(code)
    if (key === undefined) return code
    return translatorFor(language)(
      key,
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value])),
    )
  }
  return (language, code, facts = {}) => {
    // The five failures of a connector say more where the reason is known: what of the settings is wrong, what came instead of an answer.
    const reason = code.startsWith('connector.') ? `connector-reason.${String(facts['reason'])}` : ''
    return [code, ...(keyOf.has(reason) ? [reason] : [])].map((each) => sentenceOf(language, each, facts)).join(' ')
  }
}
