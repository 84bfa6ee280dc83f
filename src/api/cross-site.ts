// Refuses requests that another site makes with a person's cookie (CSRF).
import { Failure } from '#values/failure'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Bearer tokens and webhooks carry no cookie and pass. Throws Failure `request.cross-site`. */
export function refuseCrossSite(method: string, headers: Headers): void {
  if (safe.has(method) || !headers.has('cookie') || headers.has('authorization')) return
  const site = headers.get('sec-fetch-site')
  if (site !== null) {
    if (site === 'same-origin' || site === 'none') return
    throw new Failure('request.cross-site')
  }
  const origin = headers.get('origin')
  // Old browsers send no Sec-Fetch-Site, but an Origin with every writing request.
  if (origin === null || URL.parse(origin)?.host !== headers.get('host')) throw new Failure('request.cross-site')
}
