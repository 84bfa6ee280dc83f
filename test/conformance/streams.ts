// The three streams of a connector behind one shape, so that the suite asks them the same questions.
import type { Page, PullContext } from '#ports/connector'
import type { Parsed } from '#ports/rejection'
import type { Sandbox, SandboxStream } from '#ports/sandbox'
import type { ConnectorFolder } from './plugin-folder.ts'
import { invoiceOf, paymentOf, warsaw } from './stand-in.ts'

export type Stream = {
  readonly pull: (context: PullContext) => AsyncIterable<Page<unknown>>
  readonly read: (record: unknown) => Parsed<unknown>
  readonly add: (sandbox: Sandbox, index: number, at: Date) => string
}

const missing = (): never => {
  throw new Error('the connector or its stand-in lacks a part of this stream')
}

export function streamOf({ connector }: ConnectorFolder, stream: SandboxStream): Stream {
  const context = { settings: {}, timeZone: warsaw }
  const added = (id: string | undefined): string => id ?? missing()
  switch (stream) {
    case 'invoices':
      return {
        pull: (pullContext) => connector.pullInvoices?.(pullContext) ?? missing(),
        read: (record) => connector.toInvoice?.(record, context) ?? missing(),
        add: (sandbox, index) => added(sandbox.addInvoice?.(invoiceOf(index))),
      }
    case 'customers':
      return {
        pull: (pullContext) => connector.pullCustomers?.(pullContext) ?? missing(),
        read: (record) => connector.toCustomer?.(record, context) ?? missing(),
        add: (sandbox, index) => added(sandbox.addCustomer?.({ name: `Nowy kontrahent ${index}` })),
      }
    case 'payments':
      return {
        pull: (pullContext) => connector.pullPayments?.(pullContext) ?? missing(),
        read: (record) => connector.toPayment?.(record, context) ?? missing(),
        add: (sandbox, index, occurredAt) => added(sandbox.addPayment?.(paymentOf(index, { occurredAt }))),
      }
  }
}
