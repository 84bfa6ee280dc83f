// Where this process listens, keeps its data and finds its database: from the command line, then the environment, then defaults.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '#values/failure'

export type Configuration = {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** A PostgreSQL server of one's own; null = the embedded one in `dataDir`. */
  readonly databaseUrl: string | null
  /** How people reach this installation; null = the address it listens on. */
  readonly publicUrl: string | null
  /** Key of the secrets as text; null = a generated file in `dataDir`. */
  readonly key: string | null
  /** `smtp://user:password@host:port` for the installation's own mail. */
  readonly smtpUrl: string | null
  /** Lets connectors reach private addresses, for a Subiekt or an own server in the firm's network. */
  readonly allowPrivateNetworks: boolean
  readonly logLevel: string
  readonly maxUploadBytes: number
  /** A proxy of one's own stands in front and names the caller in X-Forwarded-For; absent = none does. */
  readonly trustProxy?: boolean
  /** Opens /metrics to other machines that know it; absent = this machine alone. */
  readonly metricsToken?: string
}

const options = { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' } } as const

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Failure('configuration.port', { port: text })
  return port
}

/** Throws Failure `configuration.…` for what cannot be understood. */
export function readConfiguration(args: readonly string[], environment: NodeJS.ProcessEnv): Configuration {
  let values: { port?: string | undefined; host?: string | undefined; data?: string | undefined }
  try {
    values = parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new Failure('configuration.arguments', { message: error instanceof Error ? error.message : String(error) })
  }
  const metricsToken = environment['SKARBNIK_METRICS_TOKEN']
  return {
    host: values.host ?? environment['SKARBNIK_HOST'] ?? '127.0.0.1',
    port: portOf(values.port ?? environment['SKARBNIK_PORT'] ?? '3210'),
    dataDir: resolve(values.data ?? environment['SKARBNIK_DATA'] ?? 'data'),
    databaseUrl: environment['DATABASE_URL'] ?? null,
    publicUrl: environment['SKARBNIK_URL']?.replace(/\/+$/, '') ?? null,
    key: environment['SKARBNIK_KEY'] ?? null,
    smtpUrl: environment['SKARBNIK_SMTP_URL'] ?? null,
    allowPrivateNetworks: environment['SKARBNIK_ALLOW_PRIVATE_NETWORKS'] === '1',
    logLevel: environment['SKARBNIK_LOG'] ?? 'info',
    maxUploadBytes: Number(environment['SKARBNIK_MAX_UPLOAD_MB'] ?? '2048') * 1024 * 1024,
    trustProxy: environment['SKARBNIK_TRUST_PROXY'] === '1',
    ...(metricsToken === undefined || metricsToken === '' ? {} : { metricsToken }),
  }
}
