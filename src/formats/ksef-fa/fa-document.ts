// Gathers the parts of one structured invoice from its XML, leaving attachments and footers aside.
import { readXml } from '#ports/reading/read-xml'
import type { XmlElement } from '#ports/reading/xml-element'
import type { Rejection } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'

/** `fa` holds the children of the Fa element; `root` is the name of the file's first element. */
export type FaDocument = {
  readonly root: string
  readonly seller: XmlElement | undefined
  readonly buyer: XmlElement | undefined
  readonly others: readonly XmlElement[]
  readonly fa: XmlElement
  readonly formCode: string
}

export type FaEvent =
  | { readonly kind: 'document'; readonly document: FaDocument }
  | { readonly kind: 'broken'; readonly rejection: Rejection }

/** The schema allows 10,000 lines and 50,000 corrected invoices; what goes beyond is no invoice. */
const partLimit = 70_000

const isPart = (path: string): boolean =>
  /^Faktura\/(?:Naglowek|Podmiot[123]|Fa\/[^/]+)$/.test(path) || /^(?:Faktura\/FakturaRR|Potwierdzenie)\/[^/]+$/.test(path)

class Gathering {
  root = ''
  #seller: XmlElement | undefined
  #buyer: XmlElement | undefined
  #formCode = ''
  readonly #others: XmlElement[] = []
  readonly #fa: XmlElement = { name: 'Fa', attributes: {}, text: '', children: [] }

  add(element: XmlElement): void {
    if (element.name === 'Naglowek')
      this.#formCode = element.children.find((child) => child.name === 'KodFormularza')?.attributes['kodSystemowy'] ?? ''
    else if (element.name === 'Podmiot1') this.#seller = element
    else if (element.name === 'Podmiot2') this.#buyer = element
    else if (element.name === 'Podmiot3') this.#others.push(element)
    else if (this.#fa.children.length < partLimit) this.#fa.children.push(element)
  }

  get document(): FaDocument {
    return { root: this.root, seller: this.#seller, buyer: this.#buyer, others: this.#others, fa: this.#fa, formCode: this.#formCode }
  }
}

/** The document of the file, once it is read to its end tag, and what broke after or before it. */
export async function* readFaDocument(source: ByteSource): AsyncGenerator<FaEvent> {
  const gathering = new Gathering()
  for await (const event of readXml(source, isPart)) {
    if (event.kind === 'broken') yield event
    else if (event.kind === 'open' && gathering.root === '') gathering.root = event.path
    else if (event.kind === 'tree') gathering.add(event.element)
    else if (event.kind === 'close' && event.path === gathering.root) yield { kind: 'document', document: gathering.document }
  }
}
