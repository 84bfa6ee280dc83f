// What a proposal may still take of its invoices.
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { overtakenInvoices } from './overtaken.ts'

const zl = (minor: bigint) => money(minor, PLN)

test('an invoice of which less is open than was proposed is overtaken, one of which just as much is open is not', () => {
  const wanted = [
    { invoiceId: 'a', amount: zl(100_00n) },
    { invoiceId: 'b', amount: zl(50_00n) },
  ]
  const left = new Map([
    ['a', zl(99_99n)],
    ['b', zl(50_00n)],
  ])
  expect(overtakenInvoices(wanted, left)).toEqual(['a'])
})

test('a credit note is overtaken when less of it is left to be taken', () => {
  const wanted = [{ invoiceId: 'kor', amount: zl(-30_00n) }]
  expect(overtakenInvoices(wanted, new Map([['kor', zl(-30_00n)]]))).toEqual([])
  expect(overtakenInvoices(wanted, new Map([['kor', zl(-29_00n)]]))).toEqual(['kor'])
  expect(overtakenInvoices(wanted, new Map([['kor', zl(0n)]]))).toEqual(['kor'])
})

test('an invoice that is gone from the books is overtaken', () => {
  expect(overtakenInvoices([{ invoiceId: 'a', amount: zl(1n) }], new Map())).toEqual(['a'])
})
