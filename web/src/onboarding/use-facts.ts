// What came in so far, read anew while people bring data.
import { readOnboardingFacts } from '#contract/onboarding'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'

export function useFacts() {
  const { params, can } = useCompany()
  return useRead(readOnboardingFacts, { params }, { enabled: can('imports.read'), refetchMs: 5_000, keep: true }).data
}
