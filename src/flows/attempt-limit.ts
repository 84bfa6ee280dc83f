// Five failed attempts in a quarter of an hour close an account, thirty an address (T124).
import { createHash } from 'node:crypto'
import type { Clock } from '#ports/clock'
import type { Database } from '#store/database'
import { addFailure, clearFailures, failuresOf, takeOnce } from '#store/sign-in-attempts'
import { Failure } from '#values/failure'

const windowMs = 15 * 60_000
/** Longer than a code of the app counts, with its neighbours. */
const codeMs = 2 * 60_000
const mostOfAccount = 5
const mostOfAddress = 30

export type AttemptLimit = {
  /** Throws Failure `session.locked` when the account tried from this address, or the address alone, has failed too often. */
  refuse(email: string, address: string): Promise<void>
  failed(email: string, address: string): Promise<void>
  succeeded(email: string, address: string): Promise<void>
  /** Throws Failure `session.code-refused` for a code that was used before: one counts once (OWASP ASVS 6.5.1). */
  useCode(email: string, code: string): Promise<void>
}

/**
 * The account is closed for the address that guesses, not for its owner elsewhere: a stranger cannot lock a person out. A guesser who changes
 * addresses meets the account's own bound, four times as high.
 */
export function attemptLimit(database: Database, clock: Clock): AttemptLimit {
  const keys = (email: string, address: string) => ({
    pair: `pair:${email.toLowerCase()}|${address}`,
    account: `account:${email.toLowerCase()}`,
    address: `address:${address}`,
  })
  const count = (key: string) => failuresOf(database, key, clock.now(), windowMs)
  return {
    refuse: async (email, address) => {
      const key = keys(email, address)
      const [pair, account, from] = await Promise.all([count(key.pair), count(key.account), count(key.address)])
      if (pair >= mostOfAccount || account >= mostOfAccount * 4 || from >= mostOfAddress)
        throw new Failure('session.locked', { minutes: windowMs / 60_000 })
    },
    failed: async (email, address) => {
      for (const key of Object.values(keys(email, address))) await addFailure(database, key, clock.now(), windowMs)
    },
    succeeded: (email, address) => clearFailures(database, keys(email, address).pair),
    useCode: async (email, code) => {
      const key = `code:${createHash('sha256').update(`${email.toLowerCase()}|${code}`).digest('hex')}`
      if (!(await takeOnce(database, key, clock.now(), codeMs))) throw new Failure('session.code-refused')
    },
  }
}
