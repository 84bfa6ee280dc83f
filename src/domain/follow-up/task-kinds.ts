// What a person can be asked to do; each kind has its sentence in words/tasks.json.
export const taskKinds = [
  'own',
  'mention',
  'promise-broken',
  'promise-partly',
  'instalments-broken',
  'promise-again',
  'claims-paid',
  'claims-paid-amount',
  'dispute-raised',
  'address-bounced',
  'message-undelivered',
  'address-complaint',
  'address-unsubscribed',
  'address-wrong-person',
  'customer-replied',
  'dunning-call',
  'dunning-decision',
  'dunning-no-address',
  'dunning-address-suppressed',
] as const
export type TaskKind = (typeof taskKinds)[number]
