// Keeps what people choose of lists: views by name, columns, and the view a list opens with. What is shared with others stands in the audit log.
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import {
  deleteView,
  findView,
  insertView,
  type ListChoices,
  listViews,
  replaceView,
  type SavedView,
  keepListChoices as storeChoices,
  type ViewSettings,
} from '#store/saved-views'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type Person = { readonly companyId: Id; readonly actor: Actor; readonly userId: string }

const audited = (tx: Tx, { companyId, actor }: Person, at: Date, action: string, view: SavedView): Promise<unknown> =>
  appendAudit(tx, companyId, at, [
    {
      actor: writeActor(actor),
      actorName: actor.name,
      action,
      subjectKind: 'view',
      subjectId: view.viewId,
      change: { list: view.list, name: view.name },
    },
  ])

export function saveView(
  shell: Shell,
  command: Person & { readonly list: string; readonly name: string; readonly shared: boolean; readonly settings: ViewSettings },
): Promise<SavedView> {
  const at = shell.clock.now()
  const { companyId, userId, list, name, shared, settings } = command
  return inTransaction(shell.database, async (tx) => {
    const view = await insertView(tx, companyId, { list, name, shared, settings, ownerUserId: userId }, at)
    if (shared) await audited(tx, command, at, 'view.shared', view)
    return view
  })
}

/** Another's view is none of his to change, shared or not: to him it is not there. */
async function ownView(tx: Tx, { companyId, userId }: Person, viewId: Id): Promise<SavedView> {
  const view = await findView(tx, companyId, viewId)
  if (view === null || view.ownerUserId !== userId) throw new Failure('view.not-found')
  return view
}

/** Throws Failure `view.not-found`. */
export function changeView(
  shell: Shell,
  command: Person & {
    readonly viewId: Id
    readonly change: { readonly name?: string; readonly shared?: boolean; readonly settings?: ViewSettings }
  },
): Promise<SavedView> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const before = await ownView(tx, command, command.viewId)
    const after = { ...before, ...command.change }
    await replaceView(tx, command.companyId, after, at)
    if (before.shared !== after.shared) await audited(tx, command, at, after.shared ? 'view.shared' : 'view.unshared', after)
    return after
  })
}

/** Throws Failure `view.not-found`. */
export function removeView(shell: Shell, command: Person & { readonly viewId: Id }): Promise<void> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const view = await ownView(tx, command, command.viewId)
    await deleteView(tx, command.companyId, view.viewId)
    if (view.shared) await audited(tx, command, at, 'view.removed', view)
  })
}

/** Throws Failure `view.not-found` for a view to open with that the person does not see. */
export function keepListChoices(shell: Shell, command: Person & { readonly list: string; readonly choices: ListChoices }): Promise<void> {
  const { companyId, userId, list, choices } = command
  return inTransaction(shell.database, async (tx) => {
    const { defaultViewId } = choices
    if (defaultViewId !== null && !(await listViews(tx, companyId, list, userId)).some((view) => view.viewId === defaultViewId))
      throw new Failure('view.not-found')
    await storeChoices(tx, companyId, userId, list, choices)
  })
}
