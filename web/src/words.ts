// The words of the application: one JSON a namespace and language; what every page needs comes first, a screen brings its own.
import i18next, { type CustomTypeOptions, type i18n, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language } from '#values/language'
import { keyOfFailure } from './ui/failure-keys.ts'
import { formatNumber } from './ui/format.ts'

const loaders: Readonly<Record<Language, () => Promise<{ words: ResourceLanguage }>>> = {
  pl: () => import('./words-pl.ts'),
  en: () => import('./words-en.ts'),
}
/** Of every other namespace, by language and name. */
const others = import.meta.glob<Record<string, string>>(
  [
    '../../src/contract/words/*/*.json',
    '!../../src/contract/words/*/failures.json',
    '!../../src/contract/words/*/lists.json',
    '!../../src/contract/words/*/shell.json',
    '!../../src/contract/words/*/signin.json',
    '!../../src/contract/words/*/app.json',
    '!../../src/contract/words/*/embedded.json',
    '!../../src/contract/words/*/messages.json',
    '!../../src/contract/words/*/portal.json',
    '!../../src/contract/words/*/report-shelf.json',
    '!../../src/contract/words/*/reports.json',
  ],
  { import: 'default' },
)

export type Namespace = keyof CustomTypeOptions['resources']

const storedUnder = 'skarbnik.language'

/** What the person chose before, else Polish where the browser prefers it or says nothing of English. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(storedUnder) ?? ''
  if (isLanguage(stored)) return stored
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return wanted ?? 'pl'
}

async function loadFirst(into: i18n, language: Language): Promise<void> {
  const { words } = await loaders[language]()
  for (const [namespace, keys] of Object.entries(words)) into.addResourceBundle(language, namespace, keys)
}

/** What the screens opened so far speak; another language brings it at once. */
const spoken = new Set<string>()
const known = new Map<string, Promise<void>>()

/** Fetched once; one that did not come is asked for again. */
function loadOne(language: Language, namespace: string): Promise<void> {
  const fetchIt = others[`../../src/contract/words/${language}/${namespace}.json`]
  const name = `${language}/${namespace}`
  const loading =
    known.get(name) ?? fetchIt?.().then((keys) => void i18next.addResourceBundle(language, namespace, keys)) ?? Promise.resolve()
  known.set(name, loading)
  loading.catch(() => known.delete(name))
  return loading
}

const speaking = (): Language => (isLanguage(i18next.language) ? i18next.language : 'pl')

/** A part of the application that is shown only once it can speak: fetched together with the words that it names. */
export async function withWords<Part>(part: Promise<Part>, ...namespaces: readonly Namespace[]): Promise<Part> {
  for (const namespace of namespaces) spoken.add(namespace)
  await Promise.all(namespaces.map((namespace) => loadOne(speaking(), namespace)))
  return part
}

const sought = new Map<string, Promise<void>>()

/** Fetches what the screens opened so far have not brought, where only there the sentence of a failure can stand. Never fails. */
export function bringSentence(code: string): Promise<void> {
  const language = speaking()
  const name = `${language}/${code}`
  if (!i18next.isInitialized || keyOfFailure(i18next, code) !== undefined) return Promise.resolve()
  const seeking = sought.get(name) ?? loadAll(language).catch(() => void sought.delete(name))
  sought.set(name, seeking)
  return seeking
}

/** Every namespace; without a network it fails when all have been tried. */
async function loadAll(language: Language): Promise<void> {
  const start = `../../src/contract/words/${language}/`
  const paths = Object.keys(others).filter((path) => path.startsWith(start))
  const loaded = await Promise.allSettled(paths.map((path) => loadOne(language, path.slice(start.length, -'.json'.length))))
  if (loaded.some(({ status }) => status === 'rejected')) throw new Error('words did not come')
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
    // Words that nobody named come late rather than never.
    saveMissing: true,
    missingKeyHandler: (_, namespace) => {
      spoken.add(namespace)
      void loadOne(speaking(), namespace)
    },
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  })
  instance.services.formatter?.add('figure', (value: unknown, lng) =>
    formatNumber(isLanguage(lng ?? '') ? (lng as Language) : 'pl', Number(value)),
  )
  await loadFirst(instance, language)
  document.documentElement.lang = language
  return instance
}

/** Changes the language of the whole application at once and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storedUnder, language)
  await Promise.all([loadFirst(i18next, language), ...[...spoken].map((namespace) => loadOne(language, namespace))])
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** The same, where it is another language than the one spoken now. */
export async function speak(language: Language): Promise<void> {
  if (i18next.language !== language) await changeLanguage(language)
}
