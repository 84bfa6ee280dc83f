// Orders and offers of a customer.
import * as contract from '#contract/orders'
import { listCustomerOrders } from '#store/views/orders'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { add, type Money } from '#values/money'
import { implement } from './implement.ts'

function sumsOf(amounts: readonly Money[]): Money[] {
  return [...Map.groupBy(amounts, (amount) => amount.currency).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [rest.reduce((sum, each) => add(sum, each), first)],
  )
}

export const orderRoutes = [
  implement(contract.listCustomerOrders, async ({ shell, company, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    const { rows, truncated } = await listCustomerOrders(shell.database, company.companyId, customerId)
    return {
      rows: [...rows],
      open: sumsOf(rows.flatMap((row) => (row.kind === 'order' && row.state === 'open' ? [row.total] : []))),
      truncated,
    }
  }),
]
