// The streams of a connector behind one shape, so that the suite asks them the same questions.
import type { Page, PullContext } from '#ports/connector'
import type { Parsed } from '#ports/rejection'
import type { Sandbox, SandboxStream } from '#ports/sandbox'
import { dayOf } from '#values/day'
import type { ConnectorFolder } from './plugin-folder.ts'
import { invoiceOf, orderOf, paymentOf, warsaw } from './stand-in.ts'

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
    case 'orders':
      return {
        pull: (pullContext) => connector.pullOrders?.(pullContext) ?? missing(),
        read: (record) => connector.toOrder?.(record, context) ?? missing(),
        add: (sandbox, index, at) => added(sandbox.addOrder?.(orderOf(index, { issuedOn: dayOf(at, warsaw) }))),
      }
    case 'payments':
      return {
        pull: (pullContext) => connector.pullPayments?.(pullContext) ?? missing(),
        read: (record) => connector.toPayment?.(record, context) ?? missing(),
        add: (sandbox, index, occurredAt) => added(sandbox.addPayment?.(paymentOf(index, { occurredAt }))),
      }
  }
}
