// The fields that the house keeps in the CRM; those that are missing are made once a day at most.
import type { ConnectorContext, Cursor } from '#ports/connector'
import { dayOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'
import { add, read } from './api.ts'
import { fieldsSchema, parse } from './schema.ts'

type OwnField = {
  readonly name: string
  readonly type: 'money' | 'double' | 'boolean' | 'date' | 'string'
  readonly label: { readonly pl: string; readonly en: string }
}

/** Names begin with the identifier of their object, as the vendor's rule for codes has it; at most fifty letters. */
export const companyFields = {
  open: { name: 'UF_CRM_COMPANY_SKARBNIK_OPEN', type: 'money', label: { pl: 'Do zapłaty', en: 'Open amount' } },
  overdue: { name: 'UF_CRM_COMPANY_SKARBNIK_OVERDUE', type: 'money', label: { pl: 'Zaległość', en: 'Overdue amount' } },
  ratio: { name: 'UF_CRM_COMPANY_SKARBNIK_DEBT_RATIO', type: 'double', label: { pl: 'Wskaźnik zadłużenia %', en: 'Debt ratio %' } },
  since: { name: 'UF_CRM_COMPANY_SKARBNIK_SINCE', type: 'date', label: { pl: 'Najstarsza zaległość od', en: 'Oldest overdue since' } },
  blocked: { name: 'UF_CRM_COMPANY_SKARBNIK_BLOCKED', type: 'boolean', label: { pl: 'Sprzedaż wstrzymana', en: 'Supply blocked' } },
  typeBefore: {
    name: 'UF_CRM_COMPANY_SKARBNIK_TYPE_BEFORE',
    type: 'string',
    label: { pl: 'Typ firmy przed wstrzymaniem', en: 'Company type before the block' },
  },
} as const satisfies Record<string, OwnField>

export const invoiceFields = {
  open: { name: 'UF_CRM_SMART_INVOICE_SKARBNIK_OPEN', type: 'money', label: { pl: 'Do zapłaty', en: 'Open amount' } },
  settled: { name: 'UF_CRM_SMART_INVOICE_SKARBNIK_SETTLED', type: 'money', label: { pl: 'Zapłacono', en: 'Settled' } },
} as const satisfies Record<string, OwnField>

const targets = {
  company: { entityTypeId: 4, entityId: 'CRM_COMPANY', fields: Object.values<OwnField>(companyFields) },
  invoice: { entityTypeId: 31, entityId: 'CRM_SMART_INVOICE', fields: Object.values<OwnField>(invoiceFields) },
} as const

/** `730.00|PLN`, as the vendor writes money. */
export const crmMoney = (amount: Money): string => `${formatDecimal(amount)}|${amount.currency}`

/** Makes what is missing and returns the memory that says so; asked again on another day, because a person may delete a field. */
export async function ensureFields(context: ConnectorContext, target: keyof typeof targets): Promise<Cursor> {
  const today = dayOf(context.clock.now(), context.timeZone)
  const key = `${target}FieldsOn`
  if (context.memory[key] === today) return context.memory
  const { entityTypeId, entityId, fields } = targets[target]
  const known = parse(
    fieldsSchema,
    (await read(context, 'crm.item.fields', { entityTypeId, useOriginalUfNames: 'Y' })).result,
    'crm.item.fields',
  ).fields
  const names = new Set(Object.entries(known).flatMap(([name, { upperName }]) => [name, upperName ?? name]))
  for (const field of fields.filter(({ name }) => !names.has(name))) {
    await add(context, 'userfieldconfig.add', {
      moduleId: 'crm',
      field: {
        entityId,
        fieldName: field.name,
        userTypeId: field.type,
        xmlId: field.name.replace('UF_CRM_', ''),
        multiple: 'N',
        mandatory: 'N',
        showFilter: 'Y',
        editFormLabel: field.label,
      },
    })
  }
  return { ...context.memory, [key]: today }
}
