// Pages of long lists by the place of the last row, so that page 500 costs what page 1 does.
import { Failure } from '#values/failure'

/** Values of the last row in the order of the list; the id comes last and makes the place unique. */
export type Place = readonly (string | null)[]

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')

/** Throws Failure `request.malformed` for a cursor that is not one of ours or of another length. */
export function readCursor(cursor: string, length: number): readonly string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(place) && place.length === length && place.every((part) => typeof part === 'string')) return place
  } catch {
    /* told below */
  }
  throw new Failure('request.malformed', { where: 'query', field: 'after' })
}

export const largestPage = 500

export const pageSize = (limit: number | undefined): number => Math.min(Math.max(limit ?? 100, 1), largestPage)

/** Cuts the one row too many that a query asked for, and says where the next page begins. */
export function cutPage<R>(
  rows: readonly R[],
  size: number,
  placeOf: (row: R) => Place,
): { readonly rows: R[]; readonly next: string | null } {
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page, next: rows.length > size && last !== undefined ? writeCursor(placeOf(last)) : null }
}
