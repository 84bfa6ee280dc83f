// Stops calling a vendor that keeps failing, and lets one call try again after a pause.

export type CircuitBreaker = {
  /** Milliseconds until calls are let through again; 0 when they are. The first caller after the pause is the trial. */
  readonly blockedForMs: () => number
  readonly succeeded: () => void
  readonly failed: () => void
}

/** Opens after `threshold` failed attempts in a row, for `pauseMs`; a failed trial opens it again. */
export function circuitBreaker(options: {
  readonly threshold: number
  readonly pauseMs: number
  readonly monotonicMs: () => number
}): CircuitBreaker {
  let failures = 0
  let openUntil = 0
  return {
    blockedForMs: () => {
      if (openUntil === 0) return 0
      const left = openUntil - options.monotonicMs()
      if (left > 0) return left
      // Half open: others wait until this trial has told, or for another pause if it never does.
      openUntil = options.monotonicMs() + options.pauseMs
      return 0
    },
    succeeded: () => {
      failures = 0
      openUntil = 0
    },
    failed: () => {
      failures += 1
      if (failures >= options.threshold) openUntil = options.monotonicMs() + options.pauseMs
    },
  }
}
