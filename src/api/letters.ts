// Notes, demands and messages of one customer.
import * as contract from '#contract/letters'
import { changeCustomerTerms } from '#flows/change-letter-settings'
import { issueNote, issuePaper } from '#flows/issue-document'
import { cancelDocument, postDocument, unpostDocument } from '#flows/post-document'
import { draftOfNote, readCustomerLetters, readDocumentFile, readOwnDocument } from '#flows/read-letters'
import { previewLetter, sendLetter } from '#flows/send-letter'
import type { Shell } from '#flows/shell'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { EUR } from '#values/currency'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { previewView } from './letter-previews.ts'

async function seen({ database }: Shell, access: CompanyAccess, customerId: Id): Promise<void> {
  await requireVisibleCustomer(database, access.companyId, customerId, access.ownerUserId)
}

async function lettersOf(shell: Shell, access: CompanyAccess, customerId: Id) {
  await seen(shell, access, customerId)
  return readCustomerLetters(shell, access.companyId, customerId)
}

async function ownDocument(shell: Shell, access: CompanyAccess, params: { readonly customerId: Id; readonly documentId: Id }) {
  await seen(shell, access, params.customerId)
  return readOwnDocument(shell, access.companyId, params)
}

export const letterRoutes = [
  implement(contract.readCustomerLetters, ({ shell, company, input }) => lettersOf(shell, company, input.params.customerId)),
  implement(contract.saveTerms, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await seen(shell, company, customerId)
    const { regime, basisPoints, ...rest } = input.body
    const kept =
      regime === 'contractual' ? { kind: regime, basisPoints: basisPoints ?? 0, cappedByLaw: rest.debtor === 'consumer' } : { kind: regime }
    await changeCustomerTerms(shell, { companyId: company.companyId, actor, customerId, terms: { ...rest, regime: kept } })
    return lettersOf(shell, company, customerId)
  }),
  implement(contract.draftNote, async ({ shell, company, input }) => {
    const { customerId } = input.params
    await seen(shell, company, customerId)
    const draft = await draftOfNote(shell, company.companyId, { customerId, ...input.body })
    const of = (minor: bigint) => money(minor, draft.total.currency)
    return {
      lines: draft.lines.map(({ invoiceId: _ofTheBook, ...line }) => ({ ...line, principal: of(line.principal), amount: of(line.amount) })),
      compensations: draft.compensations.map(({ number, euros, amount, rateOn }) => ({
        number,
        euros: money(euros, EUR),
        amount: of(amount),
        rateOn,
      })),
      total: draft.total,
    }
  }),
  implement(contract.issueNote, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await seen(shell, company, customerId)
    const documentId = await issueNote(shell, { companyId: company.companyId, actor, customerId, ...input.body })
    return { ...(await lettersOf(shell, company, customerId)), documentId }
  }),
  implement(contract.issuePaper, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await seen(shell, company, customerId)
    const documentId = await issuePaper(shell, { companyId: company.companyId, actor, customerId, ...input.body })
    return { ...(await lettersOf(shell, company, customerId)), documentId }
  }),
  implement(contract.changeDocument, async ({ shell, company, actor, input }) => {
    const { customerId, documentId } = input.params
    await ownDocument(shell, company, input.params)
    const command = { companyId: company.companyId, actor, documentId }
    if (input.body.act === 'post') await postDocument(shell, command)
    else if (input.body.act === 'unpost') await unpostDocument(shell, command)
    else await cancelDocument(shell, { ...command, why: input.body.why ?? '' })
    return lettersOf(shell, company, customerId)
  }),
  implement(contract.readDocumentFile, async ({ shell, company, input }) => {
    await seen(shell, company, input.params.customerId)
    return readDocumentFile(shell, company.companyId, input.params)
  }),
  implement(contract.previewLetter, async ({ shell, company, input }) => {
    const { customerId } = input.params
    await seen(shell, company, customerId)
    return previewView(await previewLetter(shell, { companyId: company.companyId, customerId, ...input.body }))
  }),
  implement(contract.sendLetter, async ({ shell, company, actor, input, doors }) => {
    const { customerId } = input.params
    const { documentId } = input.body
    await seen(shell, company, customerId)
    if (documentId !== null) await ownDocument(shell, company, { customerId, documentId })
    await sendLetter(shell, { companyId: company.companyId, customerId, actor, ...input.body })
    await doors.enqueueJob({ companyId: company.companyId, job: 'deliver', trigger: 'person' })
    return lettersOf(shell, company, customerId)
  }),
]
