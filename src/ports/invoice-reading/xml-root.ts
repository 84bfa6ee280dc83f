// The first element of an XML file, by which invoice formats know their own.
import { decodeHead } from '../reading/decode-text.ts'

export type XmlRoot = { readonly name: string; readonly namespace: string; readonly head: string }

/** Local name and namespace of the root; null when the bytes do not begin as XML. `head` is the text that was looked at. */
export function xmlRoot(head: Uint8Array): XmlRoot | null {
  const text = decodeHead(head)
  const start = /^\uFEFF?\s*(?:<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?\s*>|\s)*<(?:([\w.-]+):)?([\w.-]+)([^>]*)/.exec(text)
  const name = start?.[2]
  if (start === null || name === undefined) return null
  const declaration = start[1] === undefined ? 'xmlns' : `xmlns:${start[1]}`
  const attributes = [...(start[3] ?? '').matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
  const namespace = attributes.find((attribute) => attribute[1] === declaration)
  return { name, namespace: namespace?.[2] ?? namespace?.[3] ?? '', head: text }
}
