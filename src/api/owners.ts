// Owners of segments, and many customers changed at once.
import * as contract from '#contract/owners'
import { changeCustomers, undoCustomerChange } from '#flows/change-customers'
import { chooseOwner } from '#flows/choose-owner'
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { type CustomerFilter, listCustomerIds } from '#store/views/customer-list'
import { listOwnedSegments } from '#store/views/owner-rules'
import { membersOf } from '#store/views/people'
import { dayOf } from '#values/day'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { implement } from './implement.ts'

/** Everybody whom the list shows by this filter. */
async function idsOf(shell: Shell, companyId: Id, filter: CustomerFilter): Promise<readonly Id[]> {
  const company = await readCompany(shell.database, companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  return listCustomerIds(shell.database, companyId, { filter, currency: company.baseCurrency, today })
}

export const ownerRoutes = [
  implement(contract.readOwners, async ({ shell, company }) => {
    const [segments, people] = await Promise.all([
      listOwnedSegments(shell.database, company.companyId),
      membersOf(shell.database, company.companyId),
    ])
    return { segments: [...segments], people: people.map(({ userId, name }) => ({ userId, name })) }
  }),
  implement(contract.chooseOwner, ({ shell, company, actor, input }) =>
    chooseOwner(shell, { companyId: company.companyId, actor, ...input.body }),
  ),
  implement(contract.changeCustomers, async ({ shell, company, actor, input }) => {
    const { companyId, ownerUserId } = company
    const { which, change } = input.body
    const customerIds = 'customerIds' in which ? which.customerIds : await idsOf(shell, companyId, { ...which.filter, ownerUserId })
    return changeCustomers(shell, { companyId, actor, ownerUserId, customerIds, change: given(change) })
  }),
  implement(contract.undoCustomerChange, ({ shell, company, actor, input }) =>
    undoCustomerChange(shell, { companyId: company.companyId, actor, ownerUserId: company.ownerUserId, changeId: input.params.changeId }),
  ),
]
