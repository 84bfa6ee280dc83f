// Records of a JSON file: a list, an answer that wraps a list, one object, or lines; numbers keep the digits they were written with.

import { Failure } from '#values/failure'
import { decodeHead, decodeStream } from '../reading/decode-text.ts'
import type { ByteSource } from '../statement-format.ts'

export type JsonRecord = Readonly<Record<string, unknown>>
export type JsonItem = { readonly at: string; readonly record: JsonRecord } | { readonly at: string; readonly unreadable: string }

const sizeLimit = 64 * 2 ** 20
const depthLimit = 200

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers become the text they stand as: 1230.10 stays "1230.10". */
const parseKeepingDigits = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  )

/** Balanced pieces `{…}` that are not inside another taken one, with what is left unclosed at the end. */
function* objectTexts(text: string, start: number): Generator<{ readonly from: number; readonly text: string; readonly closed: boolean }> {
  let depth = 0
  let from = -1
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '"' && depth > 0) {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
    } else if (char === '{') {
      if (depth === 0) from = at
      depth++
    } else if (char === '}' && depth > 0 && --depth === 0) yield { from, text: text.slice(from, at + 1), closed: true }
  }
  if (depth > 0) yield { from, text: text.slice(from, from + 80), closed: false }
}

/** The list inside an answer: the first array of objects, at most three objects deep. */
function listIn(value: JsonRecord, depth = 0): readonly unknown[] | null {
  for (const inner of Object.values(value)) if (Array.isArray(inner) && inner.length > 0 && inner.every(isRecord)) return inner
  if (depth === 3) return null
  for (const inner of Object.values(value)) {
    const found = isRecord(inner) ? listIn(inner, depth + 1) : null
    if (found !== null) return found
  }
  return null
}

function itemsOf(value: unknown, isInvoice: (record: JsonRecord) => boolean): JsonItem[] {
  const list = Array.isArray(value) ? value : isRecord(value) ? (isInvoice(value) ? [value] : (listIn(value) ?? [value])) : [value]
  return list.map((item, index): JsonItem => {
    const at = `[${index}]`
    if (!isRecord(item)) return { at, unreadable: JSON.stringify(item)?.slice(0, 80) ?? '' }
    const wrapped = Object.values(item)
    const inner = wrapped.length === 1 && !isInvoice(item) ? wrapped[0] : undefined
    const record = isRecord(inner) ? inner : item
    return isInvoice(record) ? { at, record } : { at, unreadable: JSON.stringify(record).slice(0, 80) }
  })
}

function tooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') {
      if (++depth > depthLimit) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}

/** Objects of a text that is no whole JSON (cut off, or one object a line). A list's own bracket is stepped over. */
function salvaged(text: string, isInvoice: (record: JsonRecord) => boolean): JsonItem[] {
  const items: JsonItem[] = []
  const wrapped = /^\s*\{\s*"\w+"\s*:\s*(?:\{[^{}[\]]*:\s*)?\[/.exec(text)
  for (const piece of objectTexts(text, wrapped === null ? 0 : wrapped[0].length)) {
    const at = `[${items.length}]`
    try {
      const value = piece.closed ? parseKeepingDigits(piece.text) : undefined
      const found = itemsOf(value, isInvoice)[0]
      items.push(found !== undefined && 'record' in found ? { at, record: found.record } : { at, unreadable: piece.text.slice(0, 80) })
    } catch {
      items.push({ at, unreadable: piece.text.slice(0, 80) })
    }
  }
  return items.length === 0 ? [{ at: '', unreadable: text.trim().slice(0, 80) }] : items
}

/** The text of a source up to 64 MiB; throws `file.json-too-large` beyond. */
async function wholeText(source: ByteSource): Promise<string> {
  const parts: string[] = []
  let size = 0
  for await (const text of decodeStream(source)) {
    size += text.length
    if (size > sizeLimit) throw new Failure('file.json-too-large', { limit: sizeLimit })
    parts.push(text)
  }
  return parts.join('')
}

/** Every record of the file in order; what `isInvoice` does not know for its own, by the names of its fields, comes as unreadable. */
export async function readJsonRecords(source: ByteSource, isInvoice: (record: JsonRecord) => boolean): Promise<readonly JsonItem[]> {
  const text = (await wholeText(source)).replace(/^\uFEFF/, '')
  if (tooDeep(text)) throw new Failure('file.json-too-deep', { limit: depthLimit })
  try {
    return itemsOf(parseKeepingDigits(text), isInvoice)
  } catch {
    return salvaged(text, isInvoice)
  }
}

/** The head as text when it begins as JSON, else null. */
export function jsonHead(head: Uint8Array): string | null {
  const text = decodeHead(head)
  return /^\uFEFF?\s*[[{]\s*["{[\]}]/.test(text) ? text : null
}

/** A plain value as text; undefined for null, empty and anything with an inside. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value.trim() === ''
      ? undefined
      : value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
