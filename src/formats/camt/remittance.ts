// What the payer says the money is for: unstructured lines, structured references, and the texts that stand in for them.
import { childrenNamed, elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { joinLines, tidy } from '#values/title-text'

/** Creditor references, document numbers and remarks of all `Strd` blocks, each once; several blocks are several invoices. */
function structured(remittance: XmlElement | undefined): string[] {
  const texts = childrenNamed(remittance, 'Strd').flatMap(block => [
    textAt(block, 'CdtrRefInf/Ref'),
    ...elementsAt(block, 'RfrdDocInf/Nb').map(number => number.text.trim()),
    ...childrenNamed(block, 'AddtlRmtInf').map(remark => remark.text.trim()),
  ])
  return [...new Set(texts.filter(text => text !== undefined && text !== ''))].map(text => text ?? '')
}

/** The title of a transaction; where a bank leaves it out, the additional information of the transaction or the entry. */
export function titleOf(details: XmlElement | undefined, entry: XmlElement): string {
  const remittance = elementAt(details, 'RmtInf')
  const unstructured = joinLines(childrenNamed(remittance, 'Ustrd').map(line => line.text.replace(/^\s*\n\s*|\s*\n\s*$/g, '')))
  const more = structured(remittance).filter(text => !unstructured.includes(text))
  const title = tidy([unstructured, ...more].join(' '))
  return title !== '' ? title : tidy(textAt(details, 'AddtlTxInf') ?? textAt(entry, 'AddtlNtryInf') ?? '')
}
