// Promises, disputes, instalments and pauses of a customer.
import * as contract from '#contract/agreements'
import { ways } from '#domain/agreements/dispute-reasons'
import { endAgreement, restoreAgreement } from '#flows/end-agreement'
import { type NewAgreement, recordAgreement } from '#flows/record-agreement'
import type { Shell } from '#flows/shell'
import { inTransaction } from '#store/database'
import { type AgreementView, agreementsOf, proofOf } from '#store/views/agreements'
import { readCompany } from '#store/views/company'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { CompanyAccess } from './caller.ts'
import { type CompanyCall, implement } from './implement.ts'

const viewOf = (each: AgreementView) => ({
  ...each,
  invoices: [...each.invoices],
  channel: ways.find((way) => way === each.channel) ?? null,
  hasProof: each.proofFileId !== null,
  recordedBy: each.recordedByName,
  recordedAt: each.createdAt,
  instalments: [...each.standing],
})

export async function agreementViews(shell: Shell, access: CompanyAccess, customerId: Id) {
  const company = await readCompany(shell.database, access.companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  const rows = await agreementsOf(shell.database, access.companyId, customerId, { today, timeZone: company.timeZone })
  return { rows: rows.map(viewOf) }
}

type Of = CompanyCall<typeof contract.listAgreements>['input']['params']

/** Writes it down and answers with all of them. */
async function record(
  call: Pick<CompanyCall<typeof contract.listAgreements>, 'shell' | 'company' | 'actor'> & { readonly input: { readonly params: Of } },
  terms: (about: Pick<NewAgreement, 'companyId' | 'actor' | 'customerId'>) => NewAgreement,
) {
  const { shell, company, actor } = call
  const { customerId } = call.input.params
  await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
  const agreement = terms({ companyId: company.companyId, actor, customerId })
  await inTransaction(shell.database, (tx) => recordAgreement(tx, shell, agreement))
  return agreementViews(shell, company, customerId)
}

/** Refuses one of another customer. */
async function requireOf(shell: Shell, access: CompanyAccess, customerId: Id, holdId: Id): Promise<void> {
  await requireVisibleCustomer(shell.database, access.companyId, customerId, access.ownerUserId)
  const { rows } = await agreementViews(shell, access, customerId)
  if (!rows.some((each) => each.holdId === holdId)) throw new Failure('hold.not-found')
}

export const agreementRoutes = [
  implement(contract.listAgreements, async ({ shell, company, input }) => {
    await requireVisibleCustomer(shell.database, company.companyId, input.params.customerId, company.ownerUserId)
    return agreementViews(shell, company, input.params.customerId)
  }),
  implement(contract.recordPromise, (call) => record(call, (about) => ({ ...about, kind: 'promise', ...call.input.body }))),
  implement(contract.raiseDispute, (call) => record(call, (about) => ({ ...about, kind: 'dispute', ...call.input.body }))),
  implement(contract.agreeInstalments, (call) => record(call, (about) => ({ ...about, kind: 'instalments', ...call.input.body }))),
  implement(contract.pauseCustomer, (call) => {
    const { kind, until, why } = call.input.body
    return record(call, (about) => ({ ...about, kind, until, words: why, invoiceIds: [], byWhom: null, channel: null }))
  }),
  implement(contract.endAgreement, async ({ shell, company, actor, input }) => {
    const { customerId, holdId } = input.params
    await requireOf(shell, company, customerId, holdId)
    await endAgreement(shell, { companyId: company.companyId, actor, holdId, ...input.body })
    return agreementViews(shell, company, customerId)
  }),
  implement(contract.restoreAgreement, async ({ shell, company, actor, input }) => {
    const { customerId, holdId } = input.params
    await requireOf(shell, company, customerId, holdId)
    await restoreAgreement(shell, { companyId: company.companyId, actor, holdId })
    return agreementViews(shell, company, customerId)
  }),
  implement(contract.readProof, async ({ shell, company, input }) => {
    const { customerId, holdId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return proofOf(shell.database, company.companyId, customerId, holdId)
  }),
]
