// Finds the sentence of a failure by its code, in whichever namespace of the words it stands, as the server does.

import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api-client.ts'
import { bringSentence } from '../words.ts'
import { keyOfFailure } from './failure-keys.ts'
import { say } from './say.ts'

export type FailureWords = { readonly title: string; readonly next: string }

type Facts = Readonly<Record<string, string | number | boolean>>

/** Words of a code that came as data (a failed run, a rejected record), or of an error that was thrown. */
export function useFailureWords(): (error: unknown) => FailureWords {
  const { t, i18n: words } = useTranslation('shell')
  return (error) => {
    const { code, facts } = codeOf(error)
    const sentence = (key: string | undefined) => (key === undefined || !words.exists(key) ? null : say(words, key, facts))
    const own = sentence(keyOfFailure(words, code))
    // The sentence comes with the words of a screen that was not opened yet; whoever asks is drawn again when it is there.
    if (own === null) void bringSentence(code)
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
