// The clock as a port: every "now" of the house comes from here.

export type Clock = { readonly now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is set; for tests and simulations. */
export function settableClock(start: Date): Clock & { set: (to: Date) => void } {
  let at = start
  return {
    now: () => new Date(at),
    set: (to) => {
      at = to
    },
  }
}
