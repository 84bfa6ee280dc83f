// Makes ids: UUIDv7 of the wall clock, so that rows stand on disk in the order they came.
import { randomBytes } from 'node:crypto'
import { type Id, uuidV7 } from '#values/id'

let last = 0

/** A new id, later than every one this process made before, also within one millisecond. */
export function newId(): Id {
  last = Math.max(Date.now(), last + 1)
  return uuidV7(last, randomBytes(10))
}
