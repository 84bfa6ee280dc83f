// SWIFT MT940 statements and MT942 interim reports in every dialect of the guide: blocks, `?`, `~ < ^`, `KEY:`, `/TAG/`, plain.
import { decodeHead, decodeStream } from '#ports/reading/decode-text'
import { defineStatementFormat, type Statement } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { MessageReader, type OpenPages } from './statement.ts'
import { type TagEvent, TagReader } from './tags.ts'

const tagLine = /(?:^|[\r\n])\u0001?(?:\{[^\r\n]*\{4:)?:(20|25P?|28C?|60[FM]|61|62[FM]|86|34F|13D|NS) ?:/g

/** One for a whole message, less for a fragment: text that only quotes a tag is no statement. */
function recognise(head: Uint8Array): number {
  const codes = new Set([...decodeHead(head).matchAll(tagLine)].map((match) => match[1] ?? ''))
  if (codes.has('20') && (codes.has('25') || codes.has('25P') || codes.has('60F') || codes.has('60M'))) return 1
  if (codes.has('60F') || codes.has('60M') || codes.has('61') || codes.has('62F')) return 0.8
  return codes.size >= 2 ? 0.6 : codes.size === 1 ? 0.3 : 0
}

/** Keeps the message being read and starts the next at :20: or behind an end. */
class FileReader {
  readonly #openPages: OpenPages
  #message: MessageReader | null
  #isInterim: boolean

  constructor() {
    this.#openPages = new Map()
    this.#message = null
    this.#isInterim = false
  }

  *take(events: readonly TagEvent[]): Generator<Statement> {
    for (const event of events) {
      if (event.code === 'end' || event.code === '20') yield* this.#end()
      if ('interim' in event) {
        this.#isInterim = event.interim
        continue
      }
      this.#message ??= new MessageReader(this.#isInterim, this.#openPages)
      const page = this.#message.take(event)
      if (page !== null) yield page
    }
  }

  *#end(): Generator<Statement> {
    if (this.#message !== null && !this.#message.isEmpty) yield* this.#message.end()
    this.#message = null
  }
}

export default defineStatementFormat({
  id: 'mt940',
  name: 'MT940 / MT942',
  recognise,
  async *read(source) {
    const tags = new TagReader()
    const file = new FileReader()
    let statements = 0
    for await (const piece of decodeStream(source)) {
      for (const statement of file.take(tags.feed(piece))) {
        statements++
        yield statement
      }
    }
    for (const statement of file.take(tags.end())) {
      statements++
      yield statement
    }
    if (statements === 0) throw new Failure('file.nothing-inside', { format: 'mt940' })
  },
})
