// The contract of a connector, proven over its stand-in: one suite for every folder of src/connectors.
import { describe, expect, test } from 'vitest'
import { settingsSchema } from '#ports/settings'
import { drivenSuite } from './failure-suite.ts'
import { folderSuite } from './folder-suite.ts'
import type { ConnectorFolder } from './plugin-folder.ts'
import { pullSuite } from './pull-suite.ts'
import { pushSuite } from './push-suite.ts'
import { seedOf, testClock } from './stand-in.ts'
import { webhookSuite } from './webhook-suite.ts'

/** Declares every test of the contract for one connector; a capability that it does not have is left out. */
export function connectorSuite(folder: ConnectorFolder): void {
  const { connector } = folder
  describe(`connector ${folder.id}`, () => {
    folderSuite(folder, connector)

    test('what it says it is for is what it can do', () => {
      const can: Readonly<Record<(typeof connector.kinds)[number], boolean>> = {
        invoices: connector.pullInvoices !== undefined && connector.toInvoice !== undefined,
        orders: connector.pullOrders !== undefined && connector.toOrder !== undefined,
        customers: connector.pullCustomers !== undefined && connector.toCustomer !== undefined,
        payments: connector.pullPayments !== undefined && connector.toPayment !== undefined,
        statuses: connector.pushInvoiceStatus !== undefined,
        'customer-standing': connector.pushCustomerStanding !== undefined,
        'payment-links': connector.createPaymentLink !== undefined,
        tables: connector.writeTable !== undefined,
        templates: connector.fillTemplate !== undefined,
      }
      expect(connector.kinds.length).toBeGreaterThan(0)
      for (const [kind, able] of Object.entries(can)) expect([kind, able]).toEqual([kind, connector.kinds.some((named) => named === kind)])
      expect(connector.rateLimit.requests).toBeGreaterThan(0)
      expect(connector.rateLimit.perMs).toBeGreaterThan(0)
      expect(connector.docsUrl).toMatch(/^https:\/\//)
    })

    test('the settings of its stand-in pass its own schema', async () => {
      const sandbox = folder.createSandbox(seedOf({}, testClock()))
      const { settings } = await sandbox.start()
      await sandbox.stop()
      expect(settingsSchema(connector.settings).safeParse(settings).error?.issues ?? []).toEqual([])
    })

    drivenSuite(folder)
    pullSuite(folder)
    pushSuite(folder)
    webhookSuite(folder)
  })
}
