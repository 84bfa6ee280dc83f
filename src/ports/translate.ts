// Words for people: the shape of the translator that faces and flows hand to shelves.
import type { Language } from '#values/language'

/** `t('reports.monthly.title', { month: 'listopad' })`: namespace, then key; plurals by `count`. */
export type Translate = (key: string, facts?: Readonly<Record<string, string | number>>) => string

export type TranslatorFor = (language: Language) => Translate
