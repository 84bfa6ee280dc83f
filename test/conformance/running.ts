// Starts a stand-in for one test and stops it when the test has ended.
import { onTestFinished } from 'vitest'
import type { Clock } from '#ports/clock'
import type { Sandbox, SandboxOptions, SandboxStream } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import type { ConnectorFolder } from './plugin-folder.ts'
import { seedOf, testClock } from './stand-in.ts'

export type Running = {
  readonly sandbox: Sandbox
  readonly settings: SettingValues
  readonly clock: Clock & { set: (to: Date) => void } /** Moves the clock. */
  readonly later: (ms: number) => void
}

export async function start(
  folder: ConnectorFolder,
  size: Parameters<typeof seedOf>[0] = { invoices: 3, payments: 3, customers: 2, orders: 3 },
  options: SandboxOptions = {},
): Promise<Running> {
  const clock = testClock()
  const sandbox = folder.createSandbox(seedOf(size, clock), options)
  const { settings } = await sandbox.start()
  onTestFinished(() => sandbox.stop())
  return { sandbox, settings, clock, later: (ms) => clock.set(new Date(clock.now().getTime() + ms)) }
}

export const streamsOf = ({ connector }: ConnectorFolder): readonly SandboxStream[] => [
  ...(connector.pullInvoices === undefined ? [] : ['invoices' as const]),
  ...(connector.pullCustomers === undefined ? [] : ['customers' as const]),
  ...(connector.pullOrders === undefined ? [] : ['orders' as const]),
  ...(connector.pullPayments === undefined ? [] : ['payments' as const]),
]
