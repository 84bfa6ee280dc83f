// Customers: who owes, and by which outside ids the sources know them.
import { type Selectable, sql } from 'kysely'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { foldText } from '#values/plain-text'
import type { Executor } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import { newId } from './new-id.ts'
import type { CustomerSourcesTable, CustomersTable } from './schema/receivables.ts'

export type Customer = {
  readonly id: Id
  readonly name: string
  readonly taxId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly language: Language
  readonly segment: string | null
  readonly ownerUserId: string | null
  /** The owner came by the rule of the segment; nobody chose. */
  readonly ownerByRule: boolean
  readonly createdAt: Date
  /** The customer that this one was merged into; his rows point there. */
  readonly mergedInto: Id | null
}

export type NewCustomer = Pick<Customer, 'name' | 'taxId' | 'email' | 'phone' | 'address'> &
  Partial<Pick<Customer, 'id' | 'segment' | 'ownerUserId' | 'ownerByRule'>>

const columns = {
  company_id: 'uuid',
  customer_id: 'uuid',
  name: 'text',
  name_folded: 'text',
  tax_id: 'text',
  email: 'text',
  phone: 'text',
  address: 'text',
  language: 'text',
  segment: 'text',
  owner_user_id: 'text',
  created_at: 'timestamptz',
  merged_into: 'uuid',
  payment_term_days: 'integer',
  erased_at: 'timestamptz',
  owner_by_rule: 'boolean',
} as const satisfies ColumnTypes & Record<keyof CustomersTable, string>

const sourceColumns = { company_id: 'uuid', source_key: 'text', external_id: 'text', customer_id: 'uuid' } as const satisfies ColumnTypes &
  Record<keyof CustomerSourcesTable, string>

const toCustomer = (row: Selectable<CustomersTable>): Customer => ({
  id: row.customer_id,
  name: row.name,
  taxId: row.tax_id,
  email: row.email,
  phone: row.phone,
  address: row.address,
  language: isLanguage(row.language) ? row.language : 'pl',
  segment: row.segment,
  ownerUserId: row.owner_user_id,
  ownerByRule: row.owner_by_rule,
  createdAt: row.created_at,
  mergedInto: row.merged_into,
})

/** How a name is compared: capitals without diacritics, one blank between words. */
export const foldName = (name: string): string => foldText(name).replace(/\s+/g, ' ').trim()

export async function findCustomer(executor: Executor, companyId: Id, customerId: Id): Promise<Customer | null> {
  const row = await executor
    .selectFrom('customers')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row === undefined ? null : toCustomer(row)
}

/** The customer; throws Failure `customer.not-found`. */
export async function getCustomer(executor: Executor, companyId: Id, customerId: Id): Promise<Customer> {
  const customer = await findCustomer(executor, companyId, customerId)
  if (customer === null) throw new Failure('customer.not-found')
  return customer
}

export const listCustomers = async (executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<Customer[]> =>
  customerIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('customers')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
          .execute()
      ).map(toCustomer)

/** Customers that one source knows by these ids, by that id; merged ones answer with whom they were merged into. */
export async function findCustomersBySource(
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, Id>> {
  if (externalIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('customer_sources as s')
    .innerJoin('customers as c', (join) => join.onRef('c.company_id', '=', 's.company_id').onRef('c.customer_id', '=', 's.customer_id'))
    .select(['s.external_id', 'c.customer_id', 'c.merged_into'])
    .where('s.company_id', '=', companyId)
    .where('s.source_key', '=', sourceKey)
    .where('s.external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.merged_into ?? row.customer_id]))
}

/** Customers with one of these tax numbers or folded names, oldest first, merged ones left out. */
export const findCustomersAlike = async (
  executor: Executor,
  companyId: Id,
  taxIds: readonly string[],
  foldedNames: readonly string[],
): Promise<readonly (Customer & { readonly nameFolded: string })[]> =>
  (
    await executor
      .selectFrom('customers')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('merged_into', 'is', null)
      .where((eb) =>
        eb.or([
          eb('tax_id', '=', sql<string>`any(${[...taxIds]}::text[])`),
          eb('name_folded', '=', sql<string>`any(${[...foldedNames]}::text[])`),
        ]),
      )
      .orderBy('customer_id')
      .execute()
  ).map((row) => ({ ...toCustomer(row), nameFolded: row.name_folded }))

/** Adds customers and answers their ids in the order given. */
export async function insertCustomers(
  executor: Executor,
  companyId: Id,
  customers: readonly NewCustomer[],
  at: Date,
): Promise<readonly Id[]> {
  const ids = customers.map((customer) => customer.id ?? newId())
  await insertMany(
    executor,
    'customers',
    columns,
    customers.map((customer, i) => ({
      company_id: companyId,
      customer_id: ids[i],
      name: customer.name,
      name_folded: foldName(customer.name),
      tax_id: customer.taxId,
      email: customer.email,
      phone: customer.phone,
      address: customer.address,
      language: 'pl',
      segment: customer.segment,
      owner_user_id: customer.ownerUserId,
      owner_by_rule: customer.ownerByRule ?? false,
      created_at: at,
    })),
  )
  return ids
}

/** Notes by which id a source knows a customer; an id that is known already stays with whom it is. */
export const addCustomerSources = (
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  sources: readonly { readonly externalId: string; readonly customerId: Id }[],
): Promise<object[]> =>
  insertMany(
    executor,
    'customer_sources',
    sourceColumns,
    sources.map((source) => ({
      company_id: companyId,
      source_key: sourceKey,
      external_id: source.externalId,
      customer_id: source.customerId,
    })),
    {
      onConflict: sql`on conflict do nothing`,
    },
  )

/** Changes what is named and leaves the rest. Throws Failure `customer.not-found`. */
export async function changeCustomer(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  change: {
    readonly name?: string
    readonly taxId?: string | null
    readonly email?: string | null
    readonly phone?: string | null
    readonly address?: string | null
    readonly language?: Language
    readonly segment?: string | null
    readonly ownerUserId?: string | null
    readonly ownerByRule?: boolean
    readonly paymentTermDays?: number | null
  },
): Promise<void> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name, name_folded: foldName(change.name) }),
    ...(change.taxId === undefined ? {} : { tax_id: change.taxId }),
    ...(change.email === undefined ? {} : { email: change.email }),
    ...(change.phone === undefined ? {} : { phone: change.phone }),
    ...(change.address === undefined ? {} : { address: change.address }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.segment === undefined ? {} : { segment: change.segment }),
    ...(change.ownerUserId === undefined ? {} : { owner_user_id: change.ownerUserId }),
    ...(change.ownerByRule === undefined ? {} : { owner_by_rule: change.ownerByRule }),
    ...(change.paymentTermDays === undefined ? {} : { payment_term_days: change.paymentTermDays }),
  }
  if (Object.keys(set).length === 0) return
  const result = await executor
    .updateTable('customers')
    .set(set)
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new Failure('customer.not-found')
}

/** The person who looks after a customer; null when there is none. */
export async function findCustomerOwner(executor: Executor, companyId: Id, customerId: Id): Promise<string | null> {
  const row = await executor
    .selectFrom('customers')
    .select('owner_user_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row?.owner_user_id ?? null
}
