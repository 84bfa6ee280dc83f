// Reads the words of every namespace from their JSON files, for the server.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '#values/language'
import type { Words } from './translator.ts'

const folder = join(import.meta.dirname, 'words')

function wordsOf(language: Language): Readonly<Record<string, object>> {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as object]),
  )
}

/** All words in all languages, read once at the start. */
export const readWords = (): Words => Object.fromEntries(languages.map((language) => [language, wordsOf(language)])) as unknown as Words
