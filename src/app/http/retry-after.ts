// How long to wait before the next attempt: the vendor's Retry-After, or a growing pause with jitter.

/** Milliseconds of a Retry-After header, which is seconds or an HTTP date (RFC 9110, 10.2.3); null when it is absent or neither. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

/** Pause before attempt `next` (2, 3, …): doubles each time up to the cap; half of it is random, so that callers do not come back together. */
export function backoffMs(
  next: number,
  options: { readonly baseMs: number; readonly capMs: number; readonly random: () => number },
): number {
  const whole = Math.min(options.capMs, options.baseMs * 2 ** (next - 2))
  return Math.round(whole / 2 + (whole / 2) * options.random())
}
