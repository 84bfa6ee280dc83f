// People of a customer: added, changed, taken away and brought back.
import type { ContactRole } from '#domain/customers/contact-roles'
import { appendAudit } from '#store/audit'
import { insertContact, updateContact } from '#store/customer-contacts'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { given } from '#values/given'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

export type ContactFields = {
  readonly name: string
  readonly role: ContactRole
  readonly email: string | null
  readonly phone: string | null
  readonly language: Language | null
}

/** Failure `customer.not-found`. */
export async function addContact(
  shell: Shell,
  { companyId, actor, customerId, fields }: { companyId: Id; actor: Actor; customerId: Id; fields: ContactFields },
): Promise<Id> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    await getCustomer(tx, companyId, customerId)
    const contactId = await insertContact(tx, companyId, { customerId, ...fields }, at)
    await appendAudit(tx, companyId, at, [auditLine(actor, 'contact.added', customerId, { contactId })])
    return contactId
  })
}

type ContactChange = { readonly [Field in keyof ContactFields]?: ContactFields[Field] | undefined } & {
  readonly removed?: boolean | undefined
}

/** Failure `contact.not-found`. What a contact is called or where he is reached stands in no audit line: it may have to be forgotten. */
export async function changeContact(
  shell: Shell,
  {
    companyId,
    actor,
    customerId,
    contactId,
    change,
  }: { companyId: Id; actor: Actor; customerId: Id; contactId: Id; change: ContactChange },
): Promise<void> {
  const at = shell.clock.now()
  const { removed, ...fields } = change
  await inTransaction(shell.database, async (tx) => {
    await updateContact(
      tx,
      companyId,
      { customerId, contactId },
      {
        ...given(fields),
        ...(removed === undefined ? {} : { removedAt: removed ? at : null }),
      },
    )
    const action = removed === undefined ? 'contact.changed' : removed ? 'contact.removed' : 'contact.restored'
    await appendAudit(tx, companyId, at, [auditLine(actor, action, customerId, { contactId, fields: Object.keys(given(fields)) })])
  })
}

const auditLine = (actor: Actor, action: string, customerId: Id, change: object) => ({
  actor: writeActor(actor),
  actorName: actor.name,
  action,
  subjectKind: 'customer',
  subjectId: customerId,
  change,
})
