// The same money in several exports is one line; honest twins stay two.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { type KnownLine, type LineFacts, lineFingerprint, numberLines } from './fingerprint.ts'

const line = (facts: Partial<LineFacts> & { on?: string; minor?: bigint } = {}): LineFacts => {
  const { on = '2026-03-02', minor = 10000n, ...rest } = facts
  return { bookedOn: day(on), amount: money(minor, PLN), title: 'FV 1/2026', format: 'mt940', ...rest }
}
const known = (lines: readonly LineFacts[]): KnownLine[] =>
  numberLines([], lines).map((numbered) => ({ ...numbered.line, occurrence: numbered.occurrence }))
const fresh = (before: readonly LineFacts[], listed: readonly LineFacts[]): LineFacts[] =>
  numberLines(known(before), listed)
    .filter((numbered) => !numbered.isKnown)
    .map((numbered) => numbered.line)

test('T02 the same lines again, in any order and with other blanks, add nothing', () => {
  const lines = [line(), line({ title: 'FV 2/2026' }), line({ on: '2026-03-03' }), line({ minor: -500n, title: 'opłata' })]
  expect(
    fresh(
      lines,
      lines.toReversed().map((one) => ({ ...one, title: one.title.replaceAll(' ', '  ').toLowerCase() })),
    ),
  ).toEqual([])
})

test('T03 of an overlapping statement only the new days are new', () => {
  const days = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => line({ on: `2026-03-${String(from + i).padStart(2, '0')}` }))
  expect(fresh(days(1, 10), days(8, 15)).map((one) => one.bookedOn)).toEqual([
    '2026-03-11',
    '2026-03-12',
    '2026-03-13',
    '2026-03-14',
    '2026-03-15',
  ])
})

describe('T04 two honest lines of one day, amount and title', () => {
  test('both stay, with occurrences of their own', () => {
    expect(numberLines([], [line(), line()]).map((numbered) => [numbered.fingerprint, numbered.occurrence])).toEqual([
      [lineFingerprint(line()), 0],
      [lineFingerprint(line()), 1],
    ])
    expect(fresh([line(), line()], [line(), line()])).toEqual([])
  })
  test('when the morning knew one and the evening shows two, one is new', () => {
    expect(fresh([line()], [line(), line()])).toHaveLength(1)
    expect(
      numberLines(known([line()]), [line(), line()])
        .map((numbered) => numbered.occurrence)
        .toSorted(),
    ).toEqual([0, 1])
  })
})

describe('another format of the same account', () => {
  test('joins the title elsewhere, puts the party into it, has other references or none: nothing is new', () => {
    const mt = [
      line({
        title: 'ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA V AT 2007/101',
        counterpartyName: 'FIRMA SA',
        bankReference: 'EL1',
        counterpartyAccount: 'PL27114020040000300201355387',
      }),
    ]
    for (const csv of [
      line({
        format: 'mbank-statement-csv',
        title: 'ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA VAT 2007/101',
        counterpartyAccount: '27114020040000300201355387',
      }),
      line({ format: 'mbank-list-csv', title: 'FIRMA SA, ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA VAT 2007/101' }),
      line({ format: 'camt.053', title: '', bankReference: 'OTHER-77' }),
      line({ format: 'jpk-wb', title: 'Przelew przychodzący zewnętrzny', counterpartyName: 'FIRMA SA' }),
    ])
      expect(fresh(mt, [csv])).toEqual([])
  })
  test('two payers of one amount on one day are told apart in whichever order the other format lists them', () => {
    const a = line({ title: 'FV 1', counterpartyAccount: 'PL27114020040000300201355387' })
    const b = line({ title: 'FV 2', counterpartyAccount: 'PL61109010140000071219812874' })
    const csv = (of: LineFacts): LineFacts => ({ ...of, format: 'csv', title: `${of.title} ` })
    expect(fresh([a], [csv(b), csv(a)]).map((one) => one.title.trim())).toEqual(['FV 2'])
    expect(fresh([a, b], [csv(b), csv(a)])).toEqual([])
  })
  test('a payer whose account and title both differ is another payment, also when only one of two was exported', () => {
    expect(
      fresh(
        [line({ title: 'FV 1', counterpartyAccount: 'PL27114020040000300201355387' })],
        [line({ format: 'csv', title: 'FV 2', counterpartyAccount: 'PL61109010140000071219812874' })],
      ),
    ).toHaveLength(1)
  })
})

test('in one format another reference is another line', () => {
  expect(fresh([line({ bankReference: 'EL1' })], [line({ bankReference: 'EL2' })])).toHaveLength(1)
  expect(fresh([line({ bankReference: 'EL1', title: 'old words' })], [line({ bankReference: 'EL1', title: 'new words' })])).toEqual([])
})

test('occurrences go on behind the highest known one', () => {
  const before: KnownLine[] = [{ ...line({ title: 'A', bankReference: '1' }), occurrence: 4 }]
  expect(numberLines(before, [line({ title: 'B', bankReference: '2' })])).toMatchObject([{ occurrence: 5, isKnown: false }])
})
