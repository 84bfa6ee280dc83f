// The methods of the stand-in Bitrix24: filters with prefixes, pages of fifty, batches, and the vendor's errors.
import type { BitrixPortal, Item, ItemType } from './sandbox-portal.ts'

/** An error of the vendor: its code, its text, the HTTP status it comes with. */
export class BitrixError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, description: string, status = 400) {
    super(description)
    this.code = code
    this.status = status
  }
}

export type Params = Readonly<Record<string, unknown>>
export type MethodResult = { readonly result: unknown; readonly total?: number; readonly next?: number }

const perPage = 50
const pattern = /^(>=|<=|!@|!|=|>|<|@|%)?(.+)$/

function compare(prefix: string, actual: unknown, wanted: unknown): boolean {
  const isTime = typeof actual === 'string' && /^\d{4}-\d\d-\d\dT/.test(actual)
  const [a, b] = isTime
    ? [Date.parse(actual), Date.parse(String(wanted))]
    : typeof actual === 'number'
      ? [actual, Number(wanted)]
      : [String(actual ?? ''), String(wanted)]
  const options = (typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted]).map(String)
  switch (prefix) {
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '@':
      return options.includes(String(actual ?? ''))
    case '!@':
      return !options.includes(String(actual ?? ''))
    case '!':
      return a !== b
    case '%':
      return String(actual ?? '')
        .toLowerCase()
        .includes(String(wanted).toLowerCase())
    default:
      return a === b
  }
}

function filtered<R extends Readonly<Record<string, unknown>>>(
  rows: readonly R[],
  filter: unknown,
  known: ReadonlySet<string>,
): readonly R[] {
  const conditions = Object.entries((filter ?? {}) as Params).map(([name, wanted]) => ({
    prefix: pattern.exec(name)?.[1] ?? '=',
    field: pattern.exec(name)?.[2] ?? name,
    wanted,
  }))
  const unknown = conditions.find(({ field }) => !known.has(field))
  if (unknown !== undefined) throw new BitrixError('INVALID_ARG_VALUE', `Invalid filter: field '${unknown.field}' is not allowed in filter`)
  return rows.filter((row) => conditions.every(({ prefix, field, wanted }) => compare(prefix, row[field], wanted)))
}

function paged(
  rows: readonly unknown[],
  start: unknown,
): { readonly rows: readonly unknown[]; readonly total?: number; readonly next?: number } {
  const from = Number(start ?? 0)
  if (from < 0) return { rows: rows.slice(0, perPage) }
  const next = from + perPage < rows.length ? { next: from + perPage } : {}
  return { rows: rows.slice(from, from + perPage), total: rows.length, ...next }
}

const itemFields = new Set([
  'id',
  'title',
  'isMyCompany',
  'originId',
  'originatorId',
  'updatedTime',
  'createdTime',
  'xmlId',
  'accountNumber',
  'stageId',
  'categoryId',
  'companyId',
])
const requisiteFields = new Set(['ID', 'ENTITY_TYPE_ID', 'ENTITY_ID', 'RQ_INN', 'RQ_VAT_ID', 'ACTIVE'])

function store(portal: BitrixPortal, params: Params): { readonly type: ItemType; readonly items: Map<number, Item> } {
  const type = Number(params['entityTypeId'])
  if (type !== 2 && type !== 4 && type !== 7 && type !== 31) throw new BitrixError('NOT_FOUND', 'Smart process not found')
  return { type, items: portal.items[type] }
}

function one(portal: BitrixPortal, params: Params): Item {
  const item = store(portal, params).items.get(Number(params['id']))
  if (item === undefined) throw new BitrixError('NOT_FOUND', 'Element not found')
  return item
}

/** Keeps what the portal knows: own columns and custom fields that exist; an unknown custom field is silently dropped, as by the vendor. */
function checkedFields(portal: BitrixPortal, params: Params, type: ItemType): Params {
  const known = portal.userFields.filter(({ entityId }) => entityId === (type === 4 ? 'CRM_COMPANY' : 'CRM_SMART_INVOICE'))
  const fields = Object.fromEntries(
    Object.entries((params['fields'] ?? {}) as Params).filter(
      ([name]) => !name.startsWith('UF_') || known.some(({ fieldName }) => fieldName === name),
    ),
  )
  for (const { fieldName, userTypeId } of known) {
    const value = fields[fieldName]
    if (userTypeId === 'money' && value !== undefined && value !== '' && !/^-?\d+(\.\d+)?\|[A-Z]{3}$/.test(String(value)))
      throw new BitrixError('CRM_FIELD_ERROR_VALUE_NOT_VALID', `Field ${fieldName} is not valid`)
    if (userTypeId === 'boolean' && value !== undefined && !['Y', 'N', '0', '1', 0, 1].includes(value as string))
      throw new BitrixError('CRM_FIELD_ERROR_VALUE_NOT_VALID', `Field ${fieldName} is not valid`)
  }
  const stage = fields['stageId']
  if (stage !== undefined && !portal.stages.some(({ STATUS_ID: id }) => id === stage))
    throw new BitrixError('CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Field stageId is not valid')
  const companyType = fields['typeId']
  if (companyType !== undefined && companyType !== '' && !portal.companyTypes.some(({ STATUS_ID: id }) => id === companyType))
    throw new BitrixError('CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Field typeId is not valid')
  return fields
}

