// What a stand-in vendor must look like: a strict, stateful server in the folder of its connector, for tests and the demo.
import type { Clock } from './clock.ts'
import type { Connector, OrderRecord, PaymentRecord, WebhookRequest } from './connector.ts'
import type { CustomerRecord, InvoiceRecord } from './invoice-format.ts'
import type { SettingValues } from './settings.ts'

/** The firm whose books the vendors hold, in the words of the house; each stand-in turns it into its own shapes. */
export type SandboxSeed = {
  readonly clock: Clock
  readonly timeZone: string
  readonly company: { readonly name: string; readonly taxId: string; readonly account?: string }
  readonly customers: readonly CustomerRecord[]
  readonly invoices: readonly InvoiceRecord[]
  readonly payments: readonly PaymentRecord[]
  readonly orders?: readonly OrderRecord[]
}

export type SandboxOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** What the stand-in allows before it answers as the vendor does when called too often; each has a default of its own. */
  readonly rateLimit?: Connector['rateLimit']
  /** Credentials that the stand-in takes; each has a default of its own. */
  readonly secret?: string
}

export type SandboxStream = 'invoices' | 'customers' | 'orders' | 'payments'

/**
 * A fault to come. A number is a status the vendor answers with, before doing anything. `…-after-accept` does the work first and keeps the answer back:
 * `hang-up` drops the connection, `timeout` leaves it open in silence.
 */
export type SandboxFault = {
  readonly kind:
    | 'html'
    | 'empty'
    | 'truncated'
    | 'wrong-type'
    | 'redirect'
    | 'hang-up'
    | 'timeout'
    | 'hang-up-after-accept'
    | 'timeout-after-accept'
    | number
  readonly times?: number
  /** Only requests whose method and path contain this text, for example `POST /banking`. */
  readonly on?: string
  readonly retryAfterSeconds?: number
}

export type SandboxCall = { readonly method: string; readonly path: string; readonly status: number }

/** A webhook as the vendor would send it now, or with something wrong. */
type SandboxWebhook = { readonly secret?: string; readonly at?: Date; readonly eventId?: string }

export type Sandbox = {
  readonly id: string
  /** Listens on the loopback; `settings` are those of a connection to this stand-in. */
  start(): Promise<{ readonly baseUrl: string; readonly settings: SettingValues }>
  stop(): Promise<void>
  /** Settings of a person who mistyped the secret. */
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  /** Every request answered so far, in order. */
  readonly calls: readonly SandboxCall[]
  /** Called after each answer, for changing the state between two pages. */
  onAnswer(listener: (call: SandboxCall) => void): void
  /** Outside ids (as the connector's `recordId` gives them) of all that a whole pull must bring. */
  recordIds(stream: SandboxStream): readonly string[]
  addInvoice?(invoice: InvoiceRecord): string
  addCustomer?(customer: CustomerRecord): string
  addPayment?(payment: PaymentRecord): string
  addOrder?(order: OrderRecord): string
  /** Changes a record as a person at the vendor would: it is newer than all others now. */
  touch?(stream: SandboxStream, id: string): void
  /** Adds a record with a field that the vendor has suddenly given another shape; returns its id. */
  addMalformed(stream: SandboxStream): string
  webhook?(options?: SandboxWebhook): WebhookRequest
  /** All that write-backs have made of the vendor's state, without times: equal before and after a harmless repeat. */
  snapshot(): unknown
}

/** How a folder's sandbox.ts makes its stand-in. */
export type CreateSandbox<S extends Sandbox = Sandbox> = (seed: SandboxSeed, options?: SandboxOptions) => S
