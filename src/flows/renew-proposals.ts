// A person placed money: where another payment was proposed for the same invoice and no longer fits, the company is matched anew.
import { overtakenInvoices } from '#domain/ledger/overtaken'
import { findProposalsFor } from '#store/matches'
import { numbersOf } from '#store/views/payment-detail'
import type { Id } from '#values/id'
import { enqueueJob } from './enqueue-job.ts'
import type { Shell } from './shell.ts'

/** Call it after the change is written; what is proposed meanwhile says itself that it is overtaken. All is decided anew, as one payment bears on the others; nothing is posted. */
export async function renewProposals(shell: Shell, companyId: Id, invoiceIds: readonly Id[]): Promise<void> {
  const proposals = await findProposalsFor(shell.database, companyId, [...new Set(invoiceIds)])
  const wanted = proposals.flatMap(({ allocations }) => allocations)
  const invoices = await numbersOf(
    shell.database,
    companyId,
    wanted.map(({ invoiceId }) => invoiceId),
  )
  if (overtakenInvoices(wanted, invoices).length > 0) await enqueueJob(shell, { companyId, job: 'match', trigger: 'decision' })
}
