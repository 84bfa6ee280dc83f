// Structured log of the process: JSON lines on standard output, secrets struck out, line breaks harmless.
import pino from 'pino'
import type { Log } from '#ports/log'

const secretFields = ['password', 'secret', 'token', 'authorization', 'cookie', 'api_token', 'apiToken', 'key'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** pino writes JSON, so a line break in a fact stays inside its string and forges no line. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(1)): Log {
  const wrap = (logger: pino.Logger): Log => ({
    debug: (facts, event) => logger.debug(facts, event),
    info: (facts, event) => logger.info(facts, event),
    warn: (facts, event) => logger.warn(facts, event),
    error: (facts, event) => logger.error(facts, event),
    with: (facts) => wrap(logger.child(facts)),
  })
  return wrap(
    pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: secretFields, censor: '•••' } }, destination),
  )
}
