// The first element of an XML file, by which invoice formats know their own.
import { decodeHead } from '../reading/decode-text.ts'

export type XmlRoot = { readonly name: string; readonly namespace: string; readonly head: string }

/** Where the construct at `at` ends: a declaration, a comment, a document type; −1 when it is none or does not end within the text. */
function afterAside(text: string, at: number): number {
  const past = (closing: string): number => {
    const found = text.indexOf(closing, at)
    return found < 0 ? -1 : found + closing.length
  }
  if (text.startsWith('<?', at)) return past('?>')
  if (text.startsWith('<!--', at)) return past('-->')
  if (!text.startsWith('<!DOCTYPE', at)) return -1
  const end = past('>')
  const subset = text.indexOf('[', at)
  if (subset < 0 || subset > end) return end
  const close = text.indexOf(']', subset)
  return close < 0 ? -1 : text.indexOf('>', close) + 1 || -1
}

/** Local name and namespace of the root; null when the bytes do not begin as XML. `head` is the text that was looked at. */
export function xmlRoot(head: Uint8Array): XmlRoot | null {
  const text = decodeHead(head)
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    const after = afterAside(text, at)
    if (after < 0) break
    at = after
  }
  const close = text.indexOf('>', at)
  const tag = text.slice(at, close < 0 ? text.length : close)
  const start = /^<(?:([\w.-]+):)?([\w.-]+)/.exec(tag)
  if (start?.[2] === undefined) return null
  const declaration = start[1] === undefined ? 'xmlns' : `xmlns:${start[1]}`
  const namespace = [...tag.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].find((attribute) => attribute[1] === declaration)
  return { name: start[2], namespace: namespace?.[2] ?? namespace?.[3] ?? '', head: text }
}
