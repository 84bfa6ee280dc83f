// The parts of a workbook beside its sheets: which sheets there are, shared texts, and which cell styles are dates.
import { readXml } from '#ports/reading/read-xml'
import { attributeOf, childrenNamed, elementAt, type XmlElement } from '#ports/reading/xml-element'
import type { ByteSource } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { unzipEntry } from './unzip-entry.ts'
import type { ZipEntry } from './zip-directory.ts'

export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry; readonly hidden: boolean }[]
  readonly texts: readonly string[]
  readonly dateStyles: ReadonlySet<number>
  /** Days are counted from 1904 in files of old Macs. */
  readonly from1904: boolean
}

/** An entry as a source of bytes; unpacked anew at each reading, never kept whole. */
export async function entrySource(entry: ZipEntry): Promise<ByteSource> {
  let head: Uint8Array = new Uint8Array(0)
  for await (const piece of unzipEntry(entry)) {
    head = piece
    break
  }
  return { head: head.subarray(0, 65_536), size: entry.unpackedSize, stream: () => unzipEntry(entry) }
}

async function* treesOf(entry: ZipEntry, isTree: (path: string) => boolean): AsyncGenerator<XmlElement> {
  for await (const event of readXml(await entrySource(entry), isTree)) {
    if (event.kind === 'tree') yield event.element
    else if (event.kind === 'broken') throw new Failure('xlsx.damaged')
  }
}

/** Texts of a string item without the reading aids (rPh) of East Asian scripts. */
export function plainTextOf(item: XmlElement): string {
  if (item.name === 't') return item.text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return item.children
    .filter((child) => child.name === 't' || child.name === 'r')
    .map(plainTextOf)
    .join('')
}

const builtInDates = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** A format shows days when, without quoted texts, colours and escapes, it has a y, m, d or h. */
const isDateFormat = (code: string): boolean => /[ymdh]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/general/gi, ''))

async function dateStylesOf(entry: ZipEntry | undefined): Promise<ReadonlySet<number>> {
  if (entry === undefined) return new Set()
  const custom = new Map<number, string>()
  const dates = new Set<number>()
  for await (const part of treesOf(entry, (path) => path === 'styleSheet/numFmts' || path === 'styleSheet/cellXfs')) {
    if (part.name === 'numFmts')
      for (const format of childrenNamed(part, 'numFmt'))
        custom.set(Number(attributeOf(format, 'numFmtId')), attributeOf(format, 'formatCode') ?? '')
    else
      childrenNamed(part, 'xf').forEach((style, index) => {
        const id = Number(attributeOf(style, 'numFmtId') ?? '0')
        const code = custom.get(id)
        if (code === undefined ? builtInDates(id) : isDateFormat(code)) dates.add(index)
      })
  }
  return dates
}

async function textsOf(entry: ZipEntry | undefined): Promise<string[]> {
  const texts: string[] = []
  if (entry !== undefined) for await (const item of treesOf(entry, (path) => path === 'sst/si')) texts.push(plainTextOf(item))
  return texts
}

async function treeOf(entry: ZipEntry | undefined, root: string): Promise<XmlElement | undefined> {
  if (entry === undefined) return undefined
  for await (const tree of treesOf(entry, (path) => path === root)) return tree
  return undefined
}

/** `worksheets/sheet1.xml`, `/xl/worksheets/sheet1.xml` → the name of the entry. */
const entryName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

/** The workbook of an archive; throws `xlsx.not-a-workbook` when it holds no sheet. Macros, links and pictures are not looked at. */
export async function openWorkbook(entries: readonly ZipEntry[]): Promise<Workbook> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const book = await treeOf(byName.get('xl/workbook.xml'), 'workbook')
  const relations = await treeOf(byName.get('xl/_rels/workbook.xml.rels'), 'Relationships')
  const targets = new Map(childrenNamed(relations, 'Relationship').map((relation) => [attributeOf(relation, 'Id') ?? '', relation]))
  const named = (type: string): ZipEntry | undefined => {
    const relation = [...targets.values()].find((one) => attributeOf(one, 'Type')?.endsWith(`/${type}`) === true)
    return byName.get(entryName(attributeOf(relation, 'Target') ?? '')) ?? byName.get(`xl/${type}.xml`)
  }
  const sheets = childrenNamed(elementAt(book, 'sheets'), 'sheet').flatMap((sheet) => {
    const relation = targets.get(sheet.attributes['r:id'] ?? attributeOf(sheet, 'id') ?? '')
    const entry = byName.get(entryName(attributeOf(relation, 'Target') ?? ''))
    return entry === undefined
      ? []
      : [{ name: attributeOf(sheet, 'name') ?? '', entry, hidden: (attributeOf(sheet, 'state') ?? 'visible') !== 'visible' }]
  })
  if (sheets.length === 0) throw new Failure('xlsx.not-a-workbook')
  const from1904 = /^(?:1|true)$/.test(attributeOf(elementAt(book, 'workbookPr'), 'date1904') ?? '')
  return { sheets, texts: await textsOf(named('sharedStrings')), dateStyles: await dateStylesOf(named('styles')), from1904 }
}
