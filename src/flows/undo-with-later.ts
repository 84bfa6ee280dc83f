// Takes back a decision together with the later ones that hang on it, the latest first; or only says which they are.
import { type EntryKind, livingEntries } from '#domain/ledger/entry'
import { inTransaction, type Tx, withoutTrace } from '#store/database'
import { listEntriesOfGroups } from '#store/entries'
import { Failure, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import type { Shell } from './shell.ts'
import { type Undo, undoGroup } from './undo-allocation.ts'

export type UndoneStep = {
  readonly groupId: Id
  readonly recordedAt: Date
  readonly actor: string
  readonly parts: readonly {
    readonly kind: EntryKind
    readonly invoiceId: Id | null
    readonly paymentId: Id | null
    readonly amount: Money
  }[]
}

/** More hang together than a person can look through. */
const mostSteps = 50

/**
 * What was taken back, in that order, the wanted decision last. With `preview` it is carried out and rolled back: what is shown is what would be.
 * Throws Failure `entry.*` where one of them cannot be taken back, `entry.too-many-later`.
 */
export async function undoWithLater(shell: Shell, command: Undo & { readonly preview: boolean }): Promise<readonly UndoneStep[]> {
  const carryOut = async (tx: Tx): Promise<readonly UndoneStep[]> => {
    const steps: UndoneStep[] = []
    await takeBack(tx, shell, command, steps)
    return steps
  }
  return command.preview ? withoutTrace(shell.database, carryOut) : inTransaction(shell.database, carryOut)
}

async function takeBack(tx: Tx, shell: Shell, command: Undo, steps: UndoneStep[]): Promise<void> {
  while (true) {
    if (steps.length >= mostSteps) throw new Failure('entry.too-many-later', { count: mostSteps })
    const step = await stepOf(tx, command.companyId, command.groupId)
    try {
      await undoGroup(tx, shell, command)
      steps.push(step)
      return
    } catch (error) {
      const latest = await latestStanding(tx, command.companyId, laterGroups(error))
      if (latest === undefined) throw error
      await takeBack(tx, shell, { ...command, groupId: latest }, steps)
    }
  }
}

/** Groups that a refusal names. */
const laterGroups = (error: unknown): readonly Id[] =>
  isFailure(error, 'entry.has-later')
    ? String(error.facts['groups'] ?? '')
        .split(' ')
        .filter((id) => id !== '')
    : []

/** The latest of them that has not been taken back itself; ids bear the time. */
const latestStanding = async (tx: Tx, companyId: Id, groups: readonly Id[]): Promise<Id | undefined> =>
  groups.length === 0
    ? undefined
    : livingEntries(await listEntriesOfGroups(tx, companyId, groups))
        .map((entry) => entry.groupId)
        .sort()
        .at(-1)

async function stepOf(tx: Tx, companyId: Id, groupId: Id): Promise<UndoneStep> {
  const entries = await listEntriesOfGroups(tx, companyId, [groupId])
  const [first] = entries
  if (first === undefined) throw new Failure('entry.not-found')
  return {
    groupId,
    recordedAt: first.recordedAt,
    actor: first.actor,
    parts: entries.map(({ kind, invoiceId, paymentId, amount }) => ({ kind, invoiceId, paymentId, amount })),
  }
}
