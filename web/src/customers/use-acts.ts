// What a person may do with a customer, and the key of each.
import { useCompany } from '../shell/company.ts'
import type { Act } from './customer-types.ts'

export const keyOfAct: Readonly<Record<Act, string>> = {
  message: 'w',
  promise: 'o',
  dispute: 'd',
  instalments: 'r',
  pause: 'p',
  note: 'n',
  merge: 'm',
  link: 'l',
  statement: 's',
}

export function useActs(): readonly Act[] {
  const { can } = useCompany()
  return [
    ...(can('messages.approve') ? (['message'] as const) : []),
    ...(can('customers.follow-up') ? (['promise', 'note', 'dispute', 'link'] as const) : []),
    ...(can('customers.change') ? (['instalments', 'pause', 'merge'] as const) : []),
    'statement',
  ]
}
