// A stand-in receiver: believes only what is signed, keeps every event once, and fails where it is told to.
import type { Clock } from '#ports/clock'
import type { SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'
import { checkSignature, deliveryHeader, signatureHeader } from './signature.ts'

export type Delivery = {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
}

export type WebhookSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  /** From now on the receiver believes this secret alone. */
  changeSecret(secret: string): void
  failNext(fault: SandboxFault): void
  /** Every request that reached the receiver's own code, in order. */
  readonly deliveries: readonly Delivery[]
  /** What the receiver has acted on: each event once. */
  readonly events: readonly { readonly id: string; readonly event: string; readonly data?: unknown; readonly text?: string }[]
}

const path = '/skarbnik'

/** Answers 401 to a bad or old signature, 400 to no JSON, 200 to an event, also to one it has had. */
export function createWebhookSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): WebhookSandbox {
  const firstSecret = options.secret ?? 'stand-in-webhook-secret-of-32-characters'
  let secret = firstSecret
  let baseUrl = ''
  const deliveries: Delivery[] = []
  const events: WebhookSandbox['events'][number][] = []

  const judge = (request: StandInRequest): StandInAnswer => {
    if (request.method !== 'POST' || request.path !== path) return { status: 404 }
    const signature = request.headers[signatureHeader.toLowerCase()]
    if (checkSignature(signature, secret, Buffer.from(request.body), clock.now()) !== 'good') return { status: 401 }
    const event = JSON.parse(request.body) as WebhookSandbox['events'][number]
    if (event.id !== request.headers[deliveryHeader.toLowerCase()]) return { status: 400 }
    if (!events.some(({ id }) => id === event.id)) events.push(event)
    return { status: 200, json: { received: true } }
  }
  const server = standInServer(
    {
      rateLimit: { requests: 1000, perMs: 1000 },
      busyStatus: 429,
      refuse: (status) => ({ status }),
      answer: (request) => {
        const answer = judge(request)
        deliveries.push({
          id: request.headers[deliveryHeader.toLowerCase()] ?? '',
          headers: request.headers,
          body: request.body,
          status: answer.status,
        })
        return answer
      },
    },
    options.port,
  )
  return {
    deliveries,
    events,
    start: async () => {
      baseUrl = await server.start()
      return { settings: { address: baseUrl + path, secret: firstSecret } }
    },
    stop: server.stop,
    wrongSettings: () => ({ address: baseUrl + path, secret: 'mistyped-webhook-secret-of-32-characters' }),
    changeSecret: (changed) => {
      secret = changed
    },
    failNext: server.failNext,
  }
}
