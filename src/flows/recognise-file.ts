// Which format a file is in, by its content alone; a name or an ending never decides.
import type { InvoiceFormat } from '#ports/invoice-format'
import type { ByteSource, StatementFormat } from '#ports/statement-format'
import { Failure } from '#values/failure'

export type Format = StatementFormat | InvoiceFormat

/** Below this a format only guesses. */
const sureEnough = 0.3

/** The surest format of those at hand, the first of equals. Throws `file.empty` and `file.unknown-format`. */
export function recogniseFile(source: ByteSource, formats: readonly Format[]): Format {
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
  if (best === null || surest < sureEnough) throw new Failure('file.unknown-format')
  return best
}
