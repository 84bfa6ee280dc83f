// Turns keys into sentences of one language; the same words serve the server, its messages and reports.
import i18next from 'i18next'
import { type Language, languages } from '#values/language'

/** One namespace a file: `words.pl.messages` holds what `messages.json` says. */
export type Words = Readonly<Record<Language, Readonly<Record<string, object>>>>

/** A sentence of `namespace.key` with `{{facts}}` filled in, plural by `count`. */
export type Translator = (key: string, facts?: Readonly<Record<string, string | number>>) => string

const locales: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB' }

/**
 * A translator for each language. A key that does not exist is told to `onMissing` and comes back as it is, so that a person sees which word is
 * missing; `{{n, figure}}` writes a number grouped as the language does.
 */
export function translatorsOf(
  words: Words,
  onMissing: (language: Language, key: string) => void = () => undefined,
): (language: Language) => Translator {
  const instance = i18next.createInstance()
  void instance.init({
    initAsync: false,
    lng: 'pl',
    fallbackLng: false,
    nsSeparator: false,
    returnNull: false,
    resources: Object.fromEntries(languages.map((language) => [language, { translation: words[language] }])),
    interpolation: { escapeValue: false },
  })
  instance.services.formatter?.add('figure', (value: unknown, language) =>
    new Intl.NumberFormat(language === 'en' ? locales.en : locales.pl, { useGrouping: 'always' })
      .format(Number(value))
      .replaceAll('\u202F', '\u00A0'),
  )
  const fixed = Object.fromEntries(languages.map((language) => [language, instance.getFixedT(language)])) as unknown as Record<
    Language,
    (key: string, facts: Readonly<Record<string, string | number>>) => unknown
  >
  return (language) =>
    (key, facts = {}) => {
      const sentence = fixed[language](key, facts)
      if (typeof sentence === 'string' && sentence !== key) return sentence
      onMissing(language, key)
      return key
    }
}
