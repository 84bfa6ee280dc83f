// OFX text as tags with the text behind them: SGML of version 1 (leaves are not closed) and XML of version 2 alike.
import { Failure } from '#values/failure'

/** `text` is empty for aggregates and closing tags; `close` for `</TAG>`. */
export type OfxToken = { readonly name: string; readonly isClose: boolean; readonly text: string }

/** A tag or text longer than this is no statement of a bank. */
const tokenLimit = 1024 * 1024

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/g, (whole, code: string | undefined, name: string | undefined) =>
        code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
      )
    : text

/** Splits text that comes in pieces; comments and headers are passed over. Throws `file.xml-dtd-refused` and `file.xml-oversized`. */
export class OfxTokens {
  #rest = ''
  #inComment = false

  feed(piece: string): OfxToken[] {
    return this.#take(this.#rest + piece, false)
  }

  end(): OfxToken[] {
    return this.#take(this.#rest, true)
  }

  #take(text: string, isEnd: boolean): OfxToken[] {
    const tokens: OfxToken[] = []
    let at = 0
    for (;;) {
      if (this.#inComment) {
        const close = text.indexOf('-->', at)
        if (close < 0) {
          at = Math.max(at, text.length - 2)
          break
        }
        at = close + 3
        this.#inComment = false
      }
      const open = text.indexOf('<', at)
      if (open < 0) {
        at = text.length
        break
      }
      if (text.startsWith('<!--', open)) {
        this.#inComment = true
        at = open + 4
        continue
      }
      const end = text.indexOf('>', open)
      const next = end < 0 ? -1 : text.indexOf('<', end)
      if (end < 0 || (next < 0 && !isEnd)) {
        at = open
        break
      }
      const stop = next < 0 ? text.length : next
      const token = tokenOf(text.slice(open + 1, end), text.slice(end + 1, stop))
      if (token !== null) tokens.push(token)
      at = stop
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > tokenLimit) throw new Failure('file.xml-oversized', { limit: tokenLimit })
    return tokens
  }
}

function tokenOf(tag: string, behind: string): OfxToken | null {
  if (/^!DOCTYPE/i.test(tag)) throw new Failure('file.xml-dtd-refused')
  const match = /^(\/?)([A-Za-z][\w.]*)\s*\/?$/.exec(tag)
  return match === null ? null : { name: (match[2] ?? '').toUpperCase(), isClose: match[1] === '/', text: unescaped(behind).trim() }
}
