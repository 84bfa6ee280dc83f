// Selling to a blocked customer until a day: asked for, approved, ended.
import { getCompany } from '#store/companies'
import {
  insertException,
  listExceptions,
  lockException,
  approveException as storeApprove,
  endException as storeEnd,
} from '#store/credit/exceptions'
import { getCreditSettings } from '#store/credit/settings'
import { inTransaction } from '#store/database'
import { type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { decideOnCredit } from './decide-blocks.ts'

type Command = { readonly companyId: Id; readonly actor: Actor }
type OfException = Command & { readonly exceptionId: Id }

/**
 * Who asks approves it himself, unless four eyes are wanted: then another person must. A later exception takes the place of the one before.
 * Failure `exception.day-past`.
 */
export const grantException = (
  shell: Shell,
  command: Command & { readonly customerId: Id; readonly untilOn: Day; readonly why: string },
): Promise<void> =>
  decideOnCredit(shell, command, async (tx, at) => {
    const { companyId, customerId, untilOn, why } = command
    const today = dayOf(at, (await getCompany(tx, companyId)).timeZone)
    if (untilOn < today) throw new Failure('exception.day-past', { untilOn })
    const { fourEyes } = await getCreditSettings(tx, companyId)
    const createdBy = writeActor(command.actor)
    if (!fourEyes)
      for (const { exceptionId } of await listExceptions(tx, companyId, [customerId], today))
        await storeEnd(tx, companyId, exceptionId, createdBy, at)
    const approvedBy = fourEyes ? null : createdBy
    const exceptionId = await insertException(tx, companyId, { customerId, untilOn, why, createdBy, approvedBy }, at)
    return { action: fourEyes ? 'credit.exception-asked' : 'credit.exception-granted', why, change: { exceptionId, untilOn } }
  })

/** Another person's yes. Failure `exception.not-found`, `exception.four-eyes` for the one who asked, `exception.day-past`. */
export async function approveException(shell: Shell, command: OfException): Promise<void> {
  const { companyId, exceptionId } = command
  const actor = writeActor(command.actor)
  const { customerId } = await inTransaction(shell.database, (tx) => lockException(tx, companyId, exceptionId))
  await decideOnCredit(shell, { ...command, customerId }, async (tx, at) => {
    const exception = await lockException(tx, companyId, exceptionId)
    const today = dayOf(at, (await getCompany(tx, companyId)).timeZone)
    if (exception.untilOn < today) throw new Failure('exception.day-past', { untilOn: exception.untilOn })
    if (exception.createdBy === actor) throw new Failure('exception.four-eyes')
    for (const other of await listExceptions(tx, companyId, [customerId], today))
      if (other.approved && other.exceptionId !== exceptionId) await storeEnd(tx, companyId, other.exceptionId, actor, at)
    await storeApprove(tx, companyId, exceptionId, actor, at)
    return { action: 'credit.exception-approved', change: { exceptionId, untilOn: exception.untilOn } }
  })
}

/** Ends it before its day; the blocks beneath count again at once. Failure `exception.not-found`. */
export async function endException(shell: Shell, command: OfException): Promise<void> {
  const { companyId, exceptionId } = command
  const { customerId } = await inTransaction(shell.database, (tx) => lockException(tx, companyId, exceptionId))
  await decideOnCredit(shell, { ...command, customerId }, async (tx, at) => {
    await lockException(tx, companyId, exceptionId)
    await storeEnd(tx, companyId, exceptionId, writeActor(command.actor), at)
    return { action: 'credit.exception-ended', change: { exceptionId } }
  })
}
