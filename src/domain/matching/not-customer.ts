// Money that is no customer's payment: own transfers, gateway payouts, refunds, tax, loans, interest, cash.
import { foldText } from '#values/plain-text'
import { type Book, bareAccount } from './book.ts'
import { gatewayNames, institutionNames, notCustomerTitles } from './lexicon.ts'
import { readingScore } from './number-reading.ts'
import type { Payer } from './payer.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence, MatchKind, PaymentFacts } from './types.ts'

/** `weight` raises the odds that the payment settles nothing; `never` says that it is not posted whatever else fits. */
export type Stranger = {
  readonly kind: MatchKind
  readonly weight: number
  readonly never: boolean
  readonly because: string
  readonly facts: Evidence['facts']
  readonly evidence: Evidence
}

function stranger(kind: MatchKind, weight: number, never: boolean, because: string, facts: Evidence['facts'] = {}): Stranger {
  return { kind, weight, never, because, facts, evidence: { kind: 'not-a-customer', weight: -weight, because, facts } }
}

/** A number of the register written in full speaks against every such reading of the words. */
const namesInvoice = (title: TitleReading): boolean =>
  title.hard.some((each) => each.kind !== 'order') ||
  title.readings.some((reading) => reading.letters !== 'other' && reading.role === 'free' && readingScore(reading) >= 7)

/** What the words, the payer and the accounts say against a customer's payment; null when nothing does. */
export function notCustomer(book: Book, payment: PaymentFacts, title: TitleReading, payers: readonly Payer[]): Stranger | null {
  const name = foldText(payment.payerName ?? '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
  const { own } = book.settings
  if (
    payment.payerAccount !== undefined &&
    own.accounts.some((account) => bareAccount(account) === bareAccount(payment.payerAccount ?? ''))
  ) {
    return stranger('own-transfer', 9, true, 'not-a-customer.own-account')
  }
  if (
    name !== '' &&
    own.names.some(
      (each) =>
        foldText(each)
          .replace(/[^A-Z0-9]+/g, ' ')
          .trim() === name,
    )
  )
    return stranger('own-transfer', 7, true, 'not-a-customer.own-name', { name })
  const known = (payers[0]?.weight ?? 0) >= 4
  const named = namesInvoice(title)
  if (payment.source === 'bank' && gatewayNames.test(name) && !known) {
    return stranger('payout', named ? 3 : 8, !named, 'not-a-customer.gateway', { name: payment.payerName ?? '' })
  }
  const text = title.title.text.replace(/\s+/g, ' ')
  const words = notCustomerTitles.find((each) => each.title.test(text))
  if (words !== undefined) {
    const always = words.kind === 'refund' || words.kind === 'own-transfer'
    const weight = named && known && !always ? 1 : words.blocks ? 7 : named ? 1 : 5
    return stranger(words.kind, weight, always || (words.blocks && !(named && known)), `not-a-customer.${words.kind}`, {
      words: words.title.exec(text)?.[0].trim() ?? '',
    })
  }
  if (!known && institutionNames.test(name))
    return stranger('unrelated', named ? 1 : 5, false, 'not-a-customer.institution', { name: payment.payerName ?? '' })
  return null
}
