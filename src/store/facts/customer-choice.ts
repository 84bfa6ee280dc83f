// Narrows rows that name a customer to one customer or one segment.
import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#values/id'

export type CustomerChoice = { readonly customerId?: Id | null; readonly segment?: string | null }

/** A condition on a column of customers' ids, `i.customer_id`. */
export const chosenCustomer = (companyId: Id, choice: CustomerChoice, column: string): RawBuilder<boolean> =>
  sql<boolean>`${choice.customerId == null ? sql`true` : sql`${sql.ref(column)} = ${choice.customerId}`}
    and ${
      choice.segment == null
        ? sql`true`
        : sql`exists (select 1 from customers chosen where chosen.company_id = ${companyId} and chosen.customer_id = ${sql.ref(column)}
            and lower(chosen.segment) = lower(${choice.segment}))`
    }`
