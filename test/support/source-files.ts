// Reads the project's own files and what each of them imports, for the tests that guard the plan of the house.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

export const projectRoot = join(import.meta.dirname, '..', '..')

const notOurs = new Set(['node_modules', 'dist', 'data', '.cache', '.git', 'coverage'])

/** Every file of the project under the folder, relative to the root with forward slashes; nothing fetched, built or stored. */
export function projectFiles(folder = '.'): readonly string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? projectFiles(path) : [path.split(sep).join('/')]
  })
}

export const textOf = (file: string): string => readFileSync(join(projectRoot, file), 'utf8')

export const isTest = (file: string): boolean => /\.test\.(ts|tsx|js)$/.test(file)

export const isCode = (file: string): boolean => /\.(ts|tsx|js)$/.test(file) && !file.endsWith('.d.ts')

export type Import = {
  readonly from: string
  /** As written: `#values/money`, `./open-amount.ts`, `zod`. */
  readonly written: string
  /** The file of the project that is meant; null for a package or a module of Node. */
  readonly to: string | null
}

const statement = /^\s*(?:import|export)\b(?:[^'"`;()=]*?\bfrom)?\s*['"]([^'"]+)['"]/gm
const call = /\bimport\(\s*['"]([^'"]+)['"]\s*[,)]/g
/** A plugin is found by its folder, so only the roof may import what it has not named. */
const unnamedCall = /\bimport\(\s*[^'"\s)]/g

/** Static imports, re-exports, dynamic imports and imports of types. */
export function importsOf(file: string): readonly Import[] {
  const text = textOf(file)
  const written = [...text.matchAll(statement), ...text.matchAll(call)].map((match) => match[1] ?? '')
  return [...new Set(written)].map((name) => ({ from: file, written: name, to: target(file, name) }))
}

export const importsUnnamed = (file: string): boolean => textOf(file).search(unnamedCall) >= 0

function target(file: string, name: string): string | null {
  if (name.startsWith('.'))
    return normalize(join(dirname(file), name))
      .split(sep)
      .join('/')
  if (!name.startsWith('#')) return null
  const [room = '', ...rest] = name.slice(1).split('/')
  const path = [room === 'test' ? 'test' : `src/${room}`, ...rest].join('/')
  return path.endsWith('.json') || existsSync(join(projectRoot, path)) ? path : `${path}.ts`
}
