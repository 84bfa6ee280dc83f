// Views of lists that people have saved, and the columns each has chosen.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'

export type ViewSettings = { readonly search: Readonly<Record<string, string>>; readonly columns: readonly string[] | null }
export type SavedView = {
  readonly viewId: Id
  readonly list: string
  readonly name: string
  readonly ownerUserId: string
  readonly shared: boolean
  readonly settings: ViewSettings
}

type Row = { view_id: Id; list: string; name: string; owner_user_id: string; shared: boolean; settings: object }
const columns = ['view_id', 'list', 'name', 'owner_user_id', 'shared', 'settings'] as const

const toView = (row: Row): SavedView => ({
  viewId: row.view_id,
  list: row.list,
  name: row.name,
  ownerUserId: row.owner_user_id,
  shared: row.shared,
  settings: row.settings as ViewSettings,
})

/** The person's own and those shared with the company, by name. */
export async function listViews(executor: Executor, companyId: Id, list: string, userId: string): Promise<SavedView[]> {
  const rows = await executor
    .selectFrom('saved_views')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('list', '=', list)
    .where((eb) => eb.or([eb('owner_user_id', '=', userId), eb('shared', '=', true)]))
    .orderBy('name')
    .orderBy('view_id')
    .execute()
  return rows.map(toView)
}

export async function findView(executor: Executor, companyId: Id, viewId: Id): Promise<SavedView | null> {
  const row = await executor
    .selectFrom('saved_views')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('view_id', '=', viewId)
    .executeTakeFirst()
  return row === undefined ? null : toView(row)
}

export async function insertView(executor: Executor, companyId: Id, view: Omit<SavedView, 'viewId'>, at: Date): Promise<SavedView> {
  const viewId = newId()
  await executor
    .insertInto('saved_views')
    .values({
      company_id: companyId,
      view_id: viewId,
      list: view.list,
      name: view.name,
      owner_user_id: view.ownerUserId,
      shared: view.shared,
      settings: safeJson(view.settings),
      created_at: at,
      changed_at: at,
    })
    .execute()
  return { ...view, viewId }
}

export async function replaceView(executor: Executor, companyId: Id, view: SavedView, at: Date): Promise<void> {
  await executor
    .updateTable('saved_views')
    .set({ name: view.name, shared: view.shared, settings: safeJson(view.settings), changed_at: at })
    .where('company_id', '=', companyId)
    .where('view_id', '=', view.viewId)
    .execute()
}

/** Lists that opened with it open as they are again. */
export async function deleteView(executor: Executor, companyId: Id, viewId: Id): Promise<void> {
  await executor
    .updateTable('list_choices')
    .set({ default_view_id: null })
    .where('company_id', '=', companyId)
    .where('default_view_id', '=', viewId)
    .execute()
  await executor.deleteFrom('saved_views').where('company_id', '=', companyId).where('view_id', '=', viewId).execute()
}

export type ListChoices = { readonly columns: readonly string[] | null; readonly defaultViewId: Id | null }

export async function findListChoices(executor: Executor, companyId: Id, userId: string, list: string): Promise<ListChoices> {
  const row = await executor
    .selectFrom('list_choices')
    .select(['columns', 'default_view_id'])
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('list', '=', list)
    .executeTakeFirst()
  return { columns: row?.columns ?? null, defaultViewId: row?.default_view_id ?? null }
}

export async function keepListChoices(
  executor: Executor,
  companyId: Id,
  userId: string,
  list: string,
  choices: ListChoices,
): Promise<void> {
  const told = { columns: choices.columns === null ? null : [...choices.columns], default_view_id: choices.defaultViewId }
  await executor
    .insertInto('list_choices')
    .values({ company_id: companyId, user_id: userId, list, ...told })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id', 'list']).doUpdateSet(told))
    .execute()
}
