// The last failure as it stands in a row.
import type { FailureFacts } from '#values/failure'

export const failureOf = (json: object | null, at: Date | null) =>
  json !== null && 'code' in json && typeof json.code === 'string'
    ? { code: json.code, facts: 'facts' in json ? (json.facts as FailureFacts) : {}, at }
    : null
