// Credit after a merge of customers: blocks by hand move with their rows, the rules judge the survivor by what he owes now.
import { endBlocks, listStandingBlocks } from '#store/credit/blocks'
import { forgetHistory } from '#store/credit/settings'
import type { Tx } from '#store/database'
import type { Id } from '#values/id'
import { system, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { evaluateCredit } from './evaluate-credit.ts'

/** The rule's block of the one who goes: the survivor gets one of his own where he is over his lines. */
export async function endRuleBlock(tx: Tx, companyId: Id, customerId: Id, at: Date): Promise<void> {
  const blocks = (await listStandingBlocks(tx, companyId, [customerId])).filter(({ source }) => source === 'rule')
  const ids = blocks.map(({ blockId }) => blockId)
  await endBlocks(tx, companyId, ids, { actor: writeActor(system), why: 'merged', figures: null, at })
}

/** The days kept of both are of two customers that are one now, or of one that are two: they are counted again with the next round. */
export async function judgeAnew(
  tx: Tx,
  shell: Shell,
  who: { readonly companyId: Id; readonly customerIds: readonly Id[]; readonly cause: string; readonly at: Date },
): Promise<void> {
  await evaluateCredit(tx, shell, who)
  await forgetHistory(tx, who.companyId)
}
