// Which format a file is in, by its content alone; a name or an ending never decides.
import type { InvoiceFormat } from '#ports/invoice-format'
import type { ByteSource, StatementFormat } from '#ports/statement-format'
import { mapperOf } from '#ports/table-mapping'
import { Failure } from '#values/failure'

export type Format = StatementFormat | InvoiceFormat

/** Below this a format only guesses. */
const sureEnough = 0.3

function surestOf(source: ByteSource, formats: readonly Format[]): { readonly best: Format | null; readonly surest: number } {
  if (source.size === 0) throw new Failure('file.empty')
  let best: Format | null = null
  let surest = 0
  for (const format of formats) {
    const sure = format.recognise(source.head)
    if (sure > surest) {
      best = format
      surest = sure
    }
  }
  return { best, surest }
}

/** The surest format of those at hand, the first of equals. Throws `file.empty` and `file.unknown-format`. */
export function recogniseFile(source: ByteSource, formats: readonly Format[]): Format {
  const { best, surest } = surestOf(source, formats)
  if (best === null || surest < sureEnough) throw new Failure('file.unknown-format')
  return best
}

/** The same where a person can be asked: a format that reads by a mapping is taken however little it knows of the table. */
export function recogniseOrAsk(source: ByteSource, formats: readonly Format[]): Format {
  const { best, surest } = surestOf(source, formats)
  if (best !== null && surest >= sureEnough) return best
  const table = surestOf(
    source,
    formats.filter((format) => mapperOf(format) !== null),
  )
  if (table.best === null) throw new Failure('file.unknown-format')
  return table.best
}
