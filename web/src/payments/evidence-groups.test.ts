import { expect, test } from 'vitest'
import { evidenceGroups } from './evidence-groups.ts'
import type { EvidenceItem } from './payment-types.ts'

const reason = (kind: EvidenceItem['kind'], because: string, weight: number, facts: EvidenceItem['facts'] = {}): EvidenceItem => ({
  kind,
  because,
  weight,
  facts,
  invoiceId: null,
  span: null,
})

const told = (evidence: readonly EvidenceItem[], against: readonly EvidenceItem[] = []) =>
  evidenceGroups({ evidence: [...evidence], against: [...against] }).map(
    ({ side, first, items }) => `${side} ${first.because} ${items.length}`,
  )

test('three numbers in the title are told as one reason, before the weaker account', () => {
  const number = (written: string) => reason('number', 'number.exact', 7.7, { number: written })
  expect(told([number('FV 1'), reason('account', 'payer.account', 7), number('FV 2'), number('FV 3')])).toEqual([
    'for number.exact 3',
    'for payer.account 1',
  ])
})

test('the law that the oldest debt is paid first is followed, so it speaks for neither side where it hardly moves the odds', () => {
  expect(told([reason('date', 'date.oldest', -0.4)])).toEqual(['neutral date.oldest 1'])
  expect(told([reason('date', 'date.oldest', 0.6)])).toEqual(['for date.oldest 1'])
})

test('notes of the gate are not drawn as reasons, and what another payment waits for is told once', () => {
  expect(
    told(
      [],
      [
        reason('contention', 'contention.waiting', -1.5),
        reason('words', 'contention.waiting', 0),
        reason('words', 'gate.needs-number-and-payer', 0),
      ],
    ),
  ).toEqual(['against contention.waiting 1'])
})
