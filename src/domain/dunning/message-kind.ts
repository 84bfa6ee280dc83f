// What the house can say to a customer, in which tone, and on which way.

export const messageKinds = [
  'payment-confirmation',
  'notice-before-due',
  'reminder',
  'demand',
  'pre-court-demand',
  'interest-note',
  'balance-confirmation',
  'statement',
  'free-text',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** From the mildest; the order is the order of the ladder. */
export const tones = ['friendly', 'neutral', 'firm', 'final'] as const
export type Tone = (typeof tones)[number]

export const media = ['email', 'sms', 'letter'] as const
export type Medium = (typeof media)[number]
