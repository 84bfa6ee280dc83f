// XML as a stream of small trees: reads any size, refuses document types, entities and depth that no bank needs.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { ByteSource } from '#ports/statement-format'
import type { Rejection } from '#ports/rejection'
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

type OpenElement = { readonly name: string; readonly path: string; readonly tree: XmlElement | null; text: string }

class Reading {
  events: XmlEvent[] = []
  failure: Failure | null = null
  brokenWhy: string | null = null
  heard = false
  readonly #stack: OpenElement[] = []
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #isTree: (path: string) => boolean

  constructor(isTree: (path: string) => boolean) {
    this.#isTree = isTree
    this.#parser.on('doctype', () => { this.failure ??= new Failure('file.xml-dtd-refused') })
    this.#parser.on('opentag', tag => { this.#open(tag) })
    this.#parser.on('closetag', () => { this.#close() })
    this.#parser.on('text', text => { this.#text(text) })
    this.#parser.on('cdata', text => { this.#text(text) })
    this.#parser.on('error', error => { this.brokenWhy ??= error.message.slice(0, 120) })
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
    if (this.#stack.length >= depthLimit) {
      this.failure ??= new Failure('file.xml-too-deep', { limit: depthLimit })
      return
    }
    const parent = this.#stack.at(-1)
    const name = localName(tag.name)
    if (parent?.tree) {
      const element: XmlElement = { name, attributes: tag.attributes, text: '', children: [] }
      parent.tree.children.push(element)
      this.#stack.push({ name, path: parent.path, tree: element, text: '' })
      return
    }
    const path = parent === undefined ? name : `${parent.path}/${name}`
    const tree = this.#isTree(path) ? { name, attributes: tag.attributes, text: '', children: [] } : null
    if (tree === null) this.events.push({ kind: 'open', path, attributes: tag.attributes })
    this.#stack.push({ name, path, tree, text: '' })
  }

  #text(text: string): void {
    this.heard = true
    const top = this.#stack.at(-1)
    if (top === undefined) return
    if (top.tree === null) top.text += text
    else if (top.tree.children.length === 0) top.tree.text += text
  }

  #close(): void {
    this.heard = true
    const closed = this.#stack.pop()
    if (closed === undefined || this.brokenWhy !== null) return
    if (closed.tree === null) this.events.push({ kind: 'close', path: closed.path, text: closed.text.trim() })
    else if (!this.#stack.at(-1)?.tree) this.events.push({ kind: 'tree', path: closed.path, element: closed.tree })
  }
}

/**
 * Events of an XML source in order. `isTree` says which paths come whole; keep those small.
 * Throws `file.xml-dtd-refused`, `file.xml-too-deep`, `file.xml-oversized`, `file.encoding-unsupported`.
 */
export async function* readXml(source: ByteSource, isTree: (path: string) => boolean): AsyncGenerator<XmlEvent> {
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
    yield* reading.events
    reading.events = []
    if (reading.brokenWhy !== null) break
  }
  if (reading.brokenWhy === null) reading.end()
  if (reading.failure !== null) throw reading.failure
  yield* reading.events
  if (reading.brokenWhy !== null) yield { kind: 'broken', rejection: { code: 'file.xml-broken', facts: { why: reading.brokenWhy } } }
}
