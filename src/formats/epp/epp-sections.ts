// The sections of an EDI++ file: the sender, the documents with their first lines, and the registers that belong to them.
import { isUtf8 } from 'node:buffer'
import { declaredEncoding, decodeStream } from '#ports/reading/decode-text'
import { readCsv } from '#ports/reading/read-csv'
import type { ByteSource } from '#ports/statement-format'

export type EppRow = { readonly cells: readonly string[]; readonly line: number }

/** `header` is the line under [NAGLOWEK]: a document of many fields, or one word that names a register. */
export type EppSection = { readonly header: EppRow; readonly rows: readonly EppRow[] }

export type EppFile = { readonly info: EppRow | null; readonly sections: readonly EppSection[]; readonly strays: readonly EppRow[] }

/** A file's own word about its code page, third field of [INFO]; undefined where it is UTF-8 in truth or says nothing. */
function codePage(head: Uint8Array): '1250' | '852' | undefined {
  const declared = /\[INFO\]\s+"?[^",\r\n]*"?,\s*\d*,\s*(1250|852)\b/.exec(Buffer.from(head.subarray(0, 2000)).toString('latin1'))?.[1]
  const hasHighBytes = head.some((byte) => byte >= 0x80)
  return hasHighBytes && isUtf8(head.subarray(0, head.lastIndexOf(0x0a) + 1)) ? undefined : (declared as '1250' | '852' | undefined)
}

/** The same text in marked UTF-8, so that rows are split by the one reader of delimited text. */
function markedUtf8(source: ByteSource): ByteSource {
  const mark = Buffer.from('\uFEFF', 'utf8')
  const declared = codePage(source.head)
  return {
    head: mark,
    size: source.size,
    async *stream() {
      yield mark
      for await (const text of decodeStream(source, declared === undefined ? undefined : declaredEncoding(declared)))
        yield Buffer.from(text, 'utf8')
    },
  }
}

const registers = new Set(['KONTRAHENCI', 'IDENTYFIKATORYPLATNOSCI', 'DATYZAKONCZENIA', 'WYMAGALNOSCMPP', 'NUMERYIDENTYFIKACYJNENABYWCOW'])

/** Rows of positions and of registers that say nothing about invoices are passed over as they come. */
const keepsRows = (header: EppRow): boolean => header.cells.length > 1 || registers.has(header.cells[0]?.trim() ?? '')

/** Reads the file to its end; rows that stand before any label are `strays`. */
export async function readEppSections(source: ByteSource): Promise<EppFile> {
  let info: EppRow | null = null
  const sections: { header: EppRow; rows: EppRow[] }[] = []
  const strays: EppRow[] = []
  let label = ''
  let current: { header: EppRow; rows: EppRow[] } | null = null
  for await (const row of readCsv(markedUtf8(source), ',')) {
    const first = row.cells[0]?.trim() ?? ''
    if (row.cells.length === 1 && first === '') continue
    if (row.cells.length === 1 && /^\[[A-Z]+\]$/.test(first)) {
      label = first
      if (label === '[NAGLOWEK]') current = null
    } else if (label === '[INFO]' && info === null) info = row
    else if (label === '[NAGLOWEK]' && current === null) {
      current = { header: row, rows: [] }
      sections.push(current)
    } else if (label === '[ZAWARTOSC]' && current !== null) {
      if (keepsRows(current.header)) current.rows.push(row)
    } else strays.push(row)
  }
  return { info, sections, strays }
}
