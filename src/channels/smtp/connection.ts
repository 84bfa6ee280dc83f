// One conversation with a mail server: connect, sign in, and hand over a message, knowing whether its body had begun.
import { Readable } from 'node:stream'
import SmtpConnection from 'nodemailer/lib/smtp-connection'
import type { SettingValues } from '#ports/settings'
import type { BuiltMessage } from './message.ts'
import type { SmtpError } from './outcome.ts'

const waits = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 45_000, dnsTimeout: 10_000 }

export type Handed =
  | { readonly ok: true; readonly response: string; readonly rejected: readonly string[] }
  | { readonly ok: false; readonly error: SmtpError; readonly bodyBegun: boolean }

const describe = (error: unknown): SmtpError => (error instanceof Error ? error : { message: String(error) })

function open(settings: SettingValues): SmtpConnection {
  const security = settings['security'] ?? 'starttls'
  return new SmtpConnection({
    host: String(settings['host'] ?? ''),
    port: Number(settings['port'] ?? (security === 'tls' ? 465 : 587)),
    ...waits,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
  })
}

/** Runs the conversation; `message` null only signs in, which is the test of the settings. Never rejects. */
export function converse(settings: SettingValues, message: BuiltMessage | null): Promise<Handed> {
  return new Promise((resolve) => {
    const connection = open(settings)
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
