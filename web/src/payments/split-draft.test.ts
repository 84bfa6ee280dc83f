import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import type { PaymentDetail } from './payment-types.ts'
import { bodyOf, fillOf, type InvoiceRow, reckon, type SplitDraft } from './split-draft.ts'

const zl = (minor: number) => money(BigInt(minor), PLN)
const payment = { unapplied: zl(200_00), amount: zl(200_00), customerId: null } as PaymentDetail
const row = (text: string, more: Partial<InvoiceRow> = {}): InvoiceRow => ({
  invoiceId: 'A',
  number: 'FV/1',
  open: zl(100_00),
  customerId: 'klon',
  overdue: false,
  text,
  rest: 'open',
  ...more,
})
const draft = (change: Partial<SplitDraft>): SplitDraft => ({ rows: [], parts: [], customer: null, ...change })

describe('a split of 200', () => {
  test('96 for an invoice of 100 whose rest is a fee, 54 of interest: 50 are left, and the fee is sent with the split', () => {
    const split = draft({
      rows: [row('96', { rest: 'bank-fee' })],
      parts: [{ key: 1, kind: 'interest-paid', text: '54,00', reference: ' NO/1 ' }],
    })
    const sums = reckon(split, payment)
    expect([sums.used, sums.rest, sums.ready, sums.customerId]).toEqual([zl(150_00), zl(50_00), true, 'klon'])
    expect(bodyOf(split, sums, PLN)).toEqual({
      customerId: 'klon',
      allocations: [{ invoiceId: 'A', amount: zl(96_00) }],
      closings: [{ invoiceId: 'A', kind: 'bank-fee', amount: zl(4_00) }],
      claims: [{ kind: 'interest-paid', amount: zl(54_00), reference: 'NO/1' }],
    })
  })

  test.each([
    ['more than the invoice has', draft({ rows: [row('100,01')] })],
    ['no number', draft({ rows: [row('sto')] })],
    ['nothing', draft({ rows: [row('0')] })],
    ['more than came', draft({ rows: [row('100')], parts: [{ key: 1, kind: 'advance', text: '100,01', reference: '' }] })],
    ["money kept that is nobody's", draft({ parts: [{ key: 1, kind: 'advance', text: '200', reference: '' }] })],
    ['no row at all', draft({})],
  ])('%s cannot be saved', (_what, split) => {
    expect(reckon(split, payment).ready).toBe(false)
  })

  test('all of it kept for a customer chosen by hand can be saved', () => {
    const split = draft({
      parts: [{ key: 1, kind: 'advance', text: '200', reference: '' }],
      customer: { customerId: 'klon', name: 'Klon' },
    })
    expect(reckon(split, payment).ready).toBe(true)
    expect(bodyOf(split, reckon(split, payment), PLN)).toEqual({
      customerId: 'klon',
      allocations: [],
      kept: [{ as: 'advance', amount: zl(200_00) }],
    })
  })

  test('= fills what is free, and no more than is open', () => {
    expect(fillOf(zl(150_00), zl(50_00), zl(100_00))).toEqual(zl(100_00))
    expect(fillOf(zl(20_00), zl(10_00), zl(100_00))).toEqual(zl(30_00))
    expect(fillOf(zl(-5_00), null, null)).toEqual(zl(0))
  })
})
