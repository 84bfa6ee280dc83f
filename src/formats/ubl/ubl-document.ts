// Gathers the parts of a UBL invoice or credit note, with or without an envelope around it.
import { readXml } from '#ports/reading/read-xml'
import type { XmlElement } from '#ports/reading/xml-element'
import type { Rejection } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'

export type UblKind = 'Invoice' | 'CreditNote'
export type UblDocument = { readonly kind: UblKind; readonly root: XmlElement }
export type UblEvent =
  | { readonly kind: 'document'; readonly document: UblDocument }
  | { readonly kind: 'broken'; readonly rejection: Rejection }

const partPath = /^(?:[^/]+\/){0,3}?(Invoice|CreditNote)\/([^/]+)$/
const documentPath = /^(?:[^/]+\/){0,3}?(Invoice|CreditNote)$/

/** Attached files and signatures are of no use here and may be large. */
const passedOver = new Set(['AdditionalDocumentReference', 'UBLExtensions', 'Signature'])

/** No buyer's system takes more lines. */
const partLimit = 70_000

/** Each document of the file once its end is read, and what broke. */
export async function* readUblDocuments(source: ByteSource): AsyncGenerator<UblEvent> {
  let root: XmlElement | null = null
  for await (const event of readXml(source, (path) => partPath.test(path))) {
    if (event.kind === 'broken') yield event
    else if (event.kind === 'open' && documentPath.test(event.path))
      root = { name: event.path, attributes: event.attributes, text: '', children: [] }
    else if (event.kind === 'tree' && root !== null && !passedOver.has(event.element.name) && root.children.length < partLimit)
      root.children.push(event.element)
    else if (event.kind === 'close' && root?.name === event.path) {
      yield { kind: 'document', document: { kind: event.path.endsWith('CreditNote') ? 'CreditNote' : 'Invoice', root } }
      root = null
    }
  }
}
