// Starts an empty PostgreSQL server on a port of this machine and prints its address; ends with its standard input and leaves nothing behind.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const dataDir = mkdtempSync(join(tmpdir(), 'skarbnik-server-'))
// Servers before version 16 must be able to walk to their folder, as whatever user they run.
chmodSync(dataDir, 0o711)
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
const port = await freePort()
const { connectionString, stop } = await startEmbeddedPostgres({
  dataDir,
  settings: { listen_addresses: '127.0.0.1', port: String(port), max_connections: '300' },
})
const password = /:([^:@]+)@/.exec(connectionString)?.[1] ?? ''
process.stdout.write(`postgresql://skarbnik:${password}@127.0.0.1:${port}/skarbnik\n`)

async function end(): Promise<void> {
  await stop()
  process.exit(0)
}

process.stdin.on('end', () => void end())
process.stdin.resume()
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
