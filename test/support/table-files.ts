// A statement and a list of invoices as people export them, and both table formats with a short way to read with them.
import formats from '#formats/table/format'
import type { InvoiceFormat } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import type { ByteSource, Statement, StatementFormat } from '#ports/statement-format'
import { isFailure } from '#values/failure'
import { gathered } from './gathered.ts'

const statements = formats.find((format): format is StatementFormat => format.produces === 'statements')
const invoices = formats.find((format): format is InvoiceFormat => format.produces === 'invoices')
if (statements === undefined || invoices === undefined) throw new Error('the folder of tables holds two formats')

/** The format for lists of invoices. */
export const invoiceTable: InvoiceFormat = invoices

/** Text or bytes handed out in small pieces. */
export const tableSource = (file: string | Uint8Array): ByteSource => bytesSource(typeof file === 'string' ? Buffer.from(file) : file, 500)

/** The statements of a table. */
export const readStatementTable = async (file: string | Uint8Array, mapping?: unknown): Promise<Statement[]> =>
  gathered(statements.read(tableSource(file), mapping === undefined ? {} : { mapping }))

/** The code of the failure that `work` ends with, or `read`. */
export const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    (error: unknown) => (isFailure(error) ? error.code : String(error)),
  )

export const statementCsv = [
  'Wyciąg z rachunku;;;;;',
  '',
  'Data księgowania;Data waluty;Tytuł;Kontrahent;Rachunek kontrahenta;Kwota;Waluta;Saldo',
  '03.02.2026;02.02.2026;FV/1/02/2026;Zieleń;61 1090 1014 0000 0712 1981 2874;1 230,00;PLN;2 230,00',
  '04.02.2026;04.02.2026;"Opłata; miesięczna";Bank;;-30,00;PLN;2 200,00',
  '14.02.2026;14.02.2026;zwrot;Jan;;-200,00;PLN;2 000,00',
  'Razem;;;;;1 000,00;;',
].join('\r\n')

export const invoiceCsv = [
  'Numer faktury;Data wystawienia;Termin płatności;Nabywca;NIP;E-mail;Netto;Brutto;Zapłacono;Waluta;Status;Rodzaj dokumentu;Faktura korygowana',
  'FV/1/02/2026;05.02.2026;19.02.2026;"Zieleń ""Miejska""";584-275-19-79;ap@zielen.example;1 000,00;1 230,00;230,00;PLN;częściowo;Faktura VAT;',
  'FV/2/02/2026;06.02.2026;30.02.2026;Müller GmbH;DE123456789;;500,00;500,00;;EUR;opłacona;Faktura VAT;',
  'KOR/1;25.02.2026;;Zieleń;5842751979;;-100,00;-123,00;;PLN;;Korekta;FV/1/02/2026',
  'CN/1;25.02.2026;;Zieleń;5842751979;;100,00;123,00;;PLN;;Credit note;',
  'PRO/1;25.02.2026;;Zieleń;5842751979;;1,00;1,23;;PLN;anulowana;Pro forma;',
  'FV/3;25.02.2026;;Zieleń;5842751978;;1,00;x;;PLN;;;',
  'FV/4;;;Zieleń;;;1,00;1,23;;PLN;;;',
  ';;;;;;;;;;;;',
  'Razem;;;;;;1 502,00;1 731,23;;;;;',
].join('\n')
