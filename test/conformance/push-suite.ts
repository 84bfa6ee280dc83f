// Write-backs: however often they are repeated, and wherever an answer is lost, the vendor's state is the same.
import { expect, test } from 'vitest'
import type { ConnectorContext, CustomerStanding, InvoiceStatusChange } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import type { ConnectorFolder } from './plugin-folder.ts'
import { type Running, start } from './running.ts'
import { alfa, contextFor } from './stand-in.ts'

const customer = { externalId: null, name: alfa.name, taxId: alfa.taxId ?? null, email: alfa.email ?? null }

/** The first invoice of the seed, 100.00 PLN of Alfa, half paid. */
const change = (externalId: string, fromHere: boolean): InvoiceStatusChange => ({
  externalId,
  number: 'FV/0/2026',
  status: 'partly-paid',
  total: money(10_000n, PLN),
  settled: money(6_000n, PLN),
  open: money(4_000n, PLN),
  dueOn: day('2026-11-30'),
  lastPaidOn: day('2026-11-19'),
  fromHere,
  customer,
  payments: [
    { key: 'pay-a', on: day('2026-11-18'), amount: money(2_500n, PLN), title: 'Przelew' },
    { key: 'pay-b', on: day('2026-11-19'), amount: money(3_500n, PLN), title: 'Przelew drugi' },
  ],
})

const standing: CustomerStanding = {
  customer,
  openAmount: money(4_000n, PLN),
  overdueAmount: money(4_000n, PLN),
  oldestOverdueOn: day('2026-10-01'),
  debtRatioPercent: 7.25,
  blocked: true,
  currency: PLN,
}

type Push = { readonly what: string; readonly push: (context: ConnectorContext, running: Running) => Promise<unknown> }

function pushesOf({ connector }: ConnectorFolder): readonly Push[] {
  const fromHere = connector.kinds.includes('invoices')
  return [
    ...(connector.pushInvoiceStatus === undefined
      ? []
      : [
          {
            what: 'an invoice status',
            push: (context: ConnectorContext, { sandbox }: Running) =>
              connector.pushInvoiceStatus?.(
                context,
                change(fromHere ? (sandbox.recordIds('invoices')[0] ?? '') : 'elsewhere-1', fromHere),
              ) ?? Promise.reject(new Error('gone')),
          },
        ]),
    ...(connector.pushCustomerStanding === undefined
      ? []
      : [
          {
            what: 'a customer standing',
            push: (context: ConnectorContext) => connector.pushCustomerStanding?.(context, standing) ?? Promise.reject(new Error('gone')),
          },
        ]),
    ...(connector.createPaymentLink === undefined
      ? []
      : [
          {
            what: 'a payment link',
            push: (context: ConnectorContext) =>
              connector.createPaymentLink?.(context, {
                number: 'FV/0/2026',
                open: money(4_000n, PLN),
                reference: 'link-1',
                payerEmail: null,
              }) ?? Promise.reject(new Error('gone')),
          },
        ]),
  ]
}

/** Pushes until it succeeds, as the outbox does. */
async function untilDone(push: () => Promise<unknown>): Promise<number> {
  for (let attempt = 1; attempt <= 8; attempt++) {
    try {
      await push()
      return attempt
    } catch (error) {
      if (!(error instanceof ConnectorFailure)) throw error
    }
  }
  throw new Error('never done')
}

const mostRequests = 12

export function pushSuite(folder: ConnectorFolder): void {
  test.each(pushesOf(folder))('$what pushed three times leaves what it left the first time', async ({ push }) => {
    const running = await start(folder)
    const before = running.sandbox.snapshot()
    await push(contextFor(running.settings, running.clock), running)
    const first = running.sandbox.snapshot()
    expect(first).not.toEqual(before)
    for (let i = 0; i < 2; i++) await push(contextFor(running.settings, running.clock), running)
    expect(running.sandbox.snapshot()).toEqual(first)
  })

  test.each(pushesOf(folder))(
    '$what whose answer is lost at any of its requests leaves the same when it is tried again',
    async ({ push }) => {
      const clean = await start(folder)
      await push(contextFor(clean.settings, clean.clock), clean)
      const expected = clean.sandbox.snapshot()
      const requests = clean.sandbox.calls.length
      expect(requests).toBeLessThanOrEqual(mostRequests)
      for (const kind of ['hang-up-after-accept', 'timeout-after-accept', 'hang-up', 500, 'html', 'empty', 'truncated'] as const) {
        for (let lost = 0; lost < requests; lost++) {
          const running = await start(folder)
          if (lost === 0) running.sandbox.failNext({ kind })
          else
            running.sandbox.onAnswer(() => {
              if (running.sandbox.calls.length === lost) running.sandbox.failNext({ kind })
            })
          await untilDone(() => push(contextFor(running.settings, running.clock, { http: { attempts: 1, timeoutMs: 80 } }), running))
          expect(running.sandbox.snapshot(), `${kind} at request ${lost + 1}`).toEqual(expected)
        }
      }
    },
  )
}
