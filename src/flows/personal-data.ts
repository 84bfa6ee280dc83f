// What a person may ask of us by law (RODO art. 15 and 17): to see what we hold of him, and to be forgotten; the books stay as they are.
import { appendAudit } from '#store/audit'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { gatherPersonalData, hasOpenItems, pseudonymise } from '#store/personal-data'
import { revokeLinks } from '#store/portal-links'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type Of = { readonly companyId: Id; readonly actor: Actor; readonly customerId: Id }

/** Everything that names the person, as JSON. Failure `customer.not-found`. */
export async function exportPersonalData(shell: Shell, { companyId, actor, customerId }: Of): Promise<Uint8Array> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    await getCustomer(tx, companyId, customerId)
    const found = await gatherPersonalData(tx, companyId, customerId)
    await appendAudit(tx, companyId, at, [auditLine(actor, 'customer.data-exported', customerId)])
    return new TextEncoder().encode(
      JSON.stringify(found, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2),
    )
  })
}

/**
 * Replaces who he is by a pseudonym: name, addresses, contacts, notes, what he said, who paid. Amounts, days, numbers of documents and entries
 * stay, as the law on accounting asks. Failure `customer.still-owes` while an invoice is open, for then the data are still needed.
 */
export async function erasePersonalData(shell: Shell, { companyId, actor, customerId }: Of): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const customer = await getCustomer(tx, companyId, customerId)
    if (await hasOpenItems(tx, companyId, customerId)) throw new Failure('customer.still-owes')
    await revokeLinks(tx, companyId, customerId, at)
    await pseudonymise(tx, companyId, customer.id, at)
    await appendAudit(tx, companyId, at, [auditLine(actor, 'customer.erased', customerId)])
  })
}

const auditLine = (actor: Actor, action: string, customerId: Id) => ({
  actor: writeActor(actor),
  actorName: actor.name,
  action,
  subjectKind: 'customer',
  subjectId: customerId,
})
