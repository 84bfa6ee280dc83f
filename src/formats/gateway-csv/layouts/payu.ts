// PayU statement: sellers choose its columns; the type of operation is a short code (developers.payu.com, Statements).
import { defineLayout } from '#ports/reading/csv-layout'
import type { NotAPayment } from '#ports/statement-format'
import { PLN } from '#values/currency'

/** t payment, c refund, w payout, wc payout cancelled, rc and bc commission given back or corrected, or and orc overpayment returned. */
const kinds: Readonly<Record<string, NotAPayment>> = {
  c: 'refund',
  w: 'gateway-payout',
  wc: 'gateway-payout',
  rc: 'fee',
  bc: 'fee',
  or: 'refund',
  orc: 'refund',
}
const out = new Set(['c', 'w', 'or'])

export default defineLayout({
  id: 'payu-csv',
  bank: 'PayU',
  dayOrder: 'ymd',
  currency: PLN,
  header: ['Date', 'Trans ID', 'Amount', 'Type of operation'],
  row: (row) => {
    const amount = row.cell('Amount')
    if (amount === '') return 'blank'
    const type = row.cell('Type of operation').toLowerCase()
    if (type === 'nt') return { leftOut: 'gateway.not-counted' }
    const kind = kinds[type]
    return {
      bookedOn: row.cell('Date'),
      amount: out.has(type) && !/^[-\u2212]/.test(amount) ? `-${amount}` : amount,
      currency: row.cell('Currency'),
      balance: row.cell('Account balance'),
      title: row.cell('Description'),
      name: row.first('Customer name', 'Name and surname'),
      payerEmail: row.first('Email', 'Customer email'),
      operation: type,
      bankReference: row.cell('Trans ID'),
      gatewayReference: row.cell('Trans ID'),
      customerReference: row.cell('Order ID'),
      isReversal: type === 'c',
      ...(kind === undefined ? {} : { notAPayment: kind }),
    }
  },
})
