// Where a request came from, for the limits of signing in and for what is open on this machine alone.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** The peer of the socket; a test without a socket has none. */
function peerOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? ''
  } catch {
    return ''
  }
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')

/**
 * Behind a proxy of one's own (`trustProxy`) the last name in X-Forwarded-For, which that proxy has written; earlier ones are the caller's own
 * words. Without it the header says nothing: anybody could write it.
 */
export function clientAddress(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return plain(forwarded === undefined || forwarded === '' ? peerOf(context) : forwarded)
}

/** True when the request was made on this machine and no proxy passed it on. */
export function isFromThisMachine(context: Context): boolean {
  const isForwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded'].some((name) => context.req.header(name) !== undefined)
  return !isForwarded && /^(127\.|::1$)/.test(plain(peerOf(context)))
}
