// Stripe payout reconciliation (itemised) and balance change reports; columns vary with the options, lower-case currency.
import { defineLayout } from '#ports/reading/csv-layout'
import type { NotAPayment } from '#ports/statement-format'
import { negated } from '../negated.ts'

/** Reporting categories that are no customer's payment; refunds and disputes take one back. */
const kinds: Readonly<Record<string, NotAPayment>> = {
  payout: 'gateway-payout',
  payout_reversal: 'gateway-payout',
  fee: 'fee',
  refund: 'refund',
  partial_capture_reversal: 'refund',
  topup: 'own-transfer',
  topup_reversal: 'own-transfer',
  transfer: 'own-transfer',
  network_cost: 'fee',
  tax: 'tax',
}
const takenBack = new Set(['refund', 'dispute', 'charge_failure', 'payout_reversal', 'refund_failure', 'dispute_reversal'])

export default defineLayout({
  id: 'stripe-csv',
  bank: 'Stripe',
  dayOrder: 'ymd',
  decimalMark: '.',
  currency: null,
  header: ['balance_transaction_id', 'currency', 'gross', 'fee', 'net', 'reporting_category'],
  row: (row) => {
    const amount = row.cell('gross')
    if (amount === '') return 'blank'
    const category = row.cell('reporting_category')
    const kind = kinds[category]
    return {
      bookedOn: row.first('created_utc', 'created', 'effective_at_utc', 'available_on_utc'),
      valueOn: row.first('automatic_payout_effective_at_utc', 'automatic_payout_effective_at', 'available_on_utc', 'available_on'),
      amount,
      currency: row.cell('currency'),
      fee: negated(row.cell('fee')),
      charges: row.cell('fee'),
      title: row.first('description', 'payment_metadata[invoice]', 'payment_metadata[order_id]', 'statement_descriptor'),
      name: row.first('customer_name', 'card_name', 'customer_description'),
      payerEmail: row.cell('customer_email'),
      operation: category,
      bankReference: row.cell('balance_transaction_id'),
      gatewayReference: row.first('payment_intent_id', 'charge_id', 'source_id'),
      customerReference: row.cell('automatic_payout_id'),
      isReversal: takenBack.has(category),
      original: { amount: row.first('customer_facing_amount', 'charge_amount'), currency: row.cell('customer_facing_currency') },
      ...(kind === undefined ? {} : { notAPayment: kind }),
    }
  },
})
