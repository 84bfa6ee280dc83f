// `skarbnik read FILE… [--json]`: recognises statement and invoice files and writes what they hold, one JSON object a line.
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import { classifyLine } from '#domain/statements/classify-line'
import { fileSource } from '#flows/byte-source'
import { type Format, recogniseFile } from '#flows/recognise-file'
import type { InvoiceFormat } from '#ports/invoice-format'
import type { Rejection } from '#ports/rejection'
import type { ByteSource, Statement, StatementFormat, StatementLine } from '#ports/statement-format'
import { formatDecimal } from '#values/decimal'
import { isFailure } from '#values/failure'
import { printable } from '#values/file-name'
import type { Language } from '#values/language'
import { headJson, invoiceJson, lineJson, rejectionJson, type Sentence, tailJson } from './read-lines.ts'

export type ReadIo = {
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable
  readonly language: Language
}

const usage = 'usage: read FILE… [--json]\n'

/** What a file came to: `attention` needs a person, `unread` gave nothing at all. */
type Outcome = 'read' | 'attention' | 'unread'

/** Notes that a person should look at, though every line was read. */
const grave = new Set(['line.other-currency'])

class Output {
  readonly asJson: boolean
  readonly sentence: Sentence
  readonly translate: (key: string, facts?: Readonly<Record<string, string | number>>) => string
  readonly #io: ReadIo

  constructor(io: ReadIo, asJson: boolean) {
    this.#io = io
    this.asJson = asJson
    const words = readWords()
    const sentences = failureSentences(words)
    this.sentence = (rejection) => sentences(io.language, rejection.code, rejection.facts)
    this.translate = translatorsOf(words)(io.language)
  }

  /** Waits where the reader of the output is slower than the files. */
  async write(text: string): Promise<void> {
    if (!this.#io.stdout.write(text)) await once(this.#io.stdout, 'drain')
  }

  complain(file: string, rejection: Rejection): void {
    this.#io.stderr.write(`${printable(`${file}: ${this.sentence(rejection)}`)}\n`)
  }
}

/** The statement being written: its lines go out as its parts come in. */
class OpenStatement {
  readonly rejected: Rejection[] = []
  readonly notes: Rejection[] = []
  lines = 0
  last: Statement | null = null
}

const kept = (line: StatementLine): StatementLine => {
  const kind = classifyLine(line)
  return kind === null || line.notAPayment !== undefined ? line : { ...line, notAPayment: kind }
}

const withoutBraces = (object: object): string => JSON.stringify(object).slice(1, -1)

async function beginStatement(output: Output, file: string, statement: Statement): Promise<OpenStatement> {
  if (output.asJson) await output.write(`{${withoutBraces(headJson(statement, file))},"lines":[`)
  return new OpenStatement()
}

async function addPart(output: Output, open: OpenStatement, part: Statement): Promise<void> {
  const texts = output.asJson ? part.lines.map((line) => JSON.stringify(lineJson(kept(line)))) : []
  if (texts.length > 0) await output.write(`${open.lines > 0 ? ',' : ''}${texts.join(',')}`)
  open.lines += part.lines.length
  open.rejected.push(...part.rejected)
  open.notes.push(...(part.notes ?? []))
  open.last = part
}

async function endStatement(output: Output, file: string, open: OpenStatement): Promise<Outcome> {
  const { last } = open
  if (last === null) return 'read'
  if (output.asJson) {
    const notes = open.notes.length === 0 ? {} : { notes: open.notes.map((note) => rejectionJson(note, output.sentence)) }
    const rejected = open.rejected.map((rejection) => rejectionJson(rejection, output.sentence))
    await output.write(`],${withoutBraces({ ...tailJson(last), rejected, ...notes })}}\n`)
  } else await output.write(summary(output, file, last, open))
  return open.rejected.length > 0 || last.balanced === false || open.notes.some((note) => grave.has(note.code)) ? 'attention' : 'read'
}

function summary(output: Output, file: string, statement: Statement, open: OpenStatement): string {
  const check = statement.balanced === null ? 'unchecked' : statement.balanced ? 'balanced' : 'unbalanced'
  const facts = {
    file,
    format: statement.format,
    account: statement.account ?? '–',
    currency: statement.currency,
    lines: open.lines,
    rejected: open.rejected.length,
    check: output.translate(`formats.read.${check}`, {
      difference: statement.difference === undefined ? '' : formatDecimal(statement.difference),
    }),
  }
  return `${[output.translate('formats.read.statement', facts), ...open.rejected.map((rejection) => `  ${rejection.at ?? ''} ${output.sentence(rejection)}`)].map(printable).join('\n')}\n`
}

async function readStatements(output: Output, file: string, format: StatementFormat, source: ByteSource): Promise<Outcome> {
  let open: OpenStatement | null = null
  let outcome: Outcome = 'read'
  let seen = false
  const worse = (next: Outcome): void => {
    if (next === 'attention') outcome = next
  }
  try {
    for await (const part of format.read(source, {})) {
      seen = true
      open ??= await beginStatement(output, file, part)
      await addPart(output, open, part)
      if (part.part?.last === false) continue
      worse(await endStatement(output, file, open))
      open = null
    }
  } catch (error) {
    if (!isFailure(error) || !seen) throw error
    if (open !== null) {
      open.rejected.push({ code: error.code, facts: error.facts })
      await endStatement(output, file, open)
    } else output.complain(file, { code: error.code, facts: error.facts })
    return 'attention'
  }
  return outcome
}

async function readInvoices(output: Output, file: string, format: InvoiceFormat, source: ByteSource): Promise<Outcome> {
  let outcome: Outcome = 'read'
  for await (const part of format.read(source, {})) {
    for (const invoice of part.invoices) {
      await output.write(
        output.asJson
          ? `${JSON.stringify(invoiceJson(invoice, file, part.format))}\n`
          : `${output.translate('formats.read.invoice', { file, format: part.format, number: invoice.number, total: formatDecimal(invoice.total), currency: invoice.total.currency })}\n`,
      )
    }
    for (const rejection of part.rejected) {
      outcome = 'attention'
      if (output.asJson)
        await output.write(
          `${JSON.stringify({ kind: 'rejected', file, format: part.format, ...rejectionJson(rejection, output.sentence) })}\n`,
        )
      else output.complain(file, rejection)
    }
  }
  return outcome
}

async function readFile(output: Output, file: string, formats: readonly Format[]): Promise<Outcome> {
  try {
    const source = await fileSource(file)
    const format = recogniseFile(source, formats)
    return format.produces === 'statements'
      ? await readStatements(output, file, format, source)
      : await readInvoices(output, file, format, source)
  } catch (error) {
    if (!isFailure(error)) throw error
    output.complain(file, { code: error.code, facts: error.facts })
    return 'unread'
  }
}

/**
 * Reads the files in the order given. Answers the exit code: 0 all read, 1 something needs a person (rejected lines, a failed
 * check, one of several files unreadable), 2 wrong use or nothing readable. JSON unless a person sits at the terminal.
 */
export async function readCommand(args: readonly string[], io: ReadIo, formats: readonly Format[]): Promise<0 | 1 | 2> {
  const files = args.filter((arg) => arg !== '--json')
  if (files.length === 0 || files.some((file) => file.startsWith('--'))) {
    io.stderr.write(usage)
    return 2
  }
  const output = new Output(io, args.includes('--json') || io.stdout.isTTY !== true)
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(await readFile(output, file, formats))
  if (outcomes.every((outcome) => outcome === 'unread')) return 2
  return outcomes.every((outcome) => outcome === 'read') ? 0 : 1
}
