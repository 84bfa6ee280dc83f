// The preview of a waiting file, read anew with every change of its mapping; the rows of before stay until the new ones are there.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { previewImport } from '#contract/table-mappings'
import type { Id } from '#values/id'
import { call } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'
import type { Mapping } from './mapping-choices.ts'

/** What is wanted: a mapping, a kind to guess for, or what the content looks like. */
export type Wanted = { readonly mapping: Mapping } | { readonly kind: 'statement' | 'invoices' } | null

export function usePreview(importId: Id | null, wanted: Wanted) {
  const { params } = useCompany()
  const asked = useDeferredValue(wanted)
  return useQuery({
    queryKey: ['import-preview', importId, JSON.stringify(asked)],
    queryFn: ({ signal }) => call(previewImport, { params: { ...params, importId: importId ?? '' }, body: asked ?? {} }, signal),
    enabled: importId !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
