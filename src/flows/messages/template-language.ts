// The language of templates: Liquid with nothing but named variables, conditions, loops over invoices and a few filters.
import { Liquid, type Template } from 'liquidjs'
import { Failure } from '#values/failure'
import type { Language } from '#values/language'
import { isKnownPath } from './template-variables.ts'

const tags = new Set(['if', 'unless', 'for', 'case', 'comment'])
const filters = new Set(['default', 'upcase', 'downcase', 'size', 'join'])
/** Longest template that is taken, in characters. */
const longest = 20_000

/** An empty variable is a hole in the message: it stands inside an `if`, or has a `default`. */
function written(value: unknown): string {
  if (value === null || value === undefined) throw new Error('empty value')
  if (typeof value === 'string') return value
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'bigint') throw new Error('a group, not a text')
  return String(value)
}

/** The form of a noun for a count: `faktura`, `faktury`, `faktur`; two forms in English. */
function formFor(language: Language, count: unknown, forms: readonly unknown[]): string {
  const known = forms.map(String)
  const number = Number(count)
  if (!Number.isFinite(number) || known.length === 0) throw new Error('needs a count and its forms')
  const category = new Intl.PluralRules(language).select(number)
  const at = category === 'one' ? 0 : category === 'few' ? 1 : language === 'pl' ? 2 : 1
  return known[Math.min(at, known.length - 1)] ?? ''
}

function engineFor(language: Language): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    memoryLimit: 500_000,
    renderLimit: 500,
    parseLimit: longest,
    templates: {},
    outputEscape: written,
  })
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!filters.has(name)) delete engine.filters[name]
  engine.registerFilter('odmien', (count: unknown, ...forms: unknown[]) => `${String(count)}\u00A0${formFor(language, count, forms)}`)
  engine.registerFilter('forma', (count: unknown, ...forms: unknown[]) => formFor(language, count, forms))
  return engine
}

const engines: Readonly<Record<Language, Liquid>> = { pl: engineFor('pl'), en: engineFor('en') }

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown')
const lineOf = (reason: string): number => Number(/line:(\d+)/.exec(reason)?.[1] ?? 1)

export type Parsed = { readonly language: Language; readonly templates: readonly Template[] }

/**
 * Reads a template. Failure `template.unreadable` (line, why) for what is no template of ours; `template.unknown-variable` (name) for a variable,
 * or a part of one, that is not on the list.
 */
export function parseTemplate(language: Language, source: string): Parsed {
  if (source.length > longest) throw new Failure('template.too-long', { most: longest })
  if (/[\uE000-\uF8FF]/u.test(source)) throw new Failure('template.unreadable', { line: 1, why: 'private sign' })
  const engine = engines[language]
  try {
    const templates = engine.parse(source)
    // A range counts without end, and there is nothing of ours to count.
    if (/\(\s*[\w.'"-]+\s*\.\./.test(source)) throw new Failure('template.unreadable', { line: 1, why: 'range' })
    for (const path of engine.globalVariableSegmentsSync(templates)) {
      const name = path.map((part) => (Array.isArray(part) ? '[…]' : String(part))).join('.')
      if (path.some((part) => typeof part !== 'string') || !isKnownPath(path as string[]))
        throw new Failure('template.unknown-variable', { name })
    }
    return { language, templates }
  } catch (error) {
    if (error instanceof Failure) throw error
    const why = reasonOf(error)
    throw new Failure('template.unreadable', { line: lineOf(why), why }, { cause: error })
  }
}

/** Fills a template. Failure `message.template-failed` when a value is missing or the limits of time and memory are passed. */
export function fillTemplate(parsed: Parsed, values: object): string {
  try {
    return String(engines[parsed.language].renderSync([...parsed.templates], values))
  } catch (cause) {
    throw new Failure('message.template-failed', { message: reasonOf(cause) }, { cause })
  }
}
