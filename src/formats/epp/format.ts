// Documents of InsERT's programs (Subiekt, Rachmistrz, Rewizor): EDI++ files, extension .epp.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { type EppRegisters, invoiceOfEpp, isSale } from './epp-invoice.ts'
import { type EppFile, type EppRow, readEppSections } from './epp-sections.ts'

function registersOf(file: EppFile): EppRegisters {
  const rowsOf = (name: string): readonly EppRow[] =>
    file.sections.filter(({ header }) => header.cells.length === 1 && header.cells[0]?.trim() === name).flatMap(({ rows }) => rows)
  const keyed = (rows: readonly EppRow[], field: number): Map<string, EppRow> =>
    new Map(rows.map((row) => [row.cells[field]?.trim() ?? '', row]))
  return {
    customers: keyed(rowsOf('KONTRAHENCI'), 1),
    paymentIds: keyed(rowsOf('IDENTYFIKATORYPLATNOSCI'), 0),
    completedOn: new Map(rowsOf('DATYZAKONCZENIA').map(({ cells }) => [cells[0]?.trim() ?? '', cells[1]?.trim() ?? ''])),
    splitPayments: new Set(
      rowsOf('WYMAGALNOSCMPP')
        .filter(({ cells }) => cells[1]?.trim() === '1')
        .map(({ cells }) => cells[0]?.trim() ?? ''),
    ),
  }
}

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  const file = await readEppSections(source)
  const taxId = file.info?.cells[10]?.trim() ?? ''
  const name = file.info?.cells[6]?.trim() || file.info?.cells[5]?.trim() || ''
  yield { seller: { ...(taxId === '' ? {} : { taxId }), ...(name === '' ? {} : { name }) } }
  const registers = registersOf(file)
  const leftOut = new Map<string, { count: number; line: number }>()
  for (const { header } of file.sections) {
    if (header.cells.length === 1) continue
    const type = header.cells[0]?.trim() ?? ''
    if (isSale(type)) yield invoiceOfEpp(header, registers)
    else {
      const seen = leftOut.get(type)
      leftOut.set(type, { count: (seen?.count ?? 0) + 1, line: seen?.line ?? header.line })
    }
  }
  for (const [type, { count, line }] of leftOut) yield rejected('epp.left-out', { type, count }, String(line))
  for (const stray of file.strays) yield rejected('epp.stray-line', { text: stray.cells.join(',').slice(0, 120) }, String(stray.line))
}

export default defineInvoiceFormat({
  id: 'epp',
  name: 'Subiekt EDI++ (EPP)',
  recognise(head) {
    const start = Buffer.from(head.subarray(0, 4000)).toString('latin1')
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*\[INFO\]\s*[\r\n]/.test(start)) return 0
    return /\[INFO\]\s+"?1\.\d/.test(start) ? 1 : 0.8
  },
  read: (source) => invoiceFiles('epp', documentsOf(source)),
})
