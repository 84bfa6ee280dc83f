// The figures of the first screen, which the frame shows pieces of too; read once for both.
import { readDashboard } from '#contract/dashboard'
import type { CallInput } from '../api-client.ts'
import { useRead } from '../queries.ts'
import { useCompany } from './company.ts'

const everything = {}

/** `narrowed` to a period of issue, segment, owner or category; the frame asks for everything. */
export function useDashboard(narrowed: CallInput<typeof readDashboard>['query'] = everything) {
  const { params, can } = useCompany()
  return useRead(readDashboard, { params, query: narrowed }, { enabled: can('invoices.read'), refetchMs: 60_000, keep: true })
}
