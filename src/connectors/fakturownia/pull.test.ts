// Pulling from a list that moves under the reader (T87).
import { afterEach, describe, expect, test } from 'vitest'
import { contextFor, drain, invoiceOf, seedOf, testClock } from '#test/conformance/stand-in'
import connector from './connector.ts'
import { pullInvoices } from './pull.ts'
import { createSandbox, type FakturowniaSandbox } from './sandbox.ts'

const running: FakturowniaSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function firm(invoices: number) {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({ invoices }, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { clock, sandbox, settings }
}

const ids = (records: readonly unknown[]) => records.map((record) => connector.recordId(record) ?? '')
const pages = (sandbox: FakturowniaSandbox) => sandbox.calls.filter((call) => call.path === '/invoices.json').length

describe('T87 pulling invoices', () => {
  test('the first pull brings every invoice once, the next one of the same day asks for one page and brings nothing', async () => {
    const { clock, sandbox, settings } = await firm(250)
    clock.set(new Date('2026-11-20T09:00:00Z'))
    const first = await drain(pullInvoices(contextFor(settings, clock)))
    expect(ids(first.records).sort()).toEqual([...sandbox.recordIds('invoices')].sort())
    expect(first.pages.at(-1)?.wholeSince).toBe('2025-06-01')
    const before = pages(sandbox)
    clock.set(new Date('2026-11-20T10:00:00Z'))
    const second = await drain(pullInvoices(contextFor(settings, clock, { cursor: first.cursor })))
    expect(pages(sandbox) - before).toBe(1)
    expect(second.records.length).toBeLessThanOrEqual(1)
    expect(second.pages.at(-1)).not.toHaveProperty('wholeSince')
  })

  test('an invoice changed since is brought again, once', async () => {
    const { clock, sandbox, settings } = await firm(120)
    const first = await drain(pullInvoices(contextFor(settings, clock)))
    clock.set(new Date('2026-11-20T10:00:00Z'))
    const [, , third = ''] = sandbox.recordIds('invoices')
    sandbox.touch?.('invoices', third)
    const second = await drain(pullInvoices(contextFor(settings, clock, { cursor: first.cursor })))
    expect(ids(second.records).filter((id) => id === third)).toHaveLength(1)
  })

  test('invoices added and edited between two pages leave no gap', async () => {
    const { clock, sandbox, settings } = await firm(350)
    let round = 0
    sandbox.onAnswer((call) => {
      if (call.path !== '/invoices.json' || round >= 6) return
      clock.set(new Date(clock.now().getTime() + 1000))
      const added = sandbox.addInvoice?.(invoiceOf(1000 + round++)) ?? ''
      expect(added).not.toBe('')
      sandbox.touch?.('invoices', sandbox.recordIds('invoices')[round * 40] ?? '')
    })
    const first = await drain(pullInvoices(contextFor(settings, clock)))
    round = 99
    const second = await drain(pullInvoices(contextFor(settings, clock, { cursor: first.cursor })))
    expect(new Set([...ids(first.records), ...ids(second.records)])).toEqual(new Set(sandbox.recordIds('invoices')))
    const versions = first.records.map((record) => JSON.stringify(record))
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('invoices deleted between two pages do not pull unread ones past the reader', async () => {
    const { clock, sandbox, settings } = await firm(350)
    // Newest first: the first page holds the last of the list, which is where others vanish from.
    let left = 3
    sandbox.onAnswer((call) => {
      if (call.path !== '/invoices.json' || left-- <= 0) return
      for (const id of [...sandbox.recordIds('invoices')].slice(-3)) sandbox.removeInvoice(id)
    })
    const { records } = await drain(pullInvoices(contextFor(settings, clock)))
    const got = new Set(ids(records))
    expect(sandbox.recordIds('invoices').filter((id) => !got.has(id))).toEqual([])
  })

  test('a scan stopped in the middle goes on from its page and misses nothing', async () => {
    const { clock, sandbox, settings } = await firm(450)
    const got: string[] = []
    let cursor = null
    for await (const page of pullInvoices(contextFor(settings, clock))) {
      got.push(...ids(page.records))
      cursor = page.cursor
      if (got.length >= 300) break
    }
    const rest = await drain(pullInvoices(contextFor(settings, clock, { cursor })))
    expect(new Set([...got, ...ids(rest.records)])).toEqual(new Set(sandbox.recordIds('invoices')))
    expect(rest.pages.at(-1)).not.toHaveProperty('wholeSince')
  })

  test('changes stopped in the middle leave the watermark where it was', async () => {
    const { clock, sandbox, settings } = await firm(150)
    const first = await drain(pullInvoices(contextFor(settings, clock)))
    clock.set(new Date('2026-11-20T12:00:00Z'))
    for (const id of sandbox.recordIds('invoices')) sandbox.touch?.('invoices', id)
    let cursor = first.cursor
    for await (const page of pullInvoices(contextFor(settings, clock, { cursor }))) {
      cursor = page.cursor
      break
    }
    const again = await drain(pullInvoices(contextFor(settings, clock, { cursor })))
    expect(ids(again.records)).toHaveLength(150)
  })

  test('the first pull of a new day scans everything again', async () => {
    const { clock, sandbox, settings } = await firm(30)
    const first = await drain(pullInvoices(contextFor(settings, clock)))
    clock.set(new Date('2026-11-21T08:00:00Z'))
    sandbox.removeInvoice(sandbox.recordIds('invoices')[0] ?? '')
    const next = await drain(pullInvoices(contextFor(settings, clock, { cursor: first.cursor })))
    expect(ids(next.records)).toHaveLength(29)
    expect(next.pages.at(-1)?.wholeSince).toBe('2025-06-01')
  })
})
