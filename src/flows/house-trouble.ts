// What a broken database means to people: which of the few troubles of the house it is, told by the codes of PostgreSQL and of the socket.
import { Failure } from '#values/failure'

/** Class 08 (connection), 57P0x (the server stops or starts), 53300 (no connection left), and what the socket says. */
const lost =
  /^(08...|57P0[1235]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$|^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/
const full = /^(53100|ENOSPC|EDQUOT)$/
const readOnly = /^(25006|EROFS)$/

const signsOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return [...code, error.message, ...(error.cause === undefined ? [] : signsOf(error.cause))]
}

/**
 * `database.lost`, `database.full` or `database.read-only`, with the error as its cause; null for every other error. Transactions leave nothing
 * half done, so all three may be tried again.
 */
export function houseTrouble(error: unknown): Failure | null {
  const signs = signsOf(error)
  const is = (pattern: RegExp): boolean => signs.some((sign) => pattern.test(sign))
  if (is(full)) return new Failure('database.full', {}, { cause: error })
  if (is(readOnly)) return new Failure('database.read-only', {}, { cause: error })
  return is(lost) ? new Failure('database.lost', {}, { cause: error }) : null
}

/** Nothing that the work itself could mend: another try helps once the house stands again. */
export const isHouseTrouble = (failure: Failure): boolean => /^database\.(lost|full|read-only)$/.test(failure.code)
