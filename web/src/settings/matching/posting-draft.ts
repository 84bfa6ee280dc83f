// What stands in the fields of the posting form, and what they mean once they are numbers.
import type { changeMatching, overpaymentChoices, postableKinds } from '#contract/matching'
import type { Input } from '#contract/route'
import { currency as currencyOf, minorDigits, PLN } from '#values/currency'
import type { Language } from '#values/language'
import { formatNumber } from '../../ui/format.ts'
import { parseAmount } from '../../ui/parse-amount.ts'
import type { Matching } from './matching-types.ts'

type Kind = (typeof postableKinds)[number]
export type ToleranceRow = { readonly currency: string; readonly amount: string; readonly percent: string }
export type PostingDraft = {
  readonly automaticPosting: boolean
  readonly postKinds: readonly Kind[]
  readonly postFrom: string
  readonly overpayments: (typeof overpaymentChoices)[number]
  readonly rows: readonly ToleranceRow[]
  readonly others: ToleranceRow
}

const decimals = (language: Language, minor: bigint, digits: number): string => formatNumber(language, Number(minor) / 10 ** digits, digits)
/** As short as it can be said: `99`, `99,5`. */
const percentText = (language: Language, value: number): string => formatNumber(language, value, 2).replace(/[.,]?0+$/, '')

export const draftOf = (matching: Matching, language: Language): PostingDraft => ({
  automaticPosting: matching.automaticPosting,
  postKinds: matching.postKinds,
  postFrom: percentText(language, matching.postFrom * 100),
  overpayments: matching.overpayments,
  rows: matching.tolerance.map(({ amount, percent }) => ({
    currency: amount.currency,
    amount: decimals(language, amount.minor, minorDigits(amount.currency)),
    percent: percentText(language, percent),
  })),
  others: {
    currency: '',
    amount: decimals(language, BigInt(matching.otherCurrencies.minor), 2),
    percent: percentText(language, matching.otherCurrencies.percent),
  },
})

/** Hundredths of what was typed; null for what is no number with two digits. Złoty are read with the same two digits. */
const hundredths = (text: string): number | null => {
  const read = parseAmount(text, PLN)
  return read === null ? null : Number(read.minor)
}

/** A percentage from 0 to 10; null for anything else. */
export const percentOf = (text: string): number | null => {
  const read = hundredths(text)
  return read === null || read < 0 || read > 1_000 ? null : read / 100
}

/** Minor units of a tolerance, at most a hundred thousand; null for anything else. */
export const minorOf = ({ currency, amount }: ToleranceRow): bigint | null => {
  const read = parseAmount(amount, currency === '' ? PLN : currencyOf(currency))
  return read === null || read.minor < 0n || read.minor > 100_000n ? null : read.minor
}

/** From 0.9 to 0.9999; null for anything else. */
export const certaintyOf = (text: string): number | null => {
  const read = hundredths(text.replace('%', ''))
  return read === null || read < 9_000 || read > 9_999 ? null : read / 10_000
}

/** The body of the change; null while a field is wrong. */
export function changeOf(draft: PostingDraft): Input<typeof changeMatching>['body'] | null {
  const postFrom = certaintyOf(draft.postFrom)
  const other = { minor: minorOf(draft.others), percent: percentOf(draft.others.percent) }
  const tolerance = draft.rows.map((row) => ({ currency: currencyOf(row.currency), minor: minorOf(row), percent: percentOf(row.percent) }))
  if (postFrom === null || other.minor === null || other.percent === null) return null
  const rows = tolerance.flatMap(({ currency, minor, percent }) =>
    minor === null || percent === null ? [] : [{ amount: { minor, currency }, percent }],
  )
  if (rows.length < tolerance.length) return null
  return {
    automaticPosting: draft.automaticPosting,
    postKinds: [...draft.postKinds],
    postFrom,
    overpayments: draft.overpayments,
    tolerance: rows,
    otherCurrencies: { minor: Number(other.minor), percent: other.percent },
  }
}
