// The one table from failure codes to HTTP statuses; a code that is not named answers 422: understood, but it cannot be done.

const statuses: Readonly<Record<string, number>> = {
  'request.malformed': 400,
  'request.too-deep': 400,
  'session.required': 401,
  'session.refused': 401,
  'token.refused': 401,
  'access.denied': 403,
  'request.cross-site': 403,
  'file.too-large': 413,
  'request.too-large': 413,
  'request.encoding': 415,
  'session.locked': 429,
  'request.too-many': 429,
  'connector.unavailable': 502,
  'connector.invalid-response': 502,
  'connector.rate-limited': 503,
  'database.unreachable': 503,
  'database.lost': 503,
  'database.full': 503,
  'database.read-only': 503,
  'metrics.refused': 401,
  'match.outdated': 409,
  'big.already-entered': 409,
  'payment.already-settled': 409,
  'entry.already-reversed': 409,
  'entry.has-later': 409,
  'import.same-file': 409,
  'import.in-use': 409,
  'session.first-account-exists': 409,
  'people.already-member': 409,
  'people.last-owner': 409,
  'company.nip-taken': 409,
  'period.locked': 409,
  'merge.undone-already': 409,
  'merge.later-first': 409,
  'outbox.not-waiting': 409,
  'outbox.already-sent': 409,
  'outbox.not-unknown': 409,
  'outbox.outdated': 409,
  'outbox.four-eyes': 403,
  'outbox.not-cancelled': 409,
  'dunning.policy-changed': 409,
  'dunning.policy-is-default': 409,
  'sample.company-not-empty': 409,
  'backup.under-way': 409,
  'request.in-progress': 409,
  'sample.busy': 409,
  'sample.mixed': 409,
}

/** HTTP status of a failure code. */
export function httpStatusOf(code: string): number {
  const named = statuses[code]
  if (named !== undefined) return named
  return code.endsWith('.not-found') ? 404 : 422
}
