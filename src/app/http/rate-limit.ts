// The rate limit of one connection: a token bucket that answers how long the next call must wait.
import type { Connector } from '#ports/connector'

export type RateLimit = Connector['rateLimit']

export type TokenBucket = { /** Takes one token and returns the wait in milliseconds until it is there. */ readonly take: () => number }

/** Tokens refill evenly; `burst` of them (at least one) may be taken at once. Time is monotonic: it does not follow the clock of the house. */
export function tokenBucket(limit: RateLimit, monotonicMs: () => number): TokenBucket {
  const msPerToken = limit.perMs / limit.requests
  const capacity = Math.max(1, limit.burst ?? 1)
  let tokens = capacity
  let at = monotonicMs()
  return {
    take: () => {
      const now = monotonicMs()
      tokens = Math.min(capacity, tokens + (now - at) / msPerToken)
      at = now
      tokens -= 1
      return tokens >= 0 ? 0 : Math.ceil(-tokens * msPerToken)
    },
  }
}
