// A stand-in mail server that keeps what it receives, and fails where it is told to.
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { SettingValues } from '#ports/settings'

export type ReceivedMessage = { readonly from: string; readonly to: readonly string[]; readonly raw: string; readonly email: Email }

/** A reply at a step of the conversation, or a connection that dies: before the body is asked for, in the middle of it, or after the message was kept. */
export type SmtpFault =
  | {
      readonly at: 'connect' | 'auth' | 'mail-from' | 'rcpt' | 'data'
      readonly code: number
      readonly text: string
      readonly times?: number
    }
  | { readonly at: 'hang-up-before-data' | 'hang-up-mid-data' | 'hang-up-after-data'; readonly times?: number }

export type SmtpSandbox = {
  start(): Promise<{ readonly settings: SettingValues; readonly port: number }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SmtpFault): void
  /** Messages that the server has, in order; also those whose acceptance it never told. */
  readonly received: readonly ReceivedMessage[]
  /** Connections opened so far. */
  connections(): number
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

/** Takes mail for anybody on the loopback, with a user and a password, in clear text or by STARTTLS with a certificate of its own. */
export function createSmtpSandbox(options: { readonly port?: number; readonly secret?: string } = {}): SmtpSandbox {
  const received: ReceivedMessage[] = []
  const faults: { fault: SmtpFault; left: number }[] = []
  const [user, password] = ['faktury@jantar.example', options.secret ?? 'stand-in-haslo']
  let opened = 0
  let port = 0

  const take = <A extends SmtpFault['at']>(at: A): Extract<SmtpFault, { at: A }> | undefined => {
    const found = faults.find(({ fault, left }) => left > 0 && fault.at === at)
    if (found === undefined) return undefined
    found.left -= 1
    return found.fault as Extract<SmtpFault, { at: A }>
  }
  const answer = (at: 'connect' | 'auth' | 'mail-from' | 'rcpt' | 'data'): Error | null => {
    const fault = take(at)
    return fault === undefined ? null : refusal(fault.code, fault.text)
  }
  const hangUp = (session: SMTPServerSession): void => {
    for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy()
  }

  const server = new SMTPServer({
    authOptional: false,
    disableReverseLookup: true,
    allowInsecureAuth: true,
    logger: false,
    hidePIPELINING: true,
    onConnect: (_session, callback) => {
      opened += 1
      callback(answer('connect'))
    },
    onAuth: (auth, _session, callback) => {
      const fault =
        answer('auth') ??
        (auth.username === user && auth.password === password ? null : refusal(535, '5.7.8 Authentication credentials invalid'))
      if (fault === null) callback(null, { user })
      else callback(fault)
    },
    onMailFrom: (_address, _session, callback) => callback(answer('mail-from')),
    onRcptTo: (_address, _session, callback) => callback(answer('rcpt')),
    onData: (stream, session, callback) => {
      if (take('hang-up-before-data') !== undefined) return hangUp(session)
      const chunks: Uint8Array[] = []
      const cut = take('hang-up-mid-data') !== undefined
      stream.on('data', (chunk: Uint8Array) => {
        chunks.push(chunk)
        if (cut) hangUp(session)
      })
      stream.on('end', () => {
        if (cut) return
        const raw = Buffer.concat(chunks)
        const fault = answer('data')
        if (fault !== null) return callback(fault)
        const envelope = session.envelope
        const to = envelope.rcptTo.map(({ address }) => address)
        PostalMime.parse(raw).then(
          (email) => {
            received.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to, raw: raw.toString('utf8'), email })
            if (take('hang-up-after-data') === undefined) callback(null, 'OK: message queued')
            else hangUp(session)
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        )
      })
    },
  })
  // A client that goes away mid-conversation is part of the game.
  server.on('error', () => undefined)

  return {
    received,
    connections: () => opened,
    failNext: (fault) => {
      faults.push({ fault, left: fault.times ?? 1 })
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(options.port ?? 0, '127.0.0.1', () => {
          server.off('error', reject)
          port = (server.server.address() as AddressInfo).port
          resolve({
            port,
            settings: { host: '127.0.0.1', port, security: 'none', user, password, fromAddress: user, fromName: 'Jantar Elektro' },
          })
        })
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const connection of server.connections) connection._socket.destroy()
      }),
    wrongSettings: () => ({ host: '127.0.0.1', port, security: 'none', user, password: 'mistyped', fromAddress: user }),
  }
}
