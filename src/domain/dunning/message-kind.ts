// What a message to a customer can be, how it sounds and how it travels.

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

/** From the softest to the hardest: the order decides which step speaks for several invoices. */
export const tones = ['friendly', 'neutral', 'firm', 'final'] as const
export type Tone = (typeof tones)[number]

export const media = ['email', 'sms', 'letter'] as const
export type Medium = (typeof media)[number]

/** Kinds that a policy's step may send. */
export const stepKinds = [
  'notice-before-due',
  'reminder',
  'demand',
  'pre-court-demand',
  'statement',
] as const satisfies readonly MessageKind[]
export type StepKind = (typeof stepKinds)[number]

/** Kinds of the legal stage: where the company asks for four eyes, their author does not approve them. */
export const isLegal = (kind: MessageKind): boolean => kind === 'demand' || kind === 'pre-court-demand'
