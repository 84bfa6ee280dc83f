// Merging customers.
import * as contract from '#contract/customer-merges'
import { mergeCustomers, undoMerge } from '#flows/merge-customers'
import type { Shell } from '#flows/shell'
import { findCustomerHead } from '#store/views/customer-detail'
import { listMergesInto, previewMerge, suggestMerges } from '#store/views/customer-merging'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import type { Id } from '#values/id'
import { implement } from './implement.ts'

async function someone(shell: Shell, companyId: Id, customerId: Id) {
  await requireVisibleCustomer(shell.database, companyId, customerId, null)
  return findCustomerHead(shell.database, companyId, customerId)
}

export const customerMergeRoutes = [
  implement(contract.suggestMerges, async ({ shell, company, input }) => {
    const rows = await suggestMerges(shell.database, company.companyId, input.query.customer ?? null)
    return { rows: rows.map((row) => ({ a: row.a, b: row.b, reasons: [...row.reasons] })) }
  }),
  implement(contract.previewMerge, async ({ shell, company, input }) => {
    const { from, into } = input.query
    const { counts, open, taxIdsDiffer } = await previewMerge(shell.database, company.companyId, from, into)
    return {
      from: await someone(shell, company.companyId, from),
      into: await someone(shell, company.companyId, into),
      counts,
      open: [...open],
      taxIdsDiffer,
    }
  }),
  implement(contract.mergeCustomers, async ({ shell, company, actor, input }) => ({
    mergeId: await mergeCustomers(shell, { companyId: company.companyId, actor, ...input.body }),
  })),
  implement(contract.listMerges, async ({ shell, company, input }) => {
    await requireVisibleCustomer(shell.database, company.companyId, input.params.customerId, company.ownerUserId)
    return { rows: [...(await listMergesInto(shell.database, company.companyId, input.params.customerId))] }
  }),
  implement(contract.undoMerge, ({ shell, company, actor, input }) =>
    undoMerge(shell, { companyId: company.companyId, actor, mergeId: input.params.mergeId }),
  ),
]
