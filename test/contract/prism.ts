// Plays a vendor's own description as a mock server: installed on demand, watched for every breach of the description.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = fileURLToPath(new URL('./', import.meta.url))
const cache = fileURLToPath(new URL('../../.cache/contract/', import.meta.url))
const stamp = join(cache, 'installed')

/** Installs the mock server from its lockfile into the cache, once; throws when the registry cannot be reached. */
export async function installPrism(): Promise<void> {
  const lock = createHash('sha256')
    .update(await readFile(join(here, 'package-lock.json')))
    .digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === lock) return
  await mkdir(cache, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) await copyFile(join(here, file), join(cache, file))
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: cache,
    shell: process.platform === 'win32',
  })
  await writeFile(stamp, lock)
}

type Exchange = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly violations: string
  readonly body: string
}

export type MockVendor = {
  readonly url: string
  /** Every request that came and what the description had against it. */
  readonly exchanges: readonly Exchange[]
  /** From now on every request is answered by this status of the description; null goes back to the usual answers. */
  answerWith(status: number | null): void
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export type MockOptions = {
  /** A part of the path that the description does not have, such as the address of a webhook. */
  readonly strip?: RegExp
  /** Refuses requests that break the description; off for descriptions whose own examples break it. */
  readonly strict?: boolean
  /** Changes an answer where a fixed example cannot follow the question. */
  readonly rewrite?: (path: string, requestBody: string, answer: unknown) => unknown
}

/** Starts the mock for one description, behind a door that writes down each exchange. */
export async function mockVendor(spec: string, options: MockOptions = {}): Promise<MockVendor> {
  const port = await freePort()
  const prism = spawn(
    process.execPath,
    [
      join(cache, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js'),
      'mock',
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      `--errors=${options.strict !== false}`,
      spec,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      if (said.includes('listening')) resolve()
    }
    prism.stdout.on('data', hear)
    prism.stderr.on('data', hear)
    prism.once('exit', (code) => reject(new Error(`the mock server ended with ${code}: ${said.slice(-2000)}`)))
  })
  const exchanges: Exchange[] = []
  let wanted: number | null = null
  const door = createServer((incoming, response) => {
    void (async () => {
      const body = await bodyOf(incoming)
      const path = (incoming.url ?? '/').replace(options.strip ?? /^$/, '')
      const headers = Object.fromEntries(
        Object.entries(incoming.headers)
          .filter(([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name))
          .map(([name, value]) => [name, String(value)]),
      )
      if (wanted !== null) headers['prefer'] = `code=${wanted}`
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: incoming.method ?? 'GET',
        headers,
        ...(body.byteLength === 0 ? {} : { body: new Uint8Array(body) }),
      })
      const text = await answer.text()
      exchanges.push({
        method: incoming.method ?? 'GET',
        path,
        status: answer.status,
        violations: answer.headers.get('sl-violations') ?? '',
        body: text,
      })
      const sent =
        options.rewrite === undefined || answer.status >= 300
          ? text
          : JSON.stringify(options.rewrite(path, body.toString('utf8'), JSON.parse(text)))
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' }).end(sent)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    exchanges,
    answerWith: (status) => {
      wanted = status
    },
    stop: async () => {
      door.closeAllConnections()
      await new Promise((resolve) => {
        door.close(resolve)
      })
      prism.removeAllListeners('exit')
      prism.kill()
    },
  }
}
