// Judges the credit of customers anew: their level, their blocks, and who is to hear of what changed.
import { exceptionHolds, isBlocked } from '#domain/credit/block-set'
import { creditLevel, type LevelDecision } from '#domain/credit/credit-level'
import { looksLikePerson } from '#domain/credit/person-business'
import { ruleBlockStep } from '#domain/credit/rule-block'
import { type Block, endBlocks, insertBlock, listStandingBlocks } from '#store/credit/blocks'
import { type CreditException, listExceptions } from '#store/credit/exceptions'
import { type CreditStanding, lockStandings, saveStandings } from '#store/credit/standings'
import type { Tx } from '#store/database'
import type { Id } from '#values/id'
import { system, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { type CreditFacts, type CreditFrame, creditFacts, creditFrame, keptFigures } from './credit-facts.ts'
import type { CreditTurn } from './credit-turn.ts'
import { tellOfCredit } from './tell-of-credit.ts'

const customersAtOnce = 200
const nothing: LevelDecision = { level: 'clear', reasons: [] }

/**
 * Within the transaction that changed something. Each customer is locked before his figures are read, so that of two changes at once the
 * second one judges what both have left. Says how many were blocked and released.
 */
export async function evaluateCredit(
  tx: Tx,
  shell: Shell,
  command: { readonly companyId: Id; readonly customerIds: readonly Id[]; readonly cause: string; readonly at: Date },
): Promise<{ readonly blocked: number; readonly released: number }> {
  const frame = await creditFrame(tx, command.companyId, command.at)
  const ids = [...new Set(command.customerIds)].sort()
  const counts = { blocked: 0, released: 0 }
  for (let from = 0; from < ids.length; from += customersAtOnce) {
    const turns = await evaluateSome(tx, frame, ids.slice(from, from + customersAtOnce), command.at)
    await tellOfCredit(tx, shell, frame, turns, { cause: command.cause, at: command.at })
    counts.blocked += turns.filter(({ before, after }) => !before.blocked && after.blocked).length
    counts.released += turns.filter(({ before, after }) => before.blocked && !after.blocked).length
  }
  return counts
}

async function evaluateSome(tx: Tx, frame: CreditFrame, ids: readonly Id[], at: Date): Promise<readonly CreditTurn[]> {
  const standings = await lockStandings(tx, frame.companyId, ids)
  const blocks = await listStandingBlocks(tx, frame.companyId, ids)
  const exceptions = await listExceptions(tx, frame.companyId, ids, frame.today)
  const turns: CreditTurn[] = []
  for (const facts of await creditFacts(tx, frame, ids)) {
    const { customerId } = facts.customer
    const before = standings.get(customerId)
    if (before === undefined) continue
    turns.push(
      await turn(tx, frame, facts, {
        before,
        blocks: blocks.filter((block) => block.customerId === customerId),
        exceptions: exceptions.filter((exception) => exception.customerId === customerId),
        at,
      }),
    )
  }
  await saveStandings(
    tx,
    frame.companyId,
    turns.map(({ after }) => after),
  )
  return turns
}

async function turn(
  tx: Tx,
  frame: CreditFrame,
  facts: CreditFacts,
  of: {
    readonly before: CreditStanding
    readonly blocks: readonly Block[]
    readonly exceptions: readonly CreditException[]
    readonly at: Date
  },
): Promise<CreditTurn> {
  const { companyId, settings, today } = frame
  const { before, exceptions, at } = of
  const { customerId, personBusiness, name } = facts.customer
  const decided = settings.active ? creditLevel(facts, facts.lines, before) : nothing
  const figures = keptFigures(facts, frame.base)
  const known = of.blocks.find(({ source }) => source === 'rule') ?? null
  const person = personBusiness ?? looksLikePerson(name)
  const step = ruleBlockStep({ level: decided.level, known: known?.state ?? null, person })
  const actor = writeActor(system)
  const made =
    step === 'propose' || step === 'block'
      ? await insertBlock(
          tx,
          companyId,
          {
            customerId,
            source: 'rule',
            state: step === 'propose' ? 'proposed' : 'active',
            reasons: decided.reasons,
            figures,
            why: null,
            createdBy: actor,
          },
          at,
        )
      : null
  const ended = step === 'end' && known !== null ? [known] : []
  await endBlocks(
    tx,
    companyId,
    ended.map(({ blockId }) => blockId),
    { actor, why: settings.active ? 'below-lines' : 'rules-off', figures, at },
  )
  const blocks = [...of.blocks.filter((block) => !ended.includes(block)), ...(made === null ? [] : [made])]
  const blocked = isBlocked({ blocks, exceptions }, today)
  return {
    facts,
    before,
    after: {
      customerId,
      level: decided.level,
      reasons: decided.reasons,
      risk: facts.risk,
      basisPoints: facts.ratio.basisPoints,
      lack: facts.ratio.lack,
      figures,
      blocked,
      blockedSince: blocked ? (before.blockedSince ?? at) : null,
      evaluatedAt: at,
    },
    proposed: made?.state === 'proposed' ? made : null,
    started: made?.state === 'active' && !exceptions.some((each) => exceptionHolds(each, today)) ? made : null,
    ended,
    byHand: blocks.find(({ source, state }) => source === 'manual' && state === 'active')?.why ?? null,
  }
}
