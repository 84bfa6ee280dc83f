// Keeps the smart invoice of the CRM true: its stage and the amounts; makes it when the invoice was issued elsewhere.
import type { ConnectorContext, Cursor, InvoiceStatusChange, PushResult } from '#ports/connector'
import { formatDecimal } from '#values/decimal'
import { add, read, readAll, set } from './api.ts'
import { findCompanies } from './find-companies.ts'
import { crmMoney, ensureFields, invoiceFields } from './own-fields.ts'
import { addedSchema, categoriesSchema, invoiceSchema, parse, parseItems } from './schema.ts'
import { stageFor, stagesOf } from './stages.ts'

const invoiceType = 31
type Found = { readonly id: number; readonly stageId: string | null; readonly categoryId: number | null; readonly ours: boolean }

/** The mark by which an invoice that the house has made is known again. */
const markOf = (change: InvoiceStatusChange): string => `skarbnik:${change.externalId}`

async function findInvoice(context: ConnectorContext, change: InvoiceStatusChange): Promise<Found | null> {
  const list = (filter: Readonly<Record<string, unknown>>): readonly [string, Readonly<Record<string, unknown>>] => [
    'crm.item.list',
    { entityTypeId: invoiceType, select: ['id', 'stageId', 'categoryId', 'xmlId', 'accountNumber'], order: { id: 'ASC' }, filter },
  ]
  const found = await readAll(
    context,
    change.fromHere
      ? { mark: list({ '=id': change.externalId }), number: list({ '=id': change.externalId }) }
      : { mark: list({ '=xmlId': markOf(change) }), number: list({ '=accountNumber': change.number }) },
  )
  const marked = parseItems(invoiceSchema, found.mark, 'crm.item.list')
  const numbered = parseItems(invoiceSchema, found.number, 'crm.item.list')
  // A number that several have says nothing; the mark is ours alone.
  const item = marked[0] ?? (numbered.length === 1 ? numbered[0] : undefined)
  return item === undefined
    ? null
    : { id: item.id, stageId: item.stageId ?? null, categoryId: item.categoryId ?? null, ours: item.xmlId === markOf(change) }
}

async function defaultCategory(context: ConnectorContext): Promise<number> {
  const { categories } = parse(
    categoriesSchema,
    (await read(context, 'crm.category.list', { entityTypeId: invoiceType })).result,
    'crm.category.list',
  )
  return (categories.find(({ isDefault }) => isDefault === 'Y') ?? categories[0])?.id ?? 0
}

const amounts = (change: InvoiceStatusChange): Readonly<Record<string, unknown>> => ({
  [invoiceFields.open.name]: crmMoney(change.open),
  [invoiceFields.settled.name]: crmMoney(change.settled),
})

/** What only an invoice made by us gets: elsewhere its author's values stand. */
const ownFields = (change: InvoiceStatusChange): Readonly<Record<string, unknown>> => ({
  opportunity: Number(formatDecimal(change.total)),
  isManualOpportunity: 'Y',
  currencyId: change.total.currency,
  ...(change.dueOn === null ? {} : { closedate: change.dueOn }),
})

async function create(context: ConnectorContext, change: InvoiceStatusChange, memory: Cursor): Promise<PushResult> {
  const categoryId = await defaultCategory(context)
  const { stages, memory: next } = await stagesOf(context, categoryId, memory)
  const [company] = await findCompanies(context, change.customer)
  const stageId = stageFor(change.status, null, stages)
  const answer = await add(context, 'crm.item.add', {
    entityTypeId: invoiceType,
    useOriginalUfNames: 'Y',
    fields: {
      title: change.number,
      accountNumber: change.number,
      xmlId: markOf(change),
      categoryId,
      ...(stageId === null ? {} : { stageId }),
      ...(company === undefined ? {} : { companyId: company }),
      ...ownFields(change),
      ...amounts(change),
    },
  })
  return { found: true, externalId: String(parse(addedSchema, answer.result, 'crm.item.add').item.id), memory: next }
}

/** The whole truth each time; an add whose answer was lost is found by its mark when it is tried again. */
export async function pushInvoiceStatus(context: ConnectorContext, change: InvoiceStatusChange): Promise<PushResult> {
  const invoice = await findInvoice(context, change)
  if (invoice === null && (change.fromHere || context.settings['createInvoices'] === false)) return { found: false }
  const withFields = await ensureFields(context, 'invoice')
  if (invoice === null) return create(context, change, withFields)
  const { stages, memory } = await stagesOf(context, invoice.categoryId ?? (await defaultCategory(context)), withFields)
  const stageId = stageFor(change.status, invoice.stageId, stages)
  await set(context, 'crm.item.update', {
    entityTypeId: invoiceType,
    id: invoice.id,
    useOriginalUfNames: 'Y',
    fields: { ...amounts(change), ...(stageId === null ? {} : { stageId }), ...(invoice.ours ? ownFields(change) : {}) },
  })
  return { found: true, externalId: String(invoice.id), memory }
}
