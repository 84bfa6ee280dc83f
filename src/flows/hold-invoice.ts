// A dispute, a promise or a pause of one invoice: reminders about it wait until it ends.
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { inTransaction } from '#store/database'
import { listEntriesOfInvoices } from '#store/entries'
import { getInvoice } from '#store/invoices'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Actor } from './actor.ts'
import { recordAgreement } from './record-agreement.ts'
import type { Shell } from './shell.ts'

type HoldInvoice = {
  readonly companyId: Id
  readonly actor: Actor
  readonly invoiceId: Id
  readonly kind: 'dispute' | 'promise' | 'pause'
  readonly why: string
  readonly until: Day | null
}

/** A promise is of what is open. Throws Failure `invoice.not-found`, `promise.day-missing`, `promise.day-past`, `promise.amount-missing`. */
export async function holdInvoice(shell: Shell, { companyId, actor, invoiceId, kind, why, until }: HoldInvoice): Promise<Id> {
  return inTransaction(shell.database, async (tx) => {
    const { customerId, total } = await getInvoice(tx, companyId, invoiceId)
    const about = { companyId, actor, customerId, invoiceIds: [invoiceId], words: why, byWhom: null, channel: null }
    if (kind === 'dispute') return first(await recordAgreement(tx, shell, { ...about, kind, reason: 'other', amount: null }))
    if (kind === 'pause') return first(await recordAgreement(tx, shell, { ...about, kind, until }))
    if (until === null) throw new Failure('promise.day-missing')
    const { open } = invoiceSums(await listEntriesOfInvoices(tx, companyId, [invoiceId]), total.currency)
    return first(await recordAgreement(tx, shell, { ...about, kind, amount: open, promisedOn: until }))
  })
}

const first = (holdIds: readonly Id[]): Id => holdIds[0] ?? ''
