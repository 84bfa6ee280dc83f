// Agreements with a customer as a person reads them: invoices by number, instalments as they stand, people by name.
import { instalmentStanding, type StandingRow } from '#domain/agreements/instalment-standing'
import { addDays, type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Agreement, getAgreement, listAgreements } from '../agreements.ts'
import { listMoneyIn } from '../customer-money.ts'
import type { Executor } from '../database.ts'
import { getFile, type StoredFile } from '../files.ts'
import { findPeople } from '../people.ts'

export type AgreementView = Agreement & {
  readonly invoices: readonly { readonly invoiceId: Id; readonly number: string }[]
  readonly recordedByName: string | null
  readonly standing: readonly StandingRow[]
}

/** `person:usr_…` → `usr_…`; null for the system and tokens. */
export const personOf = (actor: string): string | null => (actor.startsWith('person:') ? actor.slice('person:'.length) : null)

/** Everything that was agreed, the latest first. */
export async function agreementsOf(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  when: { readonly today: Day; readonly timeZone: string },
): Promise<readonly AgreementView[]> {
  const agreements = await listAgreements(executor, companyId, customerId)
  const ids = [...new Set(agreements.flatMap((each) => each.invoiceIds ?? []))]
  const numbers = ids.length === 0 ? [] : await numbersOf(executor, companyId, ids)
  const people = await findPeople(
    executor,
    agreements.flatMap((each) => personOf(each.createdBy) ?? []),
  )
  const plans = agreements.filter((each) => each.kind === 'instalments')
  const since = plans.map((each) => dayOf(each.createdAt, when.timeZone)).sort()[0]
  const moneys = since === undefined ? [] : await listMoneyIn(executor, companyId, customerId, since)
  return agreements.map((each) => ({
    ...each,
    invoices: (each.invoiceIds ?? []).map((invoiceId) => ({
      invoiceId,
      number: numbers.find((row) => row.invoice_id === invoiceId)?.number ?? '',
    })),
    recordedByName: people.get(personOf(each.createdBy) ?? '')?.name ?? null,
    standing:
      each.kind !== 'instalments'
        ? []
        : instalmentStanding(
            { recordedOn: dayOf(each.createdAt, when.timeZone), rows: each.instalments, invoiceIds: each.invoiceIds },
            moneys,
            addDays(when.today, -1),
          ).rows,
  }))
}

const numbersOf = (executor: Executor, companyId: Id, invoiceIds: readonly Id[]) =>
  executor
    .selectFrom('invoices')
    .select(['invoice_id', 'number'])
    .where('company_id', '=', companyId)
    .where('invoice_id', 'in', [...invoiceIds])
    .execute()

/** What the customer sent with his answer. Failure `hold.not-found`, `file.not-found`; also where it is another customer's. */
export async function proofOf(executor: Executor, companyId: Id, customerId: Id, holdId: Id): Promise<StoredFile> {
  const agreement = await getAgreement(executor, companyId, holdId)
  if (agreement.customerId !== customerId || agreement.proofFileId === null) throw new Failure('file.not-found')
  return getFile(executor, companyId, agreement.proofFileId)
}
