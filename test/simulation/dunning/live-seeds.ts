// A process of its own that lives through its share of the histories and tells its parent of each: `live-seeds.ts URL FIRST COUNT EVERY AT_ONCE`.
import { openGround } from './house.ts'
import { liveThrough, type Outcome } from './live-through.ts'

/** What is told of one history; one that could not be lived through to its end is broken. */
export type Told = Outcome | { readonly seed: number; readonly broken: string }

const [url = '', ...numbers] = process.argv.slice(2)
const [first = 0, count = 0, every = 1, atOnce = 1] = numbers.map(Number)
const tell = (told: Told) => process.send?.(told)

const ground = openGround(url, atOnce * 2 + 2)
let next = 0
const live = async (): Promise<void> => {
  for (let at = next++; at < count; at = next++) {
    const seed = first + at * every
    try {
      tell(await liveThrough(ground, seed))
    } catch (error) {
      tell({ seed, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
}
await Promise.all(Array.from({ length: atOnce }, live))
await ground.close()
process.disconnect?.()
