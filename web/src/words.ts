// The words of the application: one JSON a namespace and language, the chosen language loaded alone, what the first page needs before the rest.
import i18next, { type i18n, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language } from '#values/language'
import { formatNumber } from './ui/format.ts'

const loaders: Readonly<Record<Language, () => Promise<{ words: ResourceLanguage }>>> = {
  pl: () => import('./words-pl.ts'),
  en: () => import('./words-en.ts'),
}
const others: typeof loaders = {
  pl: () => import('./words-pl-rest.ts'),
  en: () => import('./words-en-rest.ts'),
}

const storedUnder = 'skarbnik.language'

/** What the person chose before, else Polish where the browser prefers it or says nothing of English. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(storedUnder) ?? ''
  if (isLanguage(stored)) return stored
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return wanted ?? 'pl'
}

async function load(into: i18n, language: Language, from: typeof loaders): Promise<void> {
  const { words } = await from[language]()
  for (const [namespace, keys] of Object.entries(words)) into.addResourceBundle(language, namespace, keys)
}

const whole = new Map<Language, Promise<void>>()

/** All words of a language, fetched once; one that did not come is asked for again. */
function allWords(language: Language): Promise<void> {
  const known = whole.get(language)
  if (known !== undefined) return known
  const loading = load(i18next, language, others).catch((error: unknown) => {
    whole.delete(language)
    throw error
  })
  whole.set(language, loading)
  return loading
}

/** A screen that is shown only once it can speak. */
export async function withWords<Screen>(screen: Promise<Screen>): Promise<Screen> {
  await allWords(isLanguage(i18next.language) ? i18next.language : 'pl')
  return screen
}

/** Starts i18next in one language; components then read their namespace. */
export async function startWords(language: Language): Promise<i18n> {
  const instance = i18next.use(initReactI18next)
  await instance.init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    ns: [],
    resources: {},
    returnNull: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  })
  instance.services.formatter?.add('figure', (value: unknown, lng) =>
    formatNumber(isLanguage(lng ?? '') ? (lng as Language) : 'pl', Number(value)),
  )
  await load(instance, language, loaders)
  document.documentElement.lang = language
  return instance
}

/** Changes the language of the whole application at once and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storedUnder, language)
  await Promise.all([load(i18next, language, loaders), allWords(language)])
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** The same, where it is another language than the one spoken now. */
export async function speak(language: Language): Promise<void> {
  if (i18next.language !== language) await changeLanguage(language)
}
