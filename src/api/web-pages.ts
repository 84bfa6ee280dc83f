// Serves the built web application: files with a hash in their name for ever, the page itself anew each time with its nonce.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { Context } from 'hono'
import { pagePolicy } from './security-headers.ts'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

async function fileOf(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const inside = normalize(path)
  if (inside.startsWith('..') || inside.includes('\0')) return null
  try {
    return new Uint8Array(await readFile(join(root, inside)))
  } catch {
    return null
  }
}

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const

/** The file as small as the browser reads it: the build lays compressed copies beside it. */
async function smallest(root: string, path: string, accepted: string) {
  for (const { name, ending } of encodings) {
    if (!new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted)) continue
    const bytes = await fileOf(root, path + ending)
    if (bytes !== null) return { bytes, headers: { 'content-encoding': name, vary: 'accept-encoding' } }
  }
  const bytes = await fileOf(root, path)
  return bytes === null ? null : { bytes, headers: { vary: 'accept-encoding' } }
}

/** The path as it was meant; undefined where its percent signs spell nothing. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Any path that is no file shows the application, which finds its own way; a missing asset is 404, so that a page of an old build notices. */
export function webPages(root: string): (context: Context) => Promise<Response> {
  return async (context) => {
    const path = decoded(new URL(context.req.url).pathname)?.replace(/^\/+/, '')
    if (path === undefined) return context.text('', 404)
    const type = types[extname(path)]
    if (path !== '' && type !== undefined && extname(path) !== '.html') {
      const file = await smallest(root, path, context.req.header('accept-encoding') ?? '')
      if (file === null) return context.text('', 404)
      return context.body(file.bytes, 200, {
        ...file.headers,
        'content-type': type,
        'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
    }
    const page = await fileOf(root, 'index.html')
    if (page === null) return context.text('', 503)
    const nonce = randomBytes(16).toString('base64')
    const html = new TextDecoder().decode(page).replaceAll('__NONCE__', nonce)
    return context.body(html, 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy(nonce),
    })
  }
}
