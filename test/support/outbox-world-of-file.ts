// The outbox world of one test file, closed after its tests.
import { afterAll } from 'vitest'
import { outboxWorld, type World } from './outbox-world.ts'

/** To be awaited at the top of the file. */
export async function outboxWorldOfFile(): Promise<World> {
  const world = await outboxWorld()
  afterAll(() => world.close())
  return world
}
