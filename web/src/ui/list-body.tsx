// How every list ends: could not be read, is being read, has nothing, or its rows; and the pages behind it, asked for ahead of the reader.
import { useCallback, useMemo } from 'react'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { FailurePlace } from './failure.tsx'
import { SkeletonRows } from './skeleton.tsx'

type Page<Row> = { readonly rows: readonly Row[]; readonly total: number | null }
type Pages<P> = {
  readonly data: { readonly pages: readonly P[] } | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
  readonly refetch: () => Promise<unknown>
}

/** The rows of all pages read so far, and the first page with what stands above the list. */
export function useListPages<Row, P extends Page<Row>>(pages: Pages<P & Page<Row>>) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const rows = useMemo((): readonly Row[] => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return { rows, more, first: data?.pages[0] }
}

type Props<Row> = Omit<DataTableProps<Row>, 'onNearEnd' | 'total'> & {
  readonly pages: Pages<Page<Row>>
  readonly onMore: () => void
  readonly skeleton?: number
}

export function ListBody<Row extends object>({ pages, onMore, skeleton = 14, ...table }: Props<Row>) {
  const first = pages.data?.pages[0]
  if (pages.isError && table.rows.length === 0) return <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
  if (first === undefined) return <SkeletonRows rows={skeleton} />
  return <DataTable {...table} total={first.total} onNearEnd={onMore} />
}
