// The type of a company in the CRM while supply is blocked, and the one it gets back: a company has no stage, its type is what people filter by.
import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { read } from './api.ts'
import { companyFields } from './own-fields.ts'
import { companyTypeSchema, namedStatusesSchema, parse, parseItems } from './schema.ts'

/** The code of the chosen type; null when the person chose none. Throws `misconfigured` for a type that the portal does not have. */
export async function blockedType(context: ConnectorContext): Promise<string | null> {
  const wanted = String(context.settings['blockedType'] ?? '').trim()
  if (wanted === '') return null
  const answer = await read(context, 'crm.status.list', { filter: { ENTITY_ID: 'COMPANY_TYPE' }, order: { SORT: 'ASC' } })
  const same = (text: string | null | undefined): boolean => text?.trim().toLowerCase() === wanted.toLowerCase()
  const found = parse(namedStatusesSchema, answer.result, 'crm.status.list').find(({ STATUS_ID, NAME }) => same(STATUS_ID) || same(NAME))
  if (found === undefined) throw new ConnectorFailure('misconfigured', { reason: 'no-such-type', type: wanted })
  return found.STATUS_ID
}

export type TypeNow = { readonly id: number; readonly type: string; readonly before: string }

export async function typesOf(context: ConnectorContext, companies: readonly number[]): Promise<ReadonlyMap<number, TypeNow>> {
  const answer = await read(context, 'crm.item.list', {
    entityTypeId: 4,
    select: ['id', 'typeId', companyFields.typeBefore.name],
    filter: { '@id': companies },
    order: { id: 'ASC' },
    start: 0,
    useOriginalUfNames: 'Y',
  })
  const items = parseItems(companyTypeSchema, answer.result, 'crm.item.list')
  return new Map(
    items.map((item) => [item.id, { id: item.id, type: item.typeId ?? '', before: item[companyFields.typeBefore.name] ?? '' }]),
  )
}

/** What to set; nothing when the type is as it should be, so that repeating changes nothing and a type that people chose is not lost. */
export function typeChange(now: TypeNow | undefined, blocked: boolean, wanted: string | null): Readonly<Record<string, string>> {
  if (now === undefined || wanted === null) return {}
  if (blocked) return now.type === wanted ? {} : { typeId: wanted, [companyFields.typeBefore.name]: now.type }
  return now.type === wanted ? { typeId: now.before, [companyFields.typeBefore.name]: '' } : {}
}
