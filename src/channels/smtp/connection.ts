// One conversation with a mail server: connect, sign in, and hand over a message, knowing whether its body had begun.
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import SmtpConnection from 'nodemailer/lib/smtp-connection'
import type { ChannelContext } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import type { BuiltMessage } from '#ports/mail/mail-message'
import type { SettingValues } from '#ports/settings'
import type { SmtpError } from './outcome.ts'

const waits = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 45_000, dnsTimeout: 10_000 }

export type Handed =
  | { readonly ok: true; readonly response: string; readonly rejected: readonly string[] }
  | { readonly ok: false; readonly error: SmtpError; readonly bodyBegun: boolean }

const describe = (error: unknown): SmtpError => (error instanceof Error ? error : { message: String(error) })

/** Connects to the address that the guard has looked up, and checks the certificate against the name. */
function open(settings: SettingValues, address: string): SmtpConnection {
  const security = settings['security'] ?? 'starttls'
  const host = String(settings['host'] ?? '')
  return new SmtpConnection({
    host: address,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    port: Number(settings['port'] ?? (security === 'tls' ? 465 : 587)),
    ...waits,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
  })
}

/** Runs the conversation; `message` null only signs in, which is the test of the settings. Never rejects. */
export async function converse(
  { settings, http }: Pick<ChannelContext, 'settings' | 'http'>,
  message: BuiltMessage | null,
): Promise<Handed> {
  const address = await http
    .addressOf(String(settings['host'] ?? ''))
    .catch((error: unknown) => (error instanceof ConnectorFailure ? error : null))
  if (typeof address !== 'string')
    return {
      ok: false,
      error: { message: `address refused: ${String(address?.facts['reason'] ?? 'malformed')}`, code: 'EGUARD' },
      bodyBegun: false,
    }
  return new Promise((resolve) => {
    const connection = open(settings, address)
    let bodyBegun = false
    const fail = (error: unknown): void => {
      resolve({ ok: false, error: describe(error), bodyBegun })
      connection.close()
    }
    const succeed = (response: string, rejected: readonly string[]): void => {
      resolve({ ok: true, response, rejected })
      connection.quit()
    }
    // Read for the first time after the server's 354: from then on it may have the message.
    const body = function* (bytes: Buffer): Generator<Buffer> {
      bodyBegun = true
      yield bytes
    }
    const send = (): void => {
      if (message === null) {
        succeed('', [])
        return
      }
      connection.send({ from: message.from, to: [...message.to] }, Readable.from(body(message.bytes)), (error, info) => {
        if (error !== null) fail(error)
        else succeed(info.response, info.rejected)
      })
    }
    connection.on('error', fail)
    connection.connect((error) => {
      if (error !== undefined) return fail(error)
      const user = settings['user']
      if (user === undefined) return send()
      connection.login({ user: String(user), pass: String(settings['password'] ?? '') }, (loginError) =>
        loginError === null ? send() : fail(loginError),
      )
    })
  })
}
