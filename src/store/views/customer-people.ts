// People of a customer as his page shows them.
import type { Id } from '#values/id'
import { type CustomerContact, listCustomerContacts } from '../customer-contacts.ts'
import type { Executor } from '../database.ts'

export const listCustomerPeople = (executor: Executor, companyId: Id, customerId: Id): Promise<readonly CustomerContact[]> =>
  listCustomerContacts(executor, companyId, customerId)
