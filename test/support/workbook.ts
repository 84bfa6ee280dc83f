// Writes small workbooks for tests, honest and hostile, with the ZIP built byte by byte where a writer would not.
import { crc32, deflateRawSync } from 'node:zlib'

export type Part = {
  readonly name: string
  readonly data: string | Uint8Array
  readonly stored?: boolean
  readonly flags?: number
  readonly declaredSize?: number
  readonly attributes?: number
  readonly method?: number
  readonly at?: number
}

const bytesOf = (data: string | Uint8Array): Buffer => (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data))

/** A ZIP archive of parts; `declaredSize`, `flags`, `attributes`, `method` and `at` (the offset of another part's data) make it lie. */
export function zipOf(parts: readonly Part[], entryCount = parts.length): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const data = bytesOf(part.data)
    const packed = part.stored ? data : deflateRawSync(data)
    const method = part.method ?? (part.stored ? 0 : 8)
    const name = Buffer.from(part.name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(part.flags ?? 0, 8)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc32(data), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(part.declaredSize ?? data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(part.attributes ?? 0, 38)
    entry.writeUInt32LE(part.at ?? offset, 42)
    central.push(entry, name)
    if (part.at !== undefined) continue
    locals.push(local, name, packed)
    offset += local.length + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entryCount, 8)
  end.writeUInt16LE(entryCount, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const contentTypes: Part = {
  name: '[Content_Types].xml',
  data: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
}

/** The parts of a workbook whose sheets hold the rows' XML as given. Style 1 is a day, style 2 a day by a format of its own, style 3 an amount. */
export function workbookParts(sheets: Readonly<Record<string, string>>, texts: readonly string[] = [], properties = ''): Part[] {
  const names = Object.keys(sheets)
  return [
    contentTypes,
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${office}/styles" Target="/xl/styles.xml"/><Relationship Id="rIdT" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<?xml version="1.0"?><styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;zł&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `<?xml version="1.0"?><sst xmlns="${main}">${texts.map((text) => (text.startsWith('<') ? `<si>${text}</si>` : `<si><t>${text}</t></si>`)).join('')}</sst>`,
    },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
    })),
  ]
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Rows of texts, numbers (with a style behind: `{ n: 46000, s: 1 }`) and gaps as the XML of a sheet. */
export const rowsXml = (rows: readonly (readonly (string | number | null | { readonly n: number; readonly s: number })[])[]): string =>
  rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells
          .map((cell, column) => {
            const at = `${letters[column] ?? 'A'}${row + 1}`
            if (cell === null) return ''
            if (typeof cell === 'string')
              return `<c r="${at}" t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
            return typeof cell === 'number' ? `<c r="${at}"><v>${cell}</v></c>` : `<c r="${at}" s="${cell.s}"><v>${cell.n}</v></c>`
          })
          .join('')}</row>`,
    )
    .join('')
