// What the user chose, bad input, and the index that follows its invoices.

import { describe, expect, test } from 'vitest'
import { cpuMs } from '#test/support/cpu-time'
import { allocated, anna, invoice, klon, one, others, payment, settings } from '#test/support/matching-book'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { buildMatchingIndex, decide } from './matching.ts'
import { defaultMatchingSettings } from './settings.ts'
import { type MatchingSettings, nothingLearnt } from './types.ts'

describe('what the user chose', () => {
  test('posting is off until it is turned on, and off by kind', () => {
    const target = invoice('FV/123/2026', 100_000, klon)
    const paid = payment(100_000, 'FV/123/2026', { payerName: 'Klon-Med' })
    expect(one([target], paid, defaultMatchingSettings).outcome).toBe('suggested')
    expect(one([target], paid, { ...settings, postKinds: new Set(['set']) }).outcome).toBe('suggested')
  })

  test('the first rule that applies decides: ignore, never post, customer', () => {
    const target = invoice('FV/123/2026', 100_000, klon)
    const paid = payment(100_000, 'wpłata', { payerName: 'Zupełnie Ktoś' })
    const rule = (action: 'ignore' | 'never-post' | 'customer'): MatchingSettings => ({
      ...settings,
      rules: [{ id: 'r1', when: { payerName: 'zupelnie' }, effect: action === 'customer' ? { action, customerId: 'klon' } : { action } }],
    })
    expect(one([target], paid, rule('ignore'))).toMatchObject({ outcome: 'none', kind: 'ignored-by-rule' })
    expect(one([target], paid, rule('customer'))).toMatchObject({ outcome: 'posted', customerId: 'klon' })
    expect(one([target], { ...paid, title: 'FV/123/2026' }, rule('never-post')).outcome).toBe('suggested')
  })

  test('a dismissed pair is never proposed again', () => {
    const target = invoice('FV/123/2026', 100_000, klon)
    const paid = payment(100_000, 'FV/123/2026', { payerName: 'Klon-Med' })
    expect(
      one([target], paid, settings, { ...nothingLearnt, dismissed: [{ paymentId: paid.id, invoiceId: target.id }] }).allocations,
    ).toEqual([])
  })
})

describe('bad input', () => {
  test('an empty, an endless and a garbled title are read in bounded time', () => {
    const target = invoice('FV/123/2026', 100_000, klon)
    const from = cpuMs()
    for (const title of ['', 'FV/1/2 '.repeat(1_500), '\u0000\u0007\u001b[31m FV/123/2026\u202e', '9'.repeat(10_000)])
      one([target], payment(100_000, title, { payerName: 'Klon-Med' }))
    expect(cpuMs() - from).toBeLessThan(2_000)
  })

  test('sixty thousand equal invoices of one customer are decided in bounded time and it says that it stopped looking', () => {
    const book = Array.from({ length: 60_000 }, (_, at) => invoice(`FV/${at + 1}/2026`, 100_000, klon))
    const index = buildMatchingIndex(book, nothingLearnt, settings)
    const from = cpuMs()
    const decision = decide(index, payment(100_000, 'abonament', { payerName: 'Klon-Med sp. z o.o.' }))
    expect(cpuMs() - from).toBeLessThan(1_000)
    expect(decision.against.map((each) => each.because)).toContain('budget.stopped')
    expect(decide(index, payment(100_000, 'FV/47777/2026', { payerName: 'Klon-Med' })).allocations).toEqual([
      { invoiceId: book[47_776]?.id, amount: money(100_000n, PLN) },
    ])
  })

  test('the same number in two years means the one that the payment can be for', () => {
    const book = [invoice('FV/12', 45_678, klon, { issueOn: day('2025-03-02') }), invoice('FV/12', 45_999, anna)]
    expect(allocated(one(book, payment(45_999, 'FV/12', { payerName: 'Anna Żółkiewska' })))).toEqual([`${book[1]?.id}=45999`])
  })
})

describe('the index', () => {
  test('follows invoices that are added, changed and removed', () => {
    const target = invoice('FV/123/2026', 100_000, klon)
    const index = buildMatchingIndex(others, nothingLearnt, settings)
    const paid = payment(100_000, 'FV/123/2026', { payerName: 'Klon-Med' })
    expect(decide(index, paid).allocations).toEqual([])
    index.add(target)
    expect(decide(index, paid).outcome).toBe('posted')
    index.update({ ...target, open: money(0n, PLN) })
    expect(decide(index, paid)).toMatchObject({ outcome: 'none', kind: 'duplicate' })
    index.remove(target.id)
    expect(decide(index, paid).allocations).toEqual([])
    expect(index.size).toBe(others.length)
  })
})
