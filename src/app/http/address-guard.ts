// Keeps requests on the public Internet: checks the address a name resolves to, and hands on that address to be connected to.
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ConnectorFailure } from '#ports/connector-failure'
import { isNeverAllowed, isSpecialAddress } from './private-address.ts'

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true })

const refuse = (reason: string, host: string): never => {
  throw new ConnectorFailure('misconfigured', { reason, host })
}

/** Parses a URL of a setting; throws `misconfigured` for another scheme than http(s), or a user name inside. */
export function parseOutsideUrl(text: string): URL {
  if (!URL.canParse(text)) return refuse('address-malformed', '')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('address-scheme', url.host)
  if (url.username !== '' || url.password !== '') refuse('address-userinfo', url.host)
  return url
}

/**
 * The addresses that may be connected to. The URL parser has already turned decimal, octal and hexadecimal forms into plain IP addresses;
 * every address of the name must be allowed, so that one public record does not carry a private one along.
 */
export async function allowedAddresses(
  url: URL,
  options: { readonly allowPrivateNetworks: boolean; readonly resolve: Resolve },
): Promise<readonly LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family === 0 ? await resolveName(host, options.resolve) : [{ address: host, family }]
  const isRefused = options.allowPrivateNetworks ? isNeverAllowed : isSpecialAddress
  if (found.some(({ address }) => isRefused(address))) refuse('address-private', host)
  return found
}

async function resolveName(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  try {
    const found = await resolve(host)
    if (found.length > 0) return found
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code !== 'ENOTFOUND') throw new ConnectorFailure('unavailable', { reason: 'name-unresolved', host }, { cause })
  }
  throw new ConnectorFailure('misconfigured', { reason: 'name-unknown', host })
}
