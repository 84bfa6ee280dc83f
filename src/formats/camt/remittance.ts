// What the payer says the money is for: unstructured lines, structured references, and the texts that stand in for them.
import { childrenNamed, elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { joinLines, tidy } from '#values/title-text'

/** Creditor references, document numbers and remarks of all `Strd` blocks, each once; several blocks are several invoices. */
function structured(remittance: XmlElement): readonly string[] {
  const blocks = childrenNamed(remittance, 'Strd')
  if (blocks.length === 0) return []
  const texts = blocks.flatMap((block) => [
    textAt(block, 'CdtrRefInf/Ref'),
    ...elementsAt(block, 'RfrdDocInf/Nb').map((number) => number.text.trim()),
    ...childrenNamed(block, 'AddtlRmtInf').map((remark) => remark.text.trim()),
  ])
  return [...new Set(texts.filter((text) => text !== undefined && text !== ''))].map((text) => text ?? '')
}

/** The blanks of an indented file around a text are not the payer's. */
const unindented = (text: string): string => (text.includes('\n') ? text.replace(/^\s*\n\s*|\s*\n\s*$/g, '') : text)

function remittanceText(remittance: XmlElement): string {
  const lines = childrenNamed(remittance, 'Ustrd')
  const [only, second] = lines
  const unstructured = second === undefined ? tidy(only?.text ?? '') : joinLines(lines.map((line) => unindented(line.text)))
  const more = structured(remittance).filter((text) => !unstructured.includes(text))
  return more.length === 0 ? unstructured : tidy([unstructured, ...more].join(' '))
}

/** The title of a transaction; where a bank leaves it out, the additional information of the transaction or the entry. */
export function titleOf(details: XmlElement | undefined, entry: XmlElement): string {
  const remittance = elementAt(details, 'RmtInf')
  const title = remittance === undefined ? '' : remittanceText(remittance)
  return title !== '' ? title : tidy(textAt(details, 'AddtlTxInf') ?? textAt(entry, 'AddtlNtryInf') ?? '')
}
