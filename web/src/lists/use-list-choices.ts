// What the person keeps of a list: its views, the columns of his choice, and the view that it opens with.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { keepListChoices, type ListName, readListChoices } from '#contract/lists'
import type { Input, Output } from '#contract/route'
import { writeId } from '#values/id'
import { call } from '../api-client.ts'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'

export type SavedView = Output<typeof readListChoices>['views'][number]
type Choices = NonNullable<Input<typeof keepListChoices>['body']>
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
  const failure = useFailureWords()
  const { data } = useRead(readListChoices, input)
  /** As chosen here, until the server has taken it and been read again. */
  const [chosen, setChosen] = useState<Choices | null>(null)
  // One after the other, and read back only after the last: an answer to the first would take the second off the screen again.
  const mutationKey = [keepListChoices.id, list]
  const keep = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (body: Choices) => call(keepListChoices, { params: input.params, body }),
    onError: (error) => toast(failure(error).title, { tone: 'bad' }),
    onSettled: async (_, __, body) => {
      if (client.isMutating({ mutationKey }) > 1) return
      await client.invalidateQueries({ queryKey: ['lists'] })
      setChosen((now) => (now === body ? null : now))
    },
  })
  const views = data?.views ?? []
  const view = views.find((each) => writeId('savedView', each.viewId) === search.saved) ?? null
  const choices = chosen ?? { columns: data?.columns ?? null, defaultViewId: data?.defaultViewId ?? null }

  const change = (next: Partial<Choices>) => {
    const body = { ...choices, ...next }
    setChosen(body)
    keep.mutate(body)
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
