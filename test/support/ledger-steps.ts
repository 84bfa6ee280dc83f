// Steps of a random history of a small firm: four invoices, a credit note and three payments, whatever is decided of them.
import fc from 'fast-check'
import { restKinds } from '#domain/ledger/keep-plan'
import { claimKinds } from '#domain/ledger/split-plan'

export const invoiceIds = ['A', 'B', 'C', 'D']
export const paymentIds = ['P', 'Q', 'R']
export const credit = 'K'

/** One decision of a person or a fact from outside. */
export type Step =
  | { readonly do: 'allocate'; readonly payment: string; readonly invoice: string; readonly minor: number }
  | { readonly do: 'oldest-first' | 'over'; readonly payment: string }
  | { readonly do: 'undo'; readonly nth: number }
  | { readonly do: 'return'; readonly payment: string; readonly minor: number; readonly days: number }
  | { readonly do: 'change'; readonly invoice: string; readonly minor: number; readonly days: number }
  | { readonly do: 'credit'; readonly invoice: string }
  | { readonly do: 'report'; readonly invoice: string; readonly minor: number }
  | { readonly do: 'write-off'; readonly invoice: string }
  | {
      readonly do: 'split'
      readonly payment: string
      readonly invoice: string
      readonly minor: number
      readonly claim: (typeof claimKinds)[number]
      readonly claimMinor: number
      readonly backMinor: number
    }
  | { readonly do: 'keep'; readonly payment: string; readonly as: (typeof restKinds)[number] }

const minor = fc.integer({ min: 1, max: 120_00 })
const payment = fc.constantFrom(...paymentIds)
const invoice = fc.constantFrom(...invoiceIds)
export const days = fc.integer({ min: 0, max: 20 })
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('allocate' as const), payment, invoice, minor }),
  fc.record({ do: fc.constantFrom('oldest-first' as const, 'over' as const), payment }),
  fc.record({ do: fc.constant('undo' as const), nth: fc.nat(40) }),
  fc.record({ do: fc.constant('return' as const), payment, minor, days }),
  fc.record({ do: fc.constant('change' as const), invoice, minor: fc.integer({ min: 0, max: 150_00 }), days }),
  fc.record({ do: fc.constant('credit' as const), invoice }),
  fc.record({ do: fc.constant('report' as const), invoice, minor: fc.integer({ min: 0, max: 150_00 }) }),
  fc.record({ do: fc.constant('write-off' as const), invoice }),
  fc.record({
    do: fc.constant('split' as const),
    payment,
    invoice,
    minor: fc.integer({ min: 0, max: 60_00 }),
    claim: fc.constantFrom(...claimKinds),
    claimMinor: fc.integer({ min: 0, max: 60_00 }),
    backMinor: fc.integer({ min: 0, max: 60_00 }),
  }),
  fc.record({ do: fc.constant('keep' as const), payment, as: fc.constantFrom(...restKinds) }),
)

export const steps = fc.array(step, { maxLength: 25 }) as fc.Arbitrary<readonly Step[]>
