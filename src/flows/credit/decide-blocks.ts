// What a person decides about blocks: by hand, on a proposal, and back.
import { type AuditLine, appendAudit } from '#store/audit'
import { decideBlock, endBlocks, insertBlock, listStandingBlocks, lockBlock } from '#store/credit/blocks'
import { savePersonBusiness } from '#store/credit/facts'
import { getCreditSettings } from '#store/credit/settings'
import { lockStandings } from '#store/credit/standings'
import { getCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { evaluateCredit } from './evaluate-credit.ts'

type Command = { readonly companyId: Id; readonly actor: Actor }

/** Changes something about one customer's blocks, writes who and why, and judges him anew in the same transaction. */
export async function decideOnCredit(
  shell: Shell,
  command: Command & { readonly customerId: Id },
  work: (tx: Tx, at: Date) => Promise<Pick<AuditLine, 'action' | 'why' | 'change'>>,
): Promise<void> {
  const { companyId, actor, customerId } = command
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await getCustomer(tx, companyId, customerId)
    await lockStandings(tx, companyId, [customerId])
    const line = await work(tx, at)
    await evaluateCredit(tx, shell, { companyId, customerIds: [customerId], cause: line.action, at })
    await appendAudit(tx, companyId, at, [
      { actor: writeActor(actor), actorName: actor.name, subjectKind: 'customer', subjectId: customerId, ...line },
    ])
  })
}

/** Blocks by hand; with four eyes it waits for another person. Failure `block.exists` when one stands already. */
export const blockCustomer = (shell: Shell, command: Command & { readonly customerId: Id; readonly why: string }): Promise<void> =>
  decideOnCredit(shell, command, async (tx, at) => {
    const { companyId, customerId, why } = command
    const known = await listStandingBlocks(tx, companyId, [customerId])
    if (known.some(({ source }) => source === 'manual')) throw new Failure('block.exists')
    const { fourEyes } = await getCreditSettings(tx, companyId)
    const state = fourEyes ? 'proposed' : 'active'
    const createdBy = writeActor(command.actor)
    const { blockId } = await insertBlock(
      tx,
      companyId,
      { customerId, source: 'manual', state, reasons: [], figures: null, why, createdBy },
      at,
    )
    return { action: fourEyes ? 'credit.block-asked' : 'credit.blocked-by-hand', why, change: { blockId } }
  })

/**
 * Says yes or no to a proposed block; a no may be turned into a yes later, and a yes of a person back into a no. Failure `block.not-found`,
 * `block.by-rule` for one that no person has decided, `block.four-eyes` when the one who asked wants to approve.
 */
export async function decideProposedBlock(
  shell: Shell,
  command: Command & { readonly blockId: Id; readonly accept: boolean; readonly why: string | null },
): Promise<void> {
  const { companyId, blockId, accept, why } = command
  const actor = writeActor(command.actor)
  const { customerId } = await inTransaction(shell.database, (tx) => lockBlock(tx, companyId, blockId))
  await decideOnCredit(shell, { ...command, customerId }, async (tx, at) => {
    const block = await lockBlock(tx, companyId, blockId)
    if (block.state === 'active' && block.decidedBy === null) throw new Failure('block.by-rule')
    if (accept && block.source === 'manual' && block.createdBy === actor) throw new Failure('block.four-eyes')
    if (!accept && block.source === 'manual') await endBlocks(tx, companyId, [blockId], { actor, why: why ?? 'refused', figures: null, at })
    else await decideBlock(tx, companyId, blockId, accept ? 'active' : 'refused', actor, at)
    return { action: accept ? 'credit.block-approved' : 'credit.block-refused', why, change: { blockId, was: block.state } }
  })
}

/** Ends a block that was made by hand. Failure `block.not-found`; `block.by-rule`: that one lifts with the payment or by an exception. */
export async function releaseCustomer(shell: Shell, command: Command & { readonly blockId: Id; readonly why: string }): Promise<void> {
  const { companyId, blockId, why } = command
  const { customerId } = await inTransaction(shell.database, (tx) => lockBlock(tx, companyId, blockId))
  await decideOnCredit(shell, { ...command, customerId }, async (tx, at) => {
    const block = await lockBlock(tx, companyId, blockId)
    if (block.source === 'rule') throw new Failure('block.by-rule')
    await endBlocks(tx, companyId, [blockId], { actor: writeActor(command.actor), why, figures: null, at })
    return { action: 'credit.released-by-hand', why, change: { blockId } }
  })
}

/** Says whether the customer is a natural person's business; null leaves it to his name again. */
export const setPersonBusiness = (
  shell: Shell,
  command: Command & { readonly customerId: Id; readonly personBusiness: boolean | null },
): Promise<void> =>
  decideOnCredit(shell, command, async (tx, at) => {
    const { companyId, customerId, personBusiness } = command
    await savePersonBusiness(tx, companyId, customerId, personBusiness, { actor: writeActor(command.actor), at })
    return { action: 'credit.person-business-set', change: { personBusiness } }
  })
