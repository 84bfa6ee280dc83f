// Structured log: one line an event, never a secret.

export type LogFacts = Readonly<Record<string, unknown>>

export type Log = {
  debug(facts: LogFacts, event: string): void
  info(facts: LogFacts, event: string): void
  warn(facts: LogFacts, event: string): void
  error(facts: LogFacts, event: string): void
  /** A log whose lines all carry these facts. */
  with(facts: LogFacts): Log
}

const nothing = (): void => undefined
/** Says nothing; for tests and for the terminal. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, with: () => silentLog }
