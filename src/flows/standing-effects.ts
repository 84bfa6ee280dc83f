// What a CRM is to be told of customers, as wishes for the outbox.
import type { RepeatedEffect } from '#store/outbox'
import type { Id } from '#values/id'

const standingKey = (connectionId: Id, customerId: Id): string => `standing:${connectionId}:${customerId}`

/** One wish for each connection that shows standings and each customer. */
export const standingEffects = (connectionIds: readonly Id[], customerIds: readonly Id[]): readonly RepeatedEffect[] =>
  connectionIds.flatMap((connectionId) =>
    customerIds.map(
      (customerId): RepeatedEffect => ({
        kind: 'customer-standing',
        key: standingKey(connectionId, customerId),
        connectionId,
        customerId,
        invoiceId: null,
      }),
    ),
  )
