// Makes a workbook of invoices as a spreadsheet program writes it: shared texts, days as numbers, totals out of formulas.
import { crc32, deflateRawSync } from 'node:zlib'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const headers = [
  'Numer faktury',
  'Data wystawienia',
  'Termin płatności',
  'Kontrahent',
  'NIP',
  'E-mail',
  'Netto',
  'Brutto',
  'Zapłacono',
  'Waluta',
]

/** A ZIP archive of deflated parts. */
function zip(parts: readonly (readonly [string, string])[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, text] of parts) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const name = Buffer.from(path)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, name)
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** The parts of a workbook around the XML of its rows. */
function workbook(rowsXml: string, texts: Iterable<string>): Buffer {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (inside: string): string =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
  return zip([
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ],
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Faktury" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
          relation('rId2', 'styles', 'styles.xml') +
          relation('rId3', 'sharedStrings', 'sharedStrings.xml'),
      ),
    ],
    ['xl/worksheets/sheet1.xml', `${declaration}<worksheet xmlns="${main}"><sheetData>${rowsXml}</sheetData></worksheet>`],
    [
      'xl/styles.xml',
      `${declaration}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ],
    ['xl/sharedStrings.xml', `${declaration}<sst xmlns="${main}">${Array.from(texts, (text) => `<si><t>${text}</t></si>`).join('')}</sst>`],
  ])
}

/** A workbook whose rows hold one number each, but the first, which holds another in the last column there is. */
export const makeWide = (rows: number): Buffer =>
  workbook(
    Array.from(
      { length: rows },
      (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c>${index === 0 ? '<c r="XFD1"><v>1</v></c>' : ''}</row>`,
    ).join(''),
    [],
  )

/** A workbook of `rows` invoices in ten columns; the sum of its totals in grosze comes with it. */
export function makeWorkbook(rows: number): { readonly file: Buffer; readonly totalMinor: bigint } {
  const texts = new Map<string, number>()
  const shared = (column: string, row: number, text: string): string => {
    const index = texts.get(text) ?? texts.size
    texts.set(text, index)
    return `<c r="${column}${row}" t="s"><v>${index}</v></c>`
  }
  const sheet = [`<row r="1">${headers.map((header, index) => shared('ABCDEFGHIJ'[index] ?? 'A', 1, header)).join('')}</row>`]
  let totalMinor = 0n
  for (let index = 0; index < rows; index++) {
    const row = index + 2
    const netMinor = BigInt(10_000 + (index % 900_000))
    const grossMinor = (netMinor * 123n + 50n) / 100n
    totalMinor += grossMinor
    const stored = (minor: bigint): string => String(Number(minor) / 100)
    sheet.push(
      `<row r="${row}">${shared('A', row, `FV/${index}/2026`)}<c r="B${row}" s="1"><v>${46_000 + (index % 300)}</v></c><c r="C${row}" s="1"><v>${46_014 + (index % 300)}</v></c>` +
        `${shared('D', row, `Firma nr ${index % 5_000} Sp. z o.o.`)}${shared('E', row, '5842751979')}${shared('F', row, `biuro${index % 5_000}@example.pl`)}` +
        `<c r="G${row}"><v>${stored(netMinor)}</v></c><c r="H${row}"><f>ROUND(G${row}*1.23,2)</f><v>${stored(grossMinor)}</v></c><c r="I${row}"><v>0</v></c>${shared('J', row, 'PLN')}</row>`,
    )
  }
  return { file: workbook(sheet.join(''), texts.keys()), totalMinor }
}
