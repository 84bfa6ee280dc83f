// Lets the server keep the plan of every question that is asked again on a connection: a run asks the same few hundred of them millions of times.
import { createHash } from 'node:crypto'
import type pg from 'pg'

type Asked = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown

/** Questions with values are named by their text from now on; what they answer is the same. */
export function keepPlans(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as Asked
  const names = new Map<string, string>()
  const named: Asked = (text, values, ...rest) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return ask(text, values, ...rest)
    const name = names.get(text) ?? createHash('sha1').update(text).digest('base64')
    names.set(text, name)
    return ask({ name, text, values }, ...rest)
  }
  Object.assign(client, { query: named })
}
