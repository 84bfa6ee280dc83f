// Makes ids: UUIDv7 of the wall clock, so that rows stand on disk in the order they came.
import { randomBytes } from 'node:crypto'
import { type Id, uuidV7 } from '#values/id'

const idBytes = 10
// Many small draws from the system's randomness cost more than the ids: one draw serves some hundred.
let pool = randomBytes(0)
let last = 0

function random(): Uint8Array {
  if (pool.length < idBytes) pool = randomBytes(idBytes * 400)
  const drawn = pool.subarray(0, idBytes)
  pool = pool.subarray(idBytes)
  return drawn
}

/** A new id, later than every one this process made before, also within one millisecond. */
export function newId(): Id {
  last = Math.max(Date.now(), last + 1)
  return uuidV7(last, random())
}
