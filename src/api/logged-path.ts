// The path of a request as the log may hold it: ids of rows yes, links that open something no.
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'

/** Parameters that are ids of rows; every other one (a token, the key of a webhook) is a secret or a person's. */
const isRowId = (name: string): boolean => /^[a-z]\w*Id$/.test(name)

/** The pattern of the route with its ids filled in; pages and unknown paths are told by their first word alone. */
export function loggedPath(context: Context): string {
  const pattern = matchedRoutes(context).findLast(({ path }) => path.includes('/') && !path.endsWith('*'))?.path
  if (pattern === undefined) return `/${/^\/([a-z-]{0,20})(?=\/|$)/.exec(context.req.path)?.[1] ?? ''}…`
  return pattern
    .split('/')
    .map((part, at) => (part.startsWith(':') && isRowId(part.slice(1)) ? idOf(context.req.path.split('/')[at] ?? '') : part))
    .join('/')
}

/** What has not the form of an id is not repeated. */
const idOf = (text: string): string => (/^[a-z]{3}_[0-9a-f]{32}$/.test(text) ? text : '…')
