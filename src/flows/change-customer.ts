// Changes a customer's contacts, language, segment, owner or days to pay; forgets what was learnt of a payer.
import { appendAudit } from '#store/audit'
import { getCustomer, changeCustomer as storeChange } from '#store/customers'
import { inTransaction } from '#store/database'
import { forgetLearnt as storeForget } from '#store/learnt'
import { getMember } from '#store/members'
import { listOwnerRules } from '#store/owner-rules'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { type Actor, system, writeActor } from './actor.ts'
import { followOwnerRules, noteKeepings } from './follow-owner-rules.ts'
import type { Shell } from './shell.ts'

export type ContactChange = {
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly language?: Language | undefined
  readonly segment?: string | null | undefined
  readonly ownerUserId?: string | null | undefined
  readonly paymentTermDays?: number | null | undefined
}

/** Throws Failure `customer.not-found`, `person.not-found` for an owner who is no member. */
export async function changeCustomer(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly customerId: Id; readonly change: ContactChange },
): Promise<void> {
  const { companyId, actor, customerId, change } = command
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const before = await getCustomer(tx, companyId, customerId)
    // A form sends what it shows: an owner who stands there already was not chosen by whoever changed the telephone.
    const isChosen = change.ownerUserId !== undefined && change.ownerUserId !== before.ownerUserId
    if (isChosen && typeof change.ownerUserId === 'string') await getMember(tx, companyId, change.ownerUserId)
    await storeChange(tx, companyId, customerId, { ...given(change), ...(isChosen ? { ownerByRule: false } : {}) })
    const isMoved = change.segment !== undefined && change.segment !== before.segment && !isChosen
    const which = { customerIds: [customerId], ownerUserId: null }
    const owned = isMoved ? await followOwnerRules(tx, companyId, which, await listOwnerRules(tx, companyId)) : []
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'customer.changed',
        subjectKind: 'customer',
        subjectId: customerId,
        change: withoutPersonal(given(change)),
      },
    ])
    await noteKeepings(tx, { companyId, actor: system, at: now, action: 'customer.owned-by-rule' }, owned)
  })
}

/** How a person is reached stands in no audit line: he may ask to be forgotten, the log forgets nothing. */
const withoutPersonal = ({ email, phone, ...rest }: ContactChange): object => ({
  ...rest,
  ...(email === undefined ? {} : { email: email !== null }),
  ...(phone === undefined ? {} : { phone: phone !== null }),
})

/** Throws Failure `learnt.not-found`. */
export async function forgetLearnt(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly learntId: Id },
): Promise<void> {
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    if (!(await storeForget(tx, command.companyId, command.learntId, now))) throw new Failure('learnt.not-found')
    await appendAudit(tx, command.companyId, now, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'learnt.forgotten',
        subjectKind: 'learnt',
        subjectId: command.learntId,
      },
    ])
  })
}
