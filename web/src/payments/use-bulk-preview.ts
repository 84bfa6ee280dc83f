// Asks what would be accepted together; a read that goes by POST because the chosen payments stand in its body.
import { useQuery } from '@tanstack/react-query'
import type { acceptBulk, previewBulk } from '#contract/bulk-review'
import type { Output } from '#contract/route'

export type Outcome = Output<typeof acceptBulk>['outcomes'][number]

export function useBulkPreview(ask: () => Promise<Output<typeof previewBulk>>, of: readonly string[]) {
  const { data, error, refetch } = useQuery({ queryKey: ['bulk-preview', ...of], queryFn: ask, staleTime: 0, gcTime: 0 })
  return { data, error, again: () => void refetch() }
}
