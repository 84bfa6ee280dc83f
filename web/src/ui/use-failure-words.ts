// Finds the sentence of a failure by its code, in whichever namespace of the words it stands, as the server does.

import type { i18n } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api-client.ts'
import { say } from './say.ts'

export type FailureWords = { readonly title: string; readonly next: string }

type Facts = Readonly<Record<string, string | number | boolean>>

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

/** Words of a code that came as data (a failed run, a rejected record), or of an error that was thrown. */
export function useFailureWords(): (error: unknown) => FailureWords {
  const { t, i18n: words } = useTranslation('shell')
  return (error) => {
    const { code, facts } = codeOf(error)
    const sentence = (key: string | undefined) => (key === undefined || !words.exists(key) ? null : say(words, key, facts))
    const own = sentence(`shell:failure.${code}`) ?? sentence(indexOf(words).get(code))
    return { title: own ?? t('failure.other', { code }), next: sentence(`shell:failure.${code}-next`) ?? '' }
  }
}

function codeOf(error: unknown): { code: string; facts: Facts } {
  if (error instanceof ApiFailure) return { code: error.code, facts: error.facts }
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return {
      code: error.code,
      facts: 'facts' in error && typeof error.facts === 'object' && error.facts !== null ? (error.facts as Facts) : {},
    }
  }
  return { code: 'program', facts: {} }
}
