// What a person keeps of one list, as its screen reads it.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { findListChoices, type ListChoices, listViews, type SavedView } from '../saved-views.ts'

export type KeptOfList = ListChoices & { readonly views: readonly SavedView[] }

export async function keptOfList(executor: Executor, companyId: Id, userId: string, list: string): Promise<KeptOfList> {
  const [views, choices] = await Promise.all([
    listViews(executor, companyId, list, userId),
    findListChoices(executor, companyId, userId, list),
  ])
  return { views, ...choices }
}
