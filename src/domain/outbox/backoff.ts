// How long to wait before the next attempt.

const firstMs = 60_000
const mostMs = 3_600_000

/**
 * Milliseconds before attempt `attempt + 1`: a minute, doubling, at most an hour; never less than the other side asked for.
 * `spread` (0 … 1, different for each row) adds up to a quarter, so that rows that failed together do not come back together.
 */
export function backoffMs(attempt: number, spread: number, retryAfterMs: number | null = null): number {
  const doubled = Math.min(firstMs * 2 ** Math.max(0, Math.min(attempt - 1, 20)), mostMs)
  return Math.max(Math.round(doubled * (1 + spread / 4)), retryAfterMs ?? 0)
}

/** A number between 0 and 1 that is always the same for an id. */
export const spreadOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(-6), 16) / 0xffffff
