// What the person keeps of a list: its views, the columns of his choice, and the view that it opens with.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { keepListChoices, type ListName, readListChoices } from '#contract/lists'
import type { Output } from '#contract/route'
import { writeId } from '#values/id'
import { keyOf, useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'

export type SavedView = Output<typeof readListChoices>['views'][number]
type Search = Readonly<Record<string, string | undefined>>

/** Parameters of the address that are no part of a view. */
const passing = new Set(['open', 'saved'])

/** What of the address a view keeps. */
export const kept = (search: Search): Record<string, string> =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (value === undefined || passing.has(name) ? [] : [[name, value]])))

export function useListChoices(list: ListName, search: Search & { readonly saved?: string | undefined }) {
  const { params } = useCompany()
  const input = { params: { ...params, list } }
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data } = useRead(readListChoices, input)
  const keep = useChange(keepListChoices, ['lists'])
  const views = data?.views ?? []
  const view = views.find((each) => writeId('savedView', each.viewId) === search.saved) ?? null
  const choices = { columns: data?.columns ?? null, defaultViewId: data?.defaultViewId ?? null }

  const change = (next: Partial<typeof choices>) => {
    const body = { ...choices, ...next }
    // The list changes at once; the server is told behind.
    client.setQueryData(
      keyOf(readListChoices, input),
      (before: Output<typeof readListChoices> | undefined) => before && { ...before, ...body },
    )
    keep.mutate({ params: input.params, body })
  }
  const openView = (next: SavedView, replace = false) => {
    if (JSON.stringify(next.settings.columns) !== JSON.stringify(choices.columns)) change({ columns: next.settings.columns })
    void navigate({ to: '.', search: { ...next.settings.search, saved: writeId('savedView', next.viewId) } as never, replace })
  }
  const openFirst = useRef(openView)
  useEffect(() => {
    openFirst.current = openView
  })
  // A list that is opened without saying how opens with the person's own view, once.
  const opened = useRef(Object.keys(search).length > 0)
  const byDefault = data?.views.find((each) => each.viewId === data.defaultViewId)
  useEffect(() => {
    if (data === undefined || opened.current) return
    opened.current = true
    if (byDefault !== undefined) openFirst.current(byDefault, true)
  }, [data, byDefault])

  return {
    views,
    view,
    openView,
    columns: choices.columns,
    filters: data?.filters ?? { segments: [], categories: [], owners: [] },
    defaultViewId: choices.defaultViewId,
    chooseColumns: (columns: readonly string[] | null) => change({ columns: columns === null ? null : [...columns] }),
    openWith: (defaultViewId: SavedView['viewId'] | null) => change({ defaultViewId }),
  }
}

export type ListChoices = ReturnType<typeof useListChoices>
