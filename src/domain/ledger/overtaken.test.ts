// What a proposal may still take of its invoices.
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { overtakenInvoices } from './overtaken.ts'

const zl = (minor: bigint) => money(minor, PLN)
const left = (minor: bigint) => ({ left: zl(minor) })

test('an invoice of which less is open than was proposed is overtaken, one of which just as much is open is not', () => {
  const wanted = [
    { invoiceId: 'a', amount: zl(100_00n) },
    { invoiceId: 'b', amount: zl(50_00n) },
  ]
  const invoices = new Map([
    ['a', left(99_99n)],
    ['b', left(50_00n)],
  ])
  expect(overtakenInvoices(wanted, invoices)).toEqual(['a'])
})

test('a credit note is overtaken when less of it is left to be taken', () => {
  const wanted = [{ invoiceId: 'kor', amount: zl(-30_00n) }]
  expect(overtakenInvoices(wanted, new Map([['kor', left(-30_00n)]]))).toEqual([])
  expect(overtakenInvoices(wanted, new Map([['kor', left(-29_00n)]]))).toEqual(['kor'])
  expect(overtakenInvoices(wanted, new Map([['kor', left(0n)]]))).toEqual(['kor'])
})

test('an invoice that is gone from the books is overtaken', () => {
  expect(overtakenInvoices([{ invoiceId: 'a', amount: zl(1n) }], new Map())).toEqual(['a'])
})
