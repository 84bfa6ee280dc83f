// What the team can be told about, by which media, and who hears it while he has chosen nothing.
import type { Role } from '../access/permissions.ts'

/**
 * The facts that each topic's sentence names (an amount comes as `amountMinor` with `currency`, days as `YYYY-MM-DD`):
 * large-payment `payer`, amount, `on` · payment-unplaced the same and `count` days · promise-made, promise-broken `customer`, amount, `on` ·
 * dispute-raised `customer`, `invoice`, `reason` · threshold-crossed `customer`, `detail` · customer-blocked, customer-released `customer`,
 * `reason` · connection-failing `connection`, `why` · consent-expiring `connection`, `on`, `count` days · import-rejects `source`, `count` ·
 * message-bounced `customer`, `address`, `detail` · daily-digest `lines`.
 */
export const alertTopics = [
  'large-payment',
  'payment-unplaced',
  'promise-broken',
  'promise-made',
  'dispute-raised',
  'threshold-crossed',
  'customer-blocked',
  'customer-released',
  'connection-failing',
  'consent-expiring',
  'import-rejects',
  'message-bounced',
  'daily-digest',
] as const
export type AlertTopic = (typeof alertTopics)[number]

export const alertMedia = ['email', 'slack', 'sms', 'telegram'] as const
export type AlertMedium = (typeof alertMedia)[number]

/** Topics about one customer: his salesperson hears them too. */
const ofCustomers: readonly AlertTopic[] = [
  'promise-broken',
  'promise-made',
  'dispute-raised',
  'threshold-crossed',
  'customer-blocked',
  'customer-released',
  'message-bounced',
]
/** Those who mend connections hear these; to everybody else they are noise. */
const ofConnections: readonly AlertTopic[] = ['connection-failing', 'consent-expiring']

/** Topics that a person may be told about at all: those of his role, and those of the team that he is in. */
export const topicsFor = (role: Role, teamTopics: readonly AlertTopic[]): readonly AlertTopic[] => {
  const ofRole = topicsOf(role)
  return alertTopics.filter((topic) => ofRole.includes(topic) || teamTopics.includes(topic))
}

/** A salesperson hears of his own customers alone. */
function topicsOf(role: Role): readonly AlertTopic[] {
  switch (role) {
    case 'owner':
    case 'administrator':
    case 'accounting':
      return alertTopics
    case 'collections':
      return alertTopics.filter((topic) => !ofConnections.includes(topic))
    case 'sales':
      return [...ofCustomers, 'daily-digest']
    case 'viewer':
    case 'auditor':
    case 'integration':
      return []
  }
}

/** Media of a topic while the person has chosen nothing: e-mail for what is his work, silence for the rest. */
export function usualMedia(
  topic: AlertTopic,
  { role, ownsCustomer, teamTopics }: { readonly role: Role; readonly ownsCustomer: boolean; readonly teamTopics: readonly AlertTopic[] },
): readonly AlertMedium[] {
  if (teamTopics.includes(topic)) return ['email']
  if (topic === 'daily-digest' || topic === 'promise-made' || !topicsOf(role).includes(topic)) return []
  if (ofConnections.includes(topic)) return role === 'owner' || role === 'administrator' ? ['email'] : []
  if (ownsCustomer && ofCustomers.includes(topic)) return ['email']
  if (role === 'accounting' || role === 'owner') return ['email']
  return role === 'collections' && ofCustomers.includes(topic) ? ['email'] : []
}

export const isCustomerTopic = (topic: AlertTopic): boolean => ofCustomers.includes(topic)
