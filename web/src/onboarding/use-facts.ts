// What came in so far, read anew while people bring data.
import { readOnboardingFacts } from '#contract/onboarding'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'

/** `undefined` while they come, null for who may not read them. */
export function useFacts() {
  const { params, can } = useCompany()
  const { data, isLoading } = useRead(readOnboardingFacts, { params }, { enabled: can('imports.read'), refetchMs: 5_000, keep: true })
  return isLoading ? undefined : (data ?? null)
}
