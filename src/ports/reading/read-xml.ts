// XML as a stream of small trees: reads any size, refuses document types, entities and depth that no bank needs.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Rejection } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { declaredEncoding, decodeStream } from './decode-text.ts'
import { localName, type XmlElement } from './xml-element.ts'

/** `path` holds local names joined by "/"; a `tree` is whole, an `open` element's children follow one by one. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly path: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'tree'; readonly path: string; readonly element: XmlElement }
  | { readonly kind: 'close'; readonly path: string; readonly text: string }
  /** Last event of a file that ends early or breaks the rules of XML; what came before is right. */
  | { readonly kind: 'broken'; readonly rejection: Rejection }

const depthLimit = 128
/** Characters without any tag between them; a larger attribute or text is no document of a bank. */
const silenceLimit = 32 * 1024 * 1024

/** The declared encoding of an XML file, undefined where it declares none. */
export function xmlEncoding(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.subarray(0, 400)).toString('latin1').replaceAll('\0', '')
  return /^[^<]{0,4}<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(start)?.[1]
}

/** An element outside of trees; its text counts only where it is a leaf. */
type OpenElement = { readonly path: string; text: string }

/**
 * Files repeat few names: each is cut from its prefix once. A property key is one shared string in V8, so that names compare
 * by identity: looking for a child costs a third (bench/reading).
 */
const localNames = new Map<string, string>()
const localNamesLimit = 10_000

function localNameOf(name: string): string {
  let local = localNames.get(name)
  if (local === undefined) {
    local = Object.keys({ [localName(name)]: true })[0] ?? name
    if (localNames.size < localNamesLimit) localNames.set(name, local)
  }
  return local
}

/** Most elements are leaves: one empty list serves them all until a child comes. */
const noChildren: readonly XmlElement[] = Object.freeze<XmlElement[]>([])

type Growing = { name: string; attributes: Readonly<Record<string, string>>; text: string; children: XmlElement[] }

const grown = (name: string, attributes: Readonly<Record<string, string>>): Growing => ({
  name,
  attributes,
  text: '',
  children: noChildren as XmlElement[],
})

class Reading {
  events: XmlEvent[] = []
  failure: Failure | null = null
  brokenWhy: string | null = null
  heard = false
  readonly #outer: OpenElement[] = []
  /** Open elements of the tree being read, its root first; empty outside of trees. */
  readonly #tree: Growing[] = []
  #treePath = ''
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #isTree: (path: string) => boolean

  constructor(isTree: (path: string) => boolean) {
    this.#isTree = isTree
    this.#parser.on('doctype', () => {
      this.failure ??= new Failure('file.xml-dtd-refused')
    })
    this.#parser.on('opentag', (tag) => {
      this.#open(tag)
    })
    this.#parser.on('closetag', () => {
      this.#close()
    })
    this.#parser.on('text', (text) => {
      this.#text(text)
    })
    this.#parser.on('cdata', (text) => {
      this.#text(text)
    })
    this.#parser.on('error', (error) => {
      this.brokenWhy ??= error.message.slice(0, 120)
    })
  }

  write(text: string): void {
    this.#parser.write(text)
  }

  end(): void {
    this.#parser.close()
  }

  #open(tag: SaxesTagPlain): void {
    this.heard = true
    if (this.brokenWhy !== null) return
    if (this.#outer.length + this.#tree.length >= depthLimit) {
      this.failure ??= new Failure('file.xml-too-deep', { limit: depthLimit })
      return
    }
    const name = localNameOf(tag.name)
    const parent = this.#tree.at(-1)
    if (parent !== undefined) {
      const element = grown(name, tag.attributes)
      if (parent.children === noChildren) parent.children = [element]
      else parent.children.push(element)
      this.#tree.push(element)
      return
    }
    const outer = this.#outer.at(-1)
    const path = outer === undefined ? name : `${outer.path}/${name}`
    if (this.#isTree(path)) {
      this.#treePath = path
      this.#tree.push(grown(name, tag.attributes))
      return
    }
    this.events.push({ kind: 'open', path, attributes: tag.attributes })
    this.#outer.push({ path, text: '' })
  }

  #text(text: string): void {
    this.heard = true
    const element = this.#tree.at(-1) ?? this.#outer.at(-1)
    if (element === undefined || ('children' in element && element.children !== noChildren)) return
    element.text = element.text === '' ? text : element.text + text
  }

  #close(): void {
    this.heard = true
    if (this.brokenWhy !== null) return
    const element = this.#tree.pop()
    if (element !== undefined) {
      if (this.#tree.length === 0) this.events.push({ kind: 'tree', path: this.#treePath, element })
      return
    }
    const closed = this.#outer.pop()
    if (closed !== undefined) this.events.push({ kind: 'close', path: closed.path, text: closed.text.trim() })
  }
}

/** As `readXml`, in batches: for files of millions of elements, where a step of the stream for each would show. */
export async function* readXmlBatches(source: ByteSource, isTree: (path: string) => boolean): AsyncGenerator<readonly XmlEvent[]> {
  const declared = xmlEncoding(source.head)
  const encoding = declared === undefined ? undefined : declaredEncoding(declared)
  const reading = new Reading(isTree)
  let silent = 0
  // A declared UTF-8 is checked like an undeclared one: banks write 1250 under it.
  for await (const text of decodeStream(source, encoding === 'utf-8' || encoding?.startsWith('utf-16') ? undefined : encoding)) {
    reading.heard = false
    reading.write(text)
    silent = reading.heard ? 0 : silent + text.length
    if (silent > silenceLimit) throw new Failure('file.xml-oversized', { limit: silenceLimit })
    if (reading.failure !== null) throw reading.failure
    if (reading.events.length > 0) yield reading.events
    reading.events = []
    if (reading.brokenWhy !== null) break
  }
  if (reading.brokenWhy === null) reading.end()
  if (reading.failure !== null) throw reading.failure
  if (reading.brokenWhy !== null)
    reading.events.push({ kind: 'broken', rejection: { code: 'file.xml-broken', facts: { why: reading.brokenWhy } } })
  yield reading.events
}

/**
 * Events of an XML source in order. `isTree` says which paths come whole; keep those small.
 * Throws `file.xml-dtd-refused`, `file.xml-too-deep`, `file.xml-oversized`, `file.encoding-unsupported`.
 */
export async function* readXml(source: ByteSource, isTree: (path: string) => boolean): AsyncGenerator<XmlEvent> {
  for await (const events of readXmlBatches(source, isTree)) yield* events
}
