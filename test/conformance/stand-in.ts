// What every test of a connector needs: a small firm as the seed, and the real HTTP core pointed at the stand-in.
import { createHttp, type HttpCall, type HttpOptions } from '#app/http/http'
import { type Clock, settableClock } from '#ports/clock'
import type { Cursor, OrderRecord, Page, PaymentRecord, PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { CustomerRecord, InvoiceRecord } from '#ports/invoice-format'
import type { SandboxSeed } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { EUR, PLN } from '#values/currency'
import { addDays, type Day, day } from '#values/day'
import { money } from '#values/money'

export const warsaw = 'Europe/Warsaw'
const firstDay = day('2025-06-01')

export const alfa: CustomerRecord = {
  name: 'Alfa Budowa Sp. z o.o.',
  taxId: '5260250274',
  email: 'faktury@alfa.example',
  phone: '+48 22 123 45 67',
  address: 'Prosta 1, 00-001 Warszawa',
}
export const beta: CustomerRecord = { name: 'Beta Handel Jan Żak', taxId: '7740001454', email: 'jan@beta.example' }

export function invoiceOf(index: number, more: Partial<InvoiceRecord> = {}): InvoiceRecord {
  const issueOn = addDays(firstDay, index % 500)
  return {
    number: `FV/${index}/2026`,
    type: 'invoice',
    issueOn,
    dueOn: addDays(issueOn, 14),
    saleOn: issueOn,
    total: money(BigInt(10_000 + index), PLN),
    customer: index % 2 === 0 ? alfa : beta,
    ...more,
  }
}

export function paymentOf(index: number, more: Partial<PaymentRecord> = {}): PaymentRecord {
  const occurredAt = new Date(Date.parse(`${addDays(firstDay, index % 500)}T10:00:00Z`) + index * 1000)
  return {
    externalId: `seed-${index}`,
    kind: 'payment',
    bookedOn: addDays(firstDay, index % 500),
    occurredAt,
    amount: money(BigInt(10_000 + index), index % 7 === 6 ? EUR : PLN),
    payerName: 'Jan Żak',
    payerEmail: 'jan@beta.example',
    title: `Zamówienie ${index}`,
    orderReference: `ZAM/${index}`,
    ...more,
  }
}

export function orderOf(index: number, more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    externalId: `seed-order-${index}`,
    kind: (['order', 'offer', 'deal'] as const)[index % 3] ?? 'order',
    number: `ZAM/${index}/2026`,
    issuedOn: addDays(firstDay, index % 500),
    total: money(BigInt(50_000 + index), PLN),
    state: (['open', 'won', 'lost'] as const)[index % 3] ?? 'open',
    customer: index % 2 === 0 ? { name: alfa.name, taxId: '5260250274' } : { name: beta.name, taxId: '7740001454' },
    ...more,
  }
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

export const testClock = () => settableClock(new Date('2026-11-20T08:00:00Z'))

export function seedOf(
  size: { readonly invoices?: number; readonly payments?: number; readonly customers?: number; readonly orders?: number },
  clock: Clock,
): SandboxSeed {
  const more = range(Math.max(0, (size.customers ?? 2) - 2)).map((index) => ({
    name: `Kontrahent ${index} S.A.`,
    email: `k${index}@kontrahent.example`,
  }))
  return {
    clock,
    timeZone: warsaw,
    company: { name: 'Jantar Elektro Sp. z o.o.', taxId: '5265877635', account: 'PL61109010140000071219812874' },
    customers: [alfa, beta, ...more].slice(0, size.customers ?? 2),
    invoices: range(size.invoices ?? 0).map((index) => invoiceOf(index)),
    payments: range(size.payments ?? 0).map((index) => paymentOf(index)),
    orders: range(size.orders ?? 0).map((index) => orderOf(index)),
  }
}

export type TestContext = PullContext & { readonly calls: readonly HttpCall[] }

/** A context whose requests go through the real HTTP core; its pauses are not waited for. */
export function contextFor(
  settings: SettingValues,
  clock: Clock,
  more: { readonly cursor?: Cursor | null; readonly since?: Day; readonly memory?: Cursor; readonly http?: Partial<HttpOptions> } = {},
): TestContext {
  const calls: HttpCall[] = []
  const http = createHttp({
    rateLimit: { requests: 10_000, perMs: 1000, burst: 10_000 },
    clock,
    allowPrivateNetworks: true,
    log: (call) => calls.push(call),
    timeoutMs: 400,
    // Silence is waited for in earnest, but not the three quarters of a minute that a vendor is granted.
    longestMs: Math.max(3_000, more.http?.timeoutMs ?? 0),
    sleep: async () => undefined,
    secrets: Object.values(settings).filter((value) => typeof value === 'string'),
    ...more.http,
  })
  return {
    settings,
    http,
    clock,
    timeZone: warsaw,
    memory: more.memory ?? {},
    cursor: more.cursor ?? null,
    since: more.since ?? firstDay,
    calls,
  }
}

export type Pulled = { readonly records: readonly unknown[]; readonly cursor: Cursor | null; readonly pages: readonly Page<unknown>[] }

/** Reads a pull to its end. */
export async function drain(pages: AsyncIterable<Page<unknown>>): Promise<Pulled> {
  const all: Page<unknown>[] = []
  for await (const page of pages) all.push(page)
  return { records: all.flatMap((page) => page.records), cursor: all.at(-1)?.cursor ?? null, pages: all }
}

/** The connector failure of an attempt; anything else is thrown on. */
export async function failureOf(attempt: Promise<unknown>): Promise<ConnectorFailure> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof ConnectorFailure) return error
    throw error
  }
  throw new Error('nothing failed')
}
