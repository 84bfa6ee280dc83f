// The figures of the first screen, which the frame shows pieces of too; read once for both.
import { readDashboard } from '#contract/dashboard'
import { useRead } from '../queries.ts'
import { useCompany } from './company.ts'

export function useDashboard() {
  const { params, can } = useCompany()
  return useRead(readDashboard, { params, query: {} }, { enabled: can('invoices.read'), refetchMs: 60_000 })
}
