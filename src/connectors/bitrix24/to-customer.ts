// Reads one company of the CRM, with its requisites, into a customer of the house.
import * as z from 'zod'
import type { CustomerRecord } from '#ports/invoice-format'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import { parseNip } from '#values/nip'
import { companySchema, requisiteSchema } from './schema.ts'

const recordSchema = z.object({ company: companySchema, requisites: z.array(requisiteSchema) })

/** The first tax number that is one: a NIP with a right check digit before anything else that stands there. */
function taxIdOf(requisites: readonly z.infer<typeof requisiteSchema>[]): string | null {
  const written = requisites
    .flatMap((requisite) => [requisite.RQ_INN, requisite.RQ_VAT_ID])
    .filter((text) => typeof text === 'string' && text.trim() !== '')
  for (const text of written) {
    const nip = parseNip(text ?? '')
    if (nip !== null) return nip
  }
  return written[0]?.replace(/\s/g, '') ?? null
}

/** Our own companies are accepted as null; a company without a title and without a registered name is rejected. */
export function toCustomer(record: unknown): Parsed<CustomerRecord | null> {
  const parsed = recordSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const { company, requisites } = parsed.data
  if (company.isMyCompany === 'Y') return accepted(null)
  const name =
    company.title?.trim() ||
    requisites.map(({ RQ_COMPANY_NAME: registered }) => registered?.trim() ?? '').find((registered) => registered !== '')
  if (name === undefined) return rejected('record.no-name', { id: String(company.id) })
  const contact = (typeId: string): string | undefined => company.fm?.find((entry) => entry.typeId === typeId)?.value?.trim()
  const [taxId, email, phone] = [taxIdOf(requisites), contact('EMAIL'), contact('PHONE')]
  return accepted({
    externalId: String(company.id),
    name,
    ...(taxId === null ? {} : { taxId }),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  })
}

export const companyId = (record: unknown): string | null => {
  const parsed = z.object({ company: z.object({ id: companySchema.shape.id }) }).safeParse(record)
  return parsed.success ? String(parsed.data.company.id) : null
}
