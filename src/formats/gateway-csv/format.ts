// Settlement reports of payment gateways: every payment with its fee, so that a payout on the bank statement opens up.
import { csvFormat } from '#ports/reading/csv-format'
import paypal from './layouts/paypal.ts'
import payu from './layouts/payu.ts'
import przelewy24 from './layouts/przelewy24.ts'
import stripe from './layouts/stripe.ts'
import tpay from './layouts/tpay.ts'

export default csvFormat({
  id: 'gateway-csv',
  name: 'CSV: Stripe, PayPal, Przelewy24, PayU, Tpay',
  layouts: [stripe, paypal, przelewy24, payu, tpay],
})
