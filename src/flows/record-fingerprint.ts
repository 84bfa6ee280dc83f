// How a record is known again: a hash of its content, whatever the order of its keys.
import { createHash } from 'node:crypto'

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  )
}

/** SHA-256 of a JSON value as 32 hex digits: enough to tell one vendor's records apart. */
export const recordFingerprint = (record: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(record)) ?? 'null')
    .digest('hex')
    .slice(0, 32)
