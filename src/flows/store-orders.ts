// Stores orders, offers and deals beside the customers that the house knows; none is made of an order.
import type { OrderRecord } from '#ports/connector'
import type { Tx } from '#store/database'
import { keepOrders, listOrphanOrders, setOrderCustomer } from '#store/orders'
import type { Id } from '#values/id'
import type { Intake } from './intake.ts'
import { findKnownCustomers } from './store-customers.ts'

/** Looked at again with each page, in case their customer has come since. */
const orphansAtOnce = 200

const named = (party: OrderRecord['customer']) => ({ ...party, name: party.name ?? '' })

/** The id of each, in the order given. */
export async function storeOrders(tx: Tx, intake: Intake, records: readonly OrderRecord[]): Promise<readonly Id[]> {
  const { companyId, sourceKey, connectionId, at } = intake
  const customers = await findKnownCustomers(
    tx,
    intake,
    records.map((record) => named(record.customer)),
  )
  const ids = await keepOrders(
    tx,
    companyId,
    { sourceKey, connectionId, at },
    records.map((record, i) => ({ record, customerId: customers[i] ?? null })),
  )
  const orphans = await listOrphanOrders(tx, companyId, sourceKey, orphansAtOnce)
  const found = await findKnownCustomers(
    tx,
    intake,
    orphans.map((orphan) => named(orphan.party)),
  )
  for (const [i, { orderId }] of orphans.entries()) {
    const customerId = found[i] ?? null
    if (customerId !== null) await setOrderCustomer(tx, companyId, orderId, customerId)
  }
  return ids
}
