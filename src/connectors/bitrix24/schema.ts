// The shapes of Bitrix24 items that the house reads; numbers come as numbers or as texts.
import * as z from 'zod'
import { ConnectorFailure } from '#ports/connector-failure'

const id = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)])
const text = z.string().nullish()
const list = <T extends z.ZodType>(item: T) => z.array(item)

export const itemsSchema = z.object({ items: list(z.unknown()) })
export const companySchema = z.object({
  id,
  title: text,
  isMyCompany: text,
  originId: text,
  originatorId: text,
  updatedTime: text,
  fm: list(z.object({ typeId: z.string(), value: text })).nullish(),
})
export const requisiteSchema = z.object({ ENTITY_ID: id, RQ_INN: text, RQ_VAT_ID: text, RQ_COMPANY_NAME: text })
export const orderSchema = z.object({
  id,
  title: text,
  stageId: text,
  closed: text,
  companyId: id.nullish(),
  opportunity: z.union([z.number(), z.string()]).nullish(),
  currencyId: text,
  createdTime: z.string(),
  closedate: text,
  quoteNumber: text,
})
export const invoiceSchema = z.object({
  id,
  stageId: text,
  categoryId: id.nullish(),
  xmlId: text,
  accountNumber: text,
  companyId: id.nullish(),
})
export const categoriesSchema = z.object({ categories: list(z.object({ id, isDefault: z.string() })) })
export const statusesSchema = list(z.object({ STATUS_ID: z.string(), SEMANTICS: text, SORT: z.union([z.string(), z.number()]) }))
export const namedStatusesSchema = list(z.object({ STATUS_ID: z.string(), NAME: text }))
export const companyTypeSchema = z.object({ id, typeId: text, UF_CRM_COMPANY_SKARBNIK_TYPE_BEFORE: text })
export const fieldsSchema = z.object({ fields: z.record(z.string(), z.object({ upperName: z.string().nullish() })) })
export const addedSchema = z.object({ item: z.object({ id }) })

/** Parses or throws `invalid-response` with the place of the first difference. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, method: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', method, field: issue?.path.join('.') ?? '' })
}

export const parseItems = <T>(schema: z.ZodType<T>, result: unknown, method: string): readonly T[] =>
  parse(itemsSchema, result, method).items.map((item) => parse(schema, item, method))