function addUserField(portal: BitrixPortal, params: Params): MethodResult {
  const field = (params['field'] ?? {}) as Params
  const [entityId, fieldName, userTypeId] = [String(field['entityId']), String(field['fieldName']), String(field['userTypeId'])]
  if (params['moduleId'] !== 'crm' || !['CRM_COMPANY', 'CRM_SMART_INVOICE', 'CRM_DEAL'].includes(entityId))
    throw new BitrixError('INVALID_ARG_VALUE', 'Invalid entityId')
  if (!fieldName.startsWith(`UF_${entityId}_`) || !/^[A-Z0-9_]{1,50}$/.test(fieldName))
    throw new BitrixError('ERROR_CORE', `Invalid field name ${fieldName}`)
  if (portal.userFields.some((known) => known.entityId === entityId && known.fieldName === fieldName))
    throw new BitrixError('ERROR_CORE', `Field ${fieldName} for object ${entityId} already exists.`)
  portal.userFields.push({ entityId, fieldName, userTypeId })
  return { result: { field: { id: String(76 + portal.userFields.length), entityId, fieldName, userTypeId } } }
}

const methods: Readonly<Record<string, (portal: BitrixPortal, params: Params) => MethodResult>> = {
  scope: () => ({ result: ['crm', 'userfieldconfig'] }),
  'crm.item.list': (portal, params) => {
    const { rows, ...rest } = paged(filtered([...store(portal, params).items.values()], params['filter'], itemFields), params['start'])
    return { result: { items: rows }, ...rest }
  },
  'crm.item.get': (portal, params) => ({ result: { item: one(portal, params) } }),
  'crm.item.add': (portal, params) => {
    const { type } = store(portal, params)
    return { result: { item: portal.create(type, checkedFields(portal, params, type)) } }
  },
  'crm.item.update': (portal, params) => {
    const item = one(portal, params)
    portal.update(item, checkedFields(portal, params, store(portal, params).type))
    return { result: { item } }
  },
  'crm.item.fields': (portal, params) => {
    const entityId = store(portal, params).type === 4 ? 'CRM_COMPANY' : 'CRM_SMART_INVOICE'
    const own = portal.userFields
      .filter((field) => field.entityId === entityId)
      .map(({ fieldName, userTypeId }) => [fieldName, { type: userTypeId, upperName: fieldName }])
    return { result: { fields: { title: { type: 'string', upperName: 'TITLE' }, ...Object.fromEntries(own) } } }
  },
  'crm.requisite.list': (portal, params) => {
    const { rows, ...rest } = paged(filtered(portal.requisites, params['filter'], requisiteFields), params['start'])
    return { result: rows, ...rest }
  },
  'crm.category.list': () => ({ result: { categories: [{ id: 2, name: 'Ogólny', sort: 500, entityTypeId: 31, isDefault: 'Y' }] } }),
  'crm.status.list': (portal, params) => ({
    result: filtered([...portal.stages, ...portal.companyTypes], params['filter'], new Set(['ENTITY_ID', 'STATUS_ID'])),
  }),
  'userfieldconfig.add': addUserField,
}

/** `filter[@ENTITY_ID][0]=6&start=0` → nested parameters, as PHP reads them. */
function parseQuery(text: string): Params {
  const root: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[')
    let at = root
    for (const key of path.slice(0, -1)) {
      at[key] ??= {}
      at = at[key] as Record<string, unknown>
    }
    at[path.at(-1) ?? ''] = value
  }
  return root
}

function batch(portal: BitrixPortal, params: Params): MethodResult {
  const commands = Object.entries((params['cmd'] ?? {}) as Readonly<Record<string, string>>)
  if (commands.length > perPage) throw new BitrixError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
  const result: Record<string, unknown> = {}
  const errors: Record<string, unknown> = {}
  for (const [name, command] of commands) {
    const at = command.indexOf('?')
    try {
      result[name] = run(portal, at < 0 ? command : command.slice(0, at), parseQuery(at < 0 ? '' : command.slice(at + 1))).result
    } catch (error) {
      if (!(error instanceof BitrixError)) throw error
      errors[name] = { error: error.code, error_description: error.message }
    }
  }
  const orEmptyList = (value: Record<string, unknown>): unknown => (Object.keys(value).length === 0 ? [] : value)
  return { result: { result: orEmptyList(result), result_error: orEmptyList(errors), result_total: [], result_next: [], result_time: [] } }
}

/** Runs one method; throws BitrixError as the vendor would answer. */
export function run(portal: BitrixPortal, method: string, params: Params): MethodResult {
  if (method === 'batch') return batch(portal, params)
  const found = methods[method]
  if (found === undefined) throw new BitrixError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404)
  return found(portal, params)
}
