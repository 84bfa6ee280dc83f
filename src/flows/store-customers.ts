// Finds the customers of incoming records by the source's own id, tax number or name, and makes those that are new.
import { type Keeping, keepingByRule } from '#domain/owners/keeping'
import type { CustomerRecord } from '#ports/invoice-format'
import {
  addCustomerSources,
  type Customer,
  changeCustomer,
  findCustomersAlike,
  findCustomersBySource,
  foldName,
  insertCustomers,
  listCustomers,
  type NewCustomer,
} from '#store/customers'
import type { Tx } from '#store/database'
import { accountLesson, learn, virtualAccountLesson } from '#store/learnt'
import { newId } from '#store/new-id'
import { listOwnerRules } from '#store/owner-rules'
import type { Id } from '#values/id'
import type { Intake } from './intake.ts'

type Known = Pick<Customer, 'id' | 'taxId' | 'email' | 'phone' | 'address' | 'segment'> & { readonly nameFolded: string }

export type StoredCustomers = { readonly ids: readonly Id[]; readonly made: number }

/** Customers known so far, by each thing that may name them. */
class Directory {
  readonly bySource: Map<string, Id>
  readonly #known = new Map<Id, Known>()
  readonly #byTaxId = new Map<string, Id>()
  readonly #byName = new Map<string, Id[]>()

  constructor(bySource: ReadonlyMap<string, Id>) {
    this.bySource = new Map(bySource)
  }

  add(customer: Known): void {
    this.#known.set(customer.id, customer)
    if (customer.taxId !== null && !this.#byTaxId.has(customer.taxId)) this.#byTaxId.set(customer.taxId, customer.id)
    this.#byName.set(customer.nameFolded, [...(this.#byName.get(customer.nameFolded) ?? []), customer.id])
  }

  get(id: Id): Known | undefined {
    return this.#known.get(id)
  }

  /** By the source's id, else by tax number; by name only where the tax numbers do not contradict and one alone fits. */
  find(record: Pick<CustomerRecord, 'externalId' | 'taxId' | 'name'>): Id | undefined {
    const bySource = record.externalId === undefined ? undefined : this.bySource.get(record.externalId)
    if (bySource !== undefined) return bySource
    if (record.taxId !== undefined && this.#byTaxId.has(record.taxId)) return this.#byTaxId.get(record.taxId)
    const named = (this.#byName.get(foldName(record.name)) ?? []).filter(
      (id) => record.taxId === undefined || this.#known.get(id)?.taxId === null,
    )
    return named.length === 1 ? named[0] : undefined
  }
}

/** The customer of each record, in the order given. A known one gets what he lacked (tax number, address, e-mail, segment); nothing is overwritten. */
export async function storeCustomers(tx: Tx, intake: Intake, records: readonly CustomerRecord[]): Promise<StoredCustomers> {
  const { companyId, sourceKey } = intake
  const directory = await openDirectory(tx, intake, records)
  const made: Made[] = []
  const ids = records.map((record) => {
    const id = directory.find(record) ?? newId()
    if (directory.get(id) === undefined) {
      const fresh = {
        id,
        name: record.name.trim(),
        taxId: record.taxId ?? null,
        email: record.email ?? null,
        phone: record.phone ?? null,
        address: record.address ?? null,
        segment: record.segment ?? null,
      }
      made.push(fresh)
      directory.add({ ...fresh, nameFolded: foldName(record.name) })
    }
    if (record.externalId !== undefined) directory.bySource.set(record.externalId, id)
    return id
  })
  await insertOwned(tx, intake, made)
  await addCustomerSources(
    tx,
    companyId,
    sourceKey,
    records.flatMap((record, i) => (record.externalId === undefined ? [] : [{ externalId: record.externalId, customerId: ids[i] ?? '' }])),
  )
  await complete(tx, intake, directory, records, ids)
  return { ids, made: made.length }
}

type Made = NewCustomer & { readonly id: Id; readonly segment: string | null }

/** A new customer has the owner of his segment from the start. */
async function insertOwned(tx: Tx, { companyId, at, owned }: Intake, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return
  const rules = await listOwnerRules(tx, companyId)
  const kept = made.map((customer) => {
    const before: Keeping = { segment: customer.segment, ownerUserId: null, byRule: false }
    return { customerId: customer.id, before, after: keepingByRule(before, rules) }
  })
  const customers = made.map((customer, i) => ({
    ...customer,
    ownerUserId: kept[i]?.after.ownerUserId ?? null,
    ownerByRule: kept[i]?.after.byRule ?? false,
  }))
  await insertCustomers(tx, companyId, customers, at)
  owned.push(...kept.filter(({ after }) => after.byRule))
}

type Named = Pick<CustomerRecord, 'externalId' | 'taxId' | 'name'>

/** The customers that these parties are, without making any; null where nobody is known by it. */
export async function findKnownCustomers(tx: Tx, intake: Intake, parties: readonly Named[]): Promise<readonly (Id | null)[]> {
  if (parties.length === 0) return []
  const directory = await openDirectory(tx, intake, parties)
  return parties.map((party) => directory.find(party) ?? null)
}

async function openDirectory(tx: Tx, { companyId, sourceKey }: Intake, records: readonly Named[]): Promise<Directory> {
  const directory = new Directory(
    await findCustomersBySource(
      tx,
      companyId,
      sourceKey,
      records.flatMap((record) => record.externalId ?? []),
    ),
  )
  const alike = await findCustomersAlike(
    tx,
    companyId,
    records.flatMap((record) => record.taxId ?? []),
    records.map((record) => foldName(record.name)),
  )
  for (const customer of alike) directory.add(customer)
  const others = [...new Set(directory.bySource.values())].filter((id) => directory.get(id) === undefined)
  for (const customer of await listCustomers(tx, companyId, others)) directory.add({ ...customer, nameFolded: foldName(customer.name) })
  return directory
}

async function complete(
  tx: Tx,
  { companyId, sourceKey, at, segments }: Intake,
  directory: Directory,
  records: readonly CustomerRecord[],
  ids: readonly Id[],
): Promise<void> {
  const lessons = records.flatMap((record, i) => {
    const id = ids[i] ?? ''
    return [
      ...(record.accounts ?? []).map((account) => accountLesson(account, id)),
      ...(record.virtualAccount === undefined ? [] : [virtualAccountLesson(record.virtualAccount, id)]),
    ]
  })
  if (lessons.length > 0) await learn(tx, companyId, lessons, `source:${sourceKey}`, at)
  const done = new Set<Id>()
  for (const [i, record] of records.entries()) {
    const known = directory.get(ids[i] ?? '')
    if (known?.segment === null && record.segment !== undefined && !segments.has(known.id)) segments.set(known.id, record.segment)
    if (known === undefined || done.has(known.id)) continue
    const lacked = {
      ...(known.taxId === null && record.taxId !== undefined ? { taxId: record.taxId } : {}),
      ...(known.email === null && record.email !== undefined ? { email: record.email } : {}),
      ...(known.phone === null && record.phone !== undefined ? { phone: record.phone } : {}),
      ...(known.address === null && record.address !== undefined ? { address: record.address } : {}),
    }
    if (Object.keys(lacked).length === 0) continue
    done.add(known.id)
    await changeCustomer(tx, companyId, known.id, lacked)
  }
}
