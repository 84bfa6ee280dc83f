// Finds the companies of the CRM that are a customer of the house.
import { type Access, read, readAll } from './api.ts'
import { companySchema, itemsSchema, parse, requisiteSchema } from './schema.ts'

const companyType = 4
const mostOfOneNip = 10

/** A tax number in the forms in which people type it. */
const nipForms = (taxId: string): readonly string[] => {
  const digits = taxId.replace(/\D/g, '')
  if (digits.length !== 10 || !/^(PL)?[\d\s-]+$/i.test(taxId)) return [taxId]
  const [a, b, c, d] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)]
  return [
    digits,
    `PL${digits}`,
    `PL ${digits}`,
    `${a}-${b}-${c}-${d}`,
    `${a}-${digits.slice(3, 5)}-${digits.slice(5, 7)}-${digits.slice(7)}`,
  ]
}

const idOf = (record: unknown): number | null => companySchema.pick({ id: true }).safeParse(record).data?.id ?? null

/**
 * The companies of the CRM that are this customer: by tax number in their requisites (as people write it), else by our own origin mark,
 * else by the exact title where only one has it. Several with one tax number are all the same legal person.
 */
export async function findCompanies(
  access: Access,
  customer: { readonly externalId: string | null; readonly name: string; readonly taxId: string | null },
): Promise<readonly number[]> {
  const company = { entityTypeId: companyType, select: ['id', 'title'], order: { id: 'ASC' } }
  const byTax = customer.taxId === null || customer.taxId === '' ? [] : nipForms(customer.taxId)
  const requisite = (field: string): Record<string, unknown> => ({
    filter: { '=ENTITY_TYPE_ID': companyType, [`@${field}`]: byTax },
    select: ['ID', 'ENTITY_ID'],
    order: { ID: 'ASC' },
  })
  if (byTax.length > 0) {
    const found = await readAll(access, {
      inn: ['crm.requisite.list', requisite('RQ_INN')],
      vat: ['crm.requisite.list', requisite('RQ_VAT_ID')],
    })
    const ids = [...(Array.isArray(found.inn) ? found.inn : []), ...(Array.isArray(found.vat) ? found.vat : [])].map(
      (row) => requisiteSchema.pick({ ENTITY_ID: true }).safeParse(row).data?.ENTITY_ID,
    )
    const unique = [...new Set(ids.filter((found) => found !== undefined))]
    if (unique.length > 0) return existing(access, unique.slice(0, mostOfOneNip))
  }
  const found = await readAll(access, {
    origin: ['crm.item.list', { ...company, filter: { '=originatorId': 'skarbnik', '=originId': customer.externalId ?? '—' } }],
    title: ['crm.item.list', { ...company, filter: { '=title': customer.name, '=isMyCompany': 'N' } }],
  })
  const ids = (result: unknown): readonly number[] =>
    parse(itemsSchema, result, 'crm.item.list')
      .items.map(idOf)
      .filter((one) => one !== null)
  const [byOrigin, byTitle] = [customer.externalId === null ? [] : ids(found.origin), ids(found.title)]
  if (byOrigin.length > 0) return byOrigin.slice(0, 1)
  const [only] = byTitle
  return only === undefined || byTitle.length > 1 || (byTax.length > 0 && (await hasTaxNumber(access, only))) ? [] : [only]
}

/** A namesake with a tax number of its own is somebody else: the one looked for was not found under his. */
async function hasTaxNumber(access: Access, company: number): Promise<boolean> {
  const answer = await read(access, 'crm.requisite.list', {
    filter: { '=ENTITY_TYPE_ID': companyType, '@ENTITY_ID': [company] },
    select: ['ID', 'ENTITY_ID', 'RQ_INN', 'RQ_VAT_ID'],
    order: { ID: 'ASC' },
    start: 0,
  })
  const rows = Array.isArray(answer.result) ? answer.result.map((row) => requisiteSchema.safeParse(row).data) : []
  return rows.some((row) => (row?.RQ_INN ?? '') !== '' || (row?.RQ_VAT_ID ?? '') !== '')
}

/** Requisites may outlive their company, and our own companies are no customers. */
async function existing(access: Access, ids: readonly number[]): Promise<readonly number[]> {
  const answer = await read(access, 'crm.item.list', {
    entityTypeId: companyType,
    select: ['id'],
    filter: { '@id': ids, '=isMyCompany': 'N' },
    order: { id: 'ASC' },
    start: 0,
  })
  return parse(itemsSchema, answer.result, 'crm.item.list')
    .items.map(idOf)
    .filter((found) => found !== null)
}
