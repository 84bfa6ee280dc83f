// `doctor`: looks at everything that this installation stands on and says what is right and what is not.
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { verifyAuditChain } from '#store/audit'
import type { Executor } from '#store/database'
import { listCompanyIds } from '#store/sending-companies'
import { isFailure } from '#values/failure'
import { type Configuration, readConfiguration } from '../configuration.ts'
import { discoverShelves } from '../discover.ts'
import { failureSentence } from '../failure-sentence.ts'
import { openHouse } from '../open-house.ts'
import { readVaultKeys } from '../vault.ts'
import { version } from '../version.ts'

type Finding = { readonly what: string; readonly ok: boolean; readonly detail: string }

async function finding(what: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await look() }
  } catch (error) {
    return { what, ok: false, detail: isFailure(error) ? failureSentence(error) : error instanceof Error ? error.message : String(error) }
  }
}

async function dataFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await access(folder, constants.W_OK)
  const { bavail, bsize } = await statfs(folder)
  const freeMegabytes = Math.floor((bavail * bsize) / 1_048_576)
  if (freeMegabytes < 500) throw new Error(`${folder}: ${freeMegabytes} MB`)
  return `${folder}, ${freeMegabytes} MB`
}

async function auditChains(database: Executor): Promise<string> {
  const companies = await listCompanyIds(database)
  for (const companyId of companies) {
    const check = await verifyAuditChain(database, companyId)
    if (!check.ok) throw new Error(`${companyId}: ${check.brokenAt}`)
  }
  return String(companies.length)
}

async function databaseFindings(configuration: Configuration): Promise<readonly Finding[]> {
  const house = await openHouse(configuration, 2)
  try {
    const { database } = house.store
    return [
      await finding(
        'database',
        async () =>
          (await sql<{ version: string }>`select version() as version`.execute(database)).rows[0]?.version
            .split(' ')
            .slice(0, 2)
            .join(' ') ?? '',
      ),
      await finding('audit', () => auditChains(database)),
    ]
  } finally {
    await house.close()
  }
}

/** Exit 0 when all is well, 1 when a person should look. */
export async function doctor(args: readonly string[]): Promise<number> {
  const configuration = readConfiguration(args, process.env)
  const findings = [
    await finding('skarbnik', () => Promise.resolve(`${version}, Node ${process.version}`)),
    await finding('data', () => dataFolder(configuration.dataDir)),
    await finding('vault', async () =>
      String((await readVaultKeys({ dataFolder: configuration.dataDir, environmentKey: configuration.key ?? undefined })).length),
    ),
    await finding('shelves', async () => {
      const shelves = await discoverShelves()
      return `${shelves.connectors.size} connectors, ${shelves.formats.length} formats, ${shelves.channels.size} channels`
    }),
  ]
  const deeper = await databaseFindings(configuration).catch((error: unknown): readonly Finding[] => [
    {
      what: 'database',
      ok: false,
      detail: isFailure(error) ? failureSentence(error) : error instanceof Error ? error.message : String(error),
    },
  ])
  for (const { what, ok, detail } of [...findings, ...deeper]) process.stdout.write(`${ok ? '✓' : '✗'} ${what.padEnd(10)} ${detail}\n`)
  return [...findings, ...deeper].every((each) => each.ok) ? 0 : 1
}
