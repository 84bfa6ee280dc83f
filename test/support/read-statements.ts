// Reads text or bytes with a format, for tests: all parts, their lines, or the code of the failure.
import { bytesSource } from '#ports/reading/byte-source'
import type { Statement, StatementFormat, StatementLine } from '#ports/statement-format'
import { formatDecimal } from '#values/decimal'
import { isFailure } from '#values/failure'

export async function statementsOf(format: StatementFormat, content: string | Uint8Array, pieceBytes?: number): Promise<Statement[]> {
  const source = bytesSource(typeof content === 'string' ? Buffer.from(content) : content, pieceBytes)
  const statements: Statement[] = []
  for await (const statement of format.read(source, {})) statements.push(statement)
  return statements
}

export const linesOf = async (format: StatementFormat, content: string | Uint8Array, pieceBytes?: number): Promise<StatementLine[]> =>
  (await statementsOf(format, content, pieceBytes)).flatMap((statement) => statement.lines)

/** `12.50 PLN`, so that known answers read well. */
export const amounts = (lines: readonly StatementLine[]): string[] => lines.map((line) => formatDecimal(line.amount))

/** The code of the Failure that reading ends with, `read` where it ends well; any other error is thrown on. */
export async function failureCode(format: StatementFormat, content: string | Uint8Array): Promise<string> {
  try {
    await statementsOf(format, content)
    return 'read'
  } catch (error) {
    if (isFailure(error)) return error.code
    throw error
  }
}
