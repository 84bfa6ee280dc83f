// Which lines of a new listing of an account are known already, however each export writes their titles.
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import { alphanumerics } from '#values/plain-text'

/** The facts of a line that tell it apart. `format` names the export: references of two formats do not compare. */
export type LineFacts = {
  readonly bookedOn: Day
  readonly amount: Money
  readonly title: string
  readonly counterpartyName?: string
  readonly counterpartyAccount?: string
  readonly bankReference?: string
  readonly format?: string
}

export type KnownLine = LineFacts & { readonly occurrence: number }
export type NumberedLine<L extends LineFacts> = {
  readonly line: L
  readonly fingerprint: string
  readonly occurrence: number
  readonly isKnown: boolean
}

/**
 * Day, signed amount and currency: what every export of an account says alike. Titles, names and references stay out of it,
 * as formats join, cut and omit them differently; they decide which of several equal lines is which (`numberLines`).
 */
export const lineFingerprint = (line: Pick<LineFacts, 'bookedOn' | 'amount'>): string =>
  `${line.bookedOn}|${line.amount.minor}|${line.amount.currency}`

type Words = {
  readonly title: string
  readonly name: string
  readonly account: string
  readonly reference: string
  readonly format: string
}

const wordsOf = (line: LineFacts): Words => ({
  title: alphanumerics(line.title),
  name: alphanumerics(line.counterpartyName ?? ''),
  account: alphanumerics(line.counterpartyAccount ?? '').replace(/^PL(?=\d{26}$)/, ''),
  reference: alphanumerics(line.bankReference ?? ''),
  format: line.format ?? '',
})

const enough = 4

/** One text holds the other: cut at another length, or with the party in front of it. */
const overlaps = (a: string, b: string): boolean =>
  a === b || (a.length >= enough && b.length >= enough && (a.includes(b) || b.includes(a)))

/** Points for being one line; null where two facts that both exports state contradict each other. */
function likeness(a: Words, b: Words): number | null {
  const bothReferred = a.reference !== '' && b.reference !== ''
  const sameReference = bothReferred && a.reference === b.reference
  if (bothReferred && !sameReference && a.format === b.format) return null
  const bothAccounts = a.account !== '' && b.account !== ''
  const bothTitles = a.title !== '' && b.title !== ''
  const titlesAgree = bothTitles && overlaps(a.title, b.title)
  if (!sameReference && bothTitles && !titlesAgree && ((bothAccounts && a.account !== b.account) || a.format === b.format)) return null
  return (
    (sameReference ? 100 : 0) +
    (bothTitles && a.title === b.title ? 40 : titlesAgree ? 25 : 0) +
    (bothAccounts && a.account === b.account ? 20 : 0) +
    (a.name !== '' && overlaps(a.name, b.name) ? 10 : 0)
  )
}

/**
 * Numbers the lines of one listing (a statement, or one part of it for whole days) among the known lines of the same account.
 * A listing never names a line twice, so equal lines in it are different ones and all stay. Of two listings of a day one holds
 * the other, so as many as possible are taken for the same, the most alike first; what contradicts stays apart.
 * `known` must hold all known lines of the account with the fingerprints of `listed`; others are passed over.
 */
export function numberLines<L extends LineFacts>(known: readonly KnownLine[], listed: readonly L[]): NumberedLine<L>[] {
  const knownOf = Map.groupBy(known, lineFingerprint)
  const occurrences = new Map<L, { readonly occurrence: number; readonly isKnown: boolean }>()
  for (const [fingerprint, lines] of Map.groupBy(listed, lineFingerprint)) {
    const candidates = knownOf.get(fingerprint) ?? []
    const same = pairUp(candidates, lines)
    let next = Math.max(-1, ...candidates.map((line) => line.occurrence))
    for (const line of lines) {
      const match = same.get(line)
      occurrences.set(line, match === undefined ? { occurrence: ++next, isKnown: false } : { occurrence: match.occurrence, isKnown: true })
    }
  }
  return listed.map((line) => ({
    line,
    fingerprint: lineFingerprint(line),
    ...(occurrences.get(line) ?? { occurrence: 0, isKnown: false }),
  }))
}

/** The most alike pairs first; each line in one pair at most. */
function pairUp<L extends LineFacts>(known: readonly KnownLine[], listed: readonly L[]): Map<L, KnownLine> {
  const pairs = new Map<L, KnownLine>()
  if (known.length === 0) return pairs
  const [knownWords, listedWords] = [known.map(wordsOf), listed.map(wordsOf)]
  const scored = listed
    .flatMap((line, i) =>
      known.flatMap((other, k) => {
        const [a, b] = [listedWords[i], knownWords[k]]
        const score = a === undefined || b === undefined ? null : likeness(a, b)
        return score === null ? [] : [{ line, other, score: score - Math.abs(i - k) / 1e6 }]
      }),
    )
    .toSorted((a, b) => b.score - a.score)
  const taken = new Set<KnownLine>()
  for (const { line, other } of scored) {
    if (pairs.has(line) || taken.has(other)) continue
    pairs.set(line, other)
    taken.add(other)
  }
  return pairs
}
