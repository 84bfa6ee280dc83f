// The people of the load run, in a thread of their own: what reads their answers must not take time from the server that gives them.
import { parentPort, workerData } from 'node:worker_threads'
import { apiClient } from '#test/support/api-client'
import { seededRandom } from '#test/support/made-lines'
import { type Click, clicks, type Known, type Pick } from './clicks.ts'

/** People look at what they see before they click again: from half a second to two, a second and a quarter on average. */
export const thinking = { leastMs: 500, mostMs: 2_000 }

export type People = {
  readonly url: string
  readonly base: string
  readonly known: Known
  readonly seed: number
  readonly people: number
  readonly seconds: number
  readonly routes: readonly string[]
  readonly email: string
  readonly password: string
}
export type Taken = { readonly route: string; readonly ms: number; readonly failed: boolean }

async function clicksOf(order: People, seed: number, until: number): Promise<Taken[]> {
  const client = apiClient(order)
  const { status } = await client.post('/api/session', { email: order.email, password: order.password })
  if (status !== 200) throw new Error(`sign-in answered ${status}`)
  const random = seededRandom(seed)
  const chosen = clicks.filter((click) => order.routes.includes(click.route))
  const bag = chosen.flatMap((click) => Array.from({ length: click.weight }, () => click))
  const pick: Pick = { random, one: (of) => order.known[of][Math.floor(random() * order.known[of].length)] ?? '' }
  const taken: Taken[] = []
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, thinking.leastMs + random() * (thinking.mostMs - thinking.leastMs)))
    const click = bag[Math.floor(random() * bag.length)] as Click
    const path = order.base + click.path(pick)
    const started = performance.now()
    const answer = click.body === undefined ? await client.get(path) : await client.post(path, click.body(pick))
    taken.push({ route: click.route, ms: performance.now() - started, failed: answer.status !== 200 })
  }
  return taken
}

if (parentPort !== null) {
  const order = workerData as People
  const until = performance.now() + order.seconds * 1_000
  const all = await Promise.all(Array.from({ length: order.people }, (_, n) => clicksOf(order, order.seed + n, until)))
  parentPort.postMessage(all.flat())
}
