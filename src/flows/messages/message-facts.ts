// Everything a message is made of, gathered before it is written: nothing here is looked up again while writing.
import type { Medium, MessageKind, Tone } from '#domain/dunning/message-kind'
import type { Claim } from '#domain/interest/claim'
import type { RecoveryCompensation } from '#domain/interest/recovery-compensation'
import type { Regime } from '#domain/interest/regime'
import type { Translate } from '#ports/translate'
import type { ConfirmationFacts } from '#store/confirmable-payments'
import type { CustomerTerms } from '#store/customer-terms'
import type { LetterInvoice, OpenItem } from '#store/letter-facts'
import type { LetterSettings } from '#store/letter-settings'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import type { Money } from '#values/money'

export type NoteLine = {
  readonly number: string
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly principal: Money
  readonly basisPoints: number
  readonly amount: Money
}

/** An interest note as it was issued. */
export type NoteFacts = {
  readonly number: string
  readonly issuedOn: Day
  readonly payBy: Day
  readonly regime: Regime['kind']
  readonly lines: readonly NoteLine[]
  readonly compensations: readonly {
    readonly number: string
    readonly euros: Money
    readonly amount: Money
    readonly rateOn: Day
    readonly tenThousandths: bigint
  }[]
  readonly total: Money
}

export type Compensation = Extract<RecoveryCompensation, { kind: 'compensation' }>

export type MessageFacts = {
  readonly company: SendingCompany
  readonly settings: LetterSettings
  readonly logo: { readonly bytes: Uint8Array; readonly contentType: string } | null
  readonly customer: {
    readonly id: Id
    readonly name: string
    readonly taxId: string | null
    readonly address: string | null
    readonly terms: CustomerTerms
  }
  readonly kind: MessageKind
  readonly tone: Tone
  readonly medium: Medium
  readonly language: Language
  readonly today: Day
  /** The day by which a demand asks for payment. */
  readonly payBy: Day
  readonly invoices: readonly LetterInvoice[]
  /** Interest and compensation of demands. */
  readonly claim: Claim | null
  readonly payment: ConfirmationFacts | null
  readonly note: NoteFacts | null
  readonly balance: { readonly on: Day; readonly items: readonly OpenItem[] } | null
  /** The time of the stalest news of payments, as people read it. */
  readonly bankAt: string | null
  readonly pageUrl: string | null
  /** The bureau, only where the gate lets a warning through. */
  readonly big: { readonly name: string; readonly seat: string } | null
  readonly freeText: { readonly subject: string; readonly text: string } | null
  /** What goes along, for the list at the foot of a letter. */
  readonly enclosed: readonly string[]
  readonly translate: Translate
}
