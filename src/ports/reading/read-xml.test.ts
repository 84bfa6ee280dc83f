// XML as small trees, and what is refused before it costs memory, time or a network call.
import { describe, expect, test } from 'vitest'
import { isFailure } from '#values/failure'
import { bytesSource } from './byte-source.ts'
import { readXml, type XmlEvent } from './read-xml.ts'
import { attributeOf, elementsAt, textAt } from './xml-element.ts'

async function events(xml: string | Uint8Array, isTree: (path: string) => boolean = (path) => path === 'A/B'): Promise<XmlEvent[]> {
  const all: XmlEvent[] = []
  for await (const event of readXml(bytesSource(typeof xml === 'string' ? Buffer.from(xml) : xml, 50), isTree)) all.push(event)
  return all
}

async function codeOf(xml: string | Uint8Array): Promise<string> {
  try {
    await events(xml)
  } catch (error) {
    return isFailure(error) ? error.code : String(error)
  }
  return 'read'
}

test('wanted elements come whole and the rest as open and close, prefixes dropped', async () => {
  const all = await events('<n:A xmlns:n="u"><n:Id> 7 </n:Id><n:B Ccy="PLN"><n:C>1</n:C><n:C><![CDATA[<2>]]></n:C></n:B></n:A>')
  expect(all.map((event) => `${event.kind} ${event.kind === 'broken' ? '' : event.path}`)).toEqual([
    'open A',
    'open A/Id',
    'close A/Id',
    'tree A/B',
    'close A',
  ])
  const tree = all.find((event) => event.kind === 'tree')?.element
  expect(attributeOf(tree, 'Ccy')).toBe('PLN')
  expect(elementsAt(tree, 'C').map((element) => element.text)).toEqual(['1', '<2>'])
  expect(textAt(tree, 'X/Y')).toBeUndefined()
})

test('a file that ends early gives what it has and then says that it is broken', async () => {
  const all = await events('<A><B><C>1</C></B><B><C>2')
  expect(all.filter((event) => event.kind === 'tree')).toHaveLength(1)
  expect(all.at(-1)).toMatchObject({ kind: 'broken', rejection: { code: 'file.xml-broken' } })
})

test('a file declared UTF-8 that holds windows-1250 is read as what it is', async () => {
  const all = await events(
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="utf-8"?><A><B>'),
      Buffer.from([0x8c, 0x72, 0x6f, 0x64, 0x61]),
      Buffer.from('</B></A>'),
    ]),
  )
  expect(all.find((event) => event.kind === 'tree')?.element.text).toBe('Środa')
})

describe('T100 hostile XML is refused', () => {
  const lol = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  test.each([
    ['an external entity', '<!DOCTYPE A [<!ENTITY x SYSTEM "file:///etc/passwd">]><A><B>&x;</B></A>'],
    ['an entity on the network', '<!DOCTYPE A [<!ENTITY x SYSTEM "http://localhost:1/">]><A><B>&x;</B></A>'],
    ['a parameter entity', '<!DOCTYPE A [<!ENTITY % p SYSTEM "file:///etc/hosts"> %p;]><A/>'],
    ['an external document type', '<!DOCTYPE A SYSTEM "http://localhost:1/a.dtd"><A/>'],
    ['a billion laughs', `<!DOCTYPE A [<!ENTITY l0 "lol">${lol}]><A><B>&l10;</B></A>`],
    ['a quadratic blow-up', `<!DOCTYPE A [<!ENTITY a "${'a'.repeat(50_000)}">]><A><B>${'&a;'.repeat(1000)}</B></A>`],
  ])('%s', async (_, xml) => {
    expect(await codeOf(xml)).toBe('file.xml-dtd-refused')
  })
  test('the same in UTF-16', async () => {
    expect(await codeOf(Buffer.from('\uFEFF<!DOCTYPE A [<!ENTITY x SYSTEM "file:///etc/passwd">]><A>&x;</A>', 'utf16le'))).toBe(
      'file.xml-dtd-refused',
    )
  })
  test('an entity that nothing defines breaks the file', async () => {
    expect((await events('<A><B>&x;</B></A>')).at(-1)).toMatchObject({ kind: 'broken' })
  })
  test('ten thousand levels', async () => {
    expect(await codeOf('<A>'.repeat(10_000))).toBe('file.xml-too-deep')
  })
  test('UTF-7', async () => {
    expect(await codeOf('<?xml version="1.0" encoding="UTF-7"?><A/>')).toBe('file.encoding-unsupported')
  })
  test('a processing instruction is passed over', async () => {
    expect(await codeOf('<?xml-stylesheet href="http://localhost:1/x.xsl"?><A><B/></A>')).toBe('read')
  })
})
