// A workbook written as it goes: rows are asked for only as fast as they are taken away, so a million of them need no memory.
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Cell } from '#ports/report'
import { cellXml, escaped, rowXml, style, stylesXml, textCell } from './sheet-cells.ts'

export type SheetRow = readonly Cell[] | { readonly bold: readonly Cell[] }

export type Sheet = {
  readonly name: string
  /** A line above the heads. */
  readonly title?: string
  /** `width` in characters. */
  readonly columns: readonly { readonly title: string; readonly width: number }[]
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>
}

/** Excel has no rows beyond this; what comes after goes to a further sheet of the same heads. */
const mostRows = 1_048_576
const chunkLength = 1 << 16

type Rows = { next(): Promise<SheetRow | null>; end(): Promise<void> }

/** Rows with a look at whether another comes. */
function rowsOf(source: Sheet['rows']): Rows {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  return {
    next: async () => {
      const step = await iterator.next()
      return step.done === true ? null : step.value
    },
    end: async () => void (await iterator.return?.()),
  }
}

type Part = { readonly rows: Rows; first: SheetRow | null }

const lineXml = (row: SheetRow, columns: number, at: number): string => {
  const [cells, bold] = 'bold' in row ? [row.bold, true] : [row, false]
  return rowXml(
    Array.from({ length: columns }, (_, column) => cellXml(cells[column] ?? null, bold)),
    at,
  )
}

/** The XML of one sheet; what did not fit stands in `part.first` afterwards. */
async function* sheetXml(sheet: Sheet, part: Part, limit: number): AsyncGenerator<string> {
  const heads = sheet.title === undefined ? 1 : 2
  const widths = sheet.columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  let text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${heads}" topLeftCell="A${heads + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  if (sheet.title !== undefined) text += rowXml([textCell(sheet.title, style.title)], 0)
  text += rowXml(
    sheet.columns.map((column) => textCell(column.title, style.head)),
    heads - 1,
  )
  let at = heads
  for (; part.first !== null && at < limit; at++) {
    text += lineXml(part.first, sheet.columns.length, at)
    part.first = await part.rows.next()
    if (text.length > chunkLength) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData></worksheet>`
}

/** Excel's rules for the name of a sheet: 31 signs, some forbidden, each once. */
function sheetName(wanted: string, used: Set<string>): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ')
      .trim()
      .slice(0, 25) || String(used.size + 1)
  const name = used.has(plain.toLowerCase()) ? `${plain} ${used.size + 1}` : plain
  used.add(name.toLowerCase())
  return name
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const package_ = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Any XML is a sheet but what is named, so that the count of sheets need not be known when this is written. */
const contentTypes = `${xml}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`

/** The bytes of the workbook. Ending the iteration early ends the rows of the sheet under way. */
export async function* workbook(
  sheets: Iterable<Sheet>,
  madeAt: Date,
  options: { readonly mostRows?: number } = {},
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as unknown as Readable
  let source: Readable | null = null
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: madeAt })
  async function write(): Promise<void> {
    const names: string[] = []
    const used = new Set<string>()
    add('[Content_Types].xml', contentTypes)
    add(
      '_rels/.rels',
      `${xml}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    )
    add('xl/styles.xml', stylesXml)
    for (const sheet of sheets) {
      const rows = rowsOf(sheet.rows)
      try {
        const part: Part = { rows, first: await rows.next() }
        do {
          names.push(sheetName(sheet.name, used))
          source = Readable.from(sheetXml(sheet, part, options.mostRows ?? mostRows), { objectMode: false })
          // Quick rather than small: the second half of the effort saves a twentieth of the bytes.
          zip.addReadStream(source, `xl/worksheets/sheet${names.length}.xml`, { mtime: madeAt, compressionLevel: 3 })
          await finished(source)
        } while (part.first !== null)
      } finally {
        await rows.end()
      }
    }
    add(
      'xl/workbook.xml',
      `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    )
    add(
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="${package_}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    )
    zip.end()
  }
  const written = write().catch((error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    yield* output as AsyncIterable<Uint8Array>
  } finally {
    output.destroy()
    // The narrowing cannot see that `write` has set it meanwhile.
    ;(source as Readable | null)?.destroy()
    await written
  }
}
