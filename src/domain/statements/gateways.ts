// Payment gateways and marketplaces whose payouts stand on statements as one sum of many customers' money.

const names = [
  'PAYPRO',
  'PRZELEWY24',
  'PRZELEWY 24',
  'DIALCOM24',
  'PAYU S',
  'PAYU/',
  'TPAY',
  'KRAJOWY INTEGRATOR PLATNOSCI',
  'STRIPE',
  'PAYPAL',
  'SUMUP',
  'IMOJE',
  'BLUE MEDIA',
  'AUTOPAY',
  'PAYNOW',
  'ESPAGO',
  'ADYEN',
  'MOLLIE',
  'SHOPIFY PAYMENTS',
  'FISERV',
  'ELAVON',
  'ESERVICE',
  'EVO PAYMENTS',
  'POLCARD',
  'PAYTEL',
  'ALLEGRO FINANCE',
  'CASHBILL',
  'DOTPAY',
  'HOTPAY',
  'BLUEPAYMENT',
]

/** SumUp writes its payout number into the title: `PID123-SUMUP`. */
const payoutNumber = /\bPID\d+-SUMUP\b|\bPO_[A-Z0-9]{8,}\b/

/** True when folded text (capitals, no diacritics) names a gateway. */
export const gatewayNamed = (folded: string): boolean => payoutNumber.test(folded) || names.some((name) => folded.includes(name))
