// Where the sentence of a failure stands among the words that are there, whichever namespace it is in.
import type { i18n } from 'i18next'

const indexes = new Map<string, ReadonlyMap<string, string>>()

function flatKeys(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? flatKeys(value as object, `${before}${key}.`) : [`${before}${key}`],
  )
}

/** Code → `namespace:key`; codes are unique over the house, so the key that ends with the code is the one. */
function indexOf(words: i18n): ReadonlyMap<string, string> {
  const data = words.getDataByLanguage(words.language) ?? {}
  // More namespaces come after the first page.
  const whole = `${words.language} ${Object.keys(data).length}`
  const known = indexes.get(whole)
  if (known !== undefined) return known
  const index = new Map<string, string>()
  for (const [namespace, keys] of Object.entries(data)) {
    for (const key of flatKeys(keys as object)) {
      const parts = key.replace(/_(one|few|many|other)$/, '').split('.')
      for (let from = 0; from < parts.length - 1; from++) {
        const code = parts.slice(from).join('.')
        if (!index.has(code)) index.set(code, `${namespace}:${parts.join('.')}`)
      }
    }
  }
  indexes.set(whole, index)
  return index
}

/** Where the sentence of a code stands, as `namespace:key`; undefined when none of the words that are there has it. */
export function keyOfFailure(words: i18n, code: string): string | undefined {
  const own = `shell:failure.${code}`
  return words.exists(own) ? own : indexOf(words).get(code)
}
