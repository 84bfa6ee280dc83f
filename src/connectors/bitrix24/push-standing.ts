// Shows in the CRM what a customer owes: open and overdue amounts, debt ratio, and whether supply is blocked, as a field and as the company's type.
import type { ConnectorContext, CustomerStanding, PushResult } from '#ports/connector'
import { set } from './api.ts'
import { blockedType, typeChange, typesOf } from './company-type.ts'
import { findCompanies } from './find-companies.ts'
import { companyFields, crmMoney, ensureFields } from './own-fields.ts'

/** Sets all fields each time, so that repeating is harmless; every company with the customer's tax number gets them. */
export async function pushCustomerStanding(context: ConnectorContext, standing: CustomerStanding): Promise<PushResult> {
  const companies = await findCompanies(context, standing.customer)
  const [first] = companies
  if (first === undefined) return { found: false }
  const memory = await ensureFields(context, 'company')
  const wanted = await blockedType(context)
  const types = wanted === null ? new Map() : await typesOf(context, companies)
  for (const id of companies) {
    await set(context, 'crm.item.update', {
      entityTypeId: 4,
      id,
      useOriginalUfNames: 'Y',
      fields: {
        [companyFields.open.name]: crmMoney(standing.openAmount),
        [companyFields.overdue.name]: crmMoney(standing.overdueAmount),
        [companyFields.ratio.name]: standing.debtRatioPercent ?? '',
        [companyFields.since.name]: standing.oldestOverdueOn ?? '',
        [companyFields.blocked.name]: standing.blocked ? 'Y' : 'N',
        ...typeChange(types.get(id), standing.blocked, wanted),
      },
    })
  }
  return { found: true, externalId: String(first), memory }
}
