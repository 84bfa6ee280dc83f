// What a customer may object to.

export const disputeReasons = ['no-invoice', 'amount', 'quality', 'delivery', 'already-paid', 'duplicate', 'other'] as const
export type DisputeReason = (typeof disputeReasons)[number]

/** On which way somebody said something. */
export const ways = ['phone', 'email', 'meeting', 'letter', 'page', 'other'] as const
export type Way = (typeof ways)[number]
