// The installation's own mail server, from SKARBNIK_SMTP_URL.

import type { Shell } from '#flows/shell'
import type { Channel } from '#ports/channel'
import type { Clock } from '#ports/clock'
import type { Log } from '#ports/log'
import { Failure } from '#values/failure'
import type { Configuration } from './configuration.ts'
import { createHttp } from './http/http.ts'

/** `smtp://user:password@host:587?from=biuro@firma.pl`, smtps for TLS from the first byte; null when none is set. Throws Failure `configuration.smtp`. */
export function systemMailOf(
  configuration: Configuration,
  channels: ReadonlyMap<string, Channel>,
  options: { readonly clock: Clock; readonly log: Log },
): NonNullable<Shell['systemMail']> | null {
  if (configuration.smtpUrl === null) return null
  const url = URL.parse(configuration.smtpUrl)
  const channel = channels.get('smtp')
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || channel === undefined) throw new Failure('configuration.smtp')
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const settings = {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    security: url.searchParams.get('security') ?? (secure ? 'tls' : 'starttls'),
    user,
    password: decodeURIComponent(url.password),
    fromAddress: url.searchParams.get('from') ?? user,
    fromName: 'Skarbnik',
  }
  const http = createHttp({
    rateLimit: { requests: 1, perMs: 1000 },
    clock: options.clock,
    log: () => undefined,
    // Named by whoever runs the installation: a relay of his own network is his to choose.
    allowPrivateNetworks: true,
    secrets: [settings.password],
  })
  return { channel, settings, http }
}
