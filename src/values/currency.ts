// ISO 4217 currencies and how many minor-unit digits each has.

declare const currencyBrand: unique symbol
/** ISO 4217 code in capitals, for example `PLN`. */
export type Currency = string & { readonly [currencyBrand]: true }

/** Digits after the decimal point where they are not two (ISO 4217, list one). */
const unusualDigits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

const known = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
  CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
  GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
  KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
  NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
  SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VES VND VUV WST
  XAF XCD XOF XPF YER ZAR ZMW ZWG DEM HRK EEK LTL LVL SKK SIT MTL CYP`.split(/\s+/),
)

/** True for a code of ISO 4217 (also withdrawn European ones that old statements hold). */
export const isCurrency = (code: string): code is Currency => known.has(code)

/** The currency of a code in any case, or null when no such currency exists. */
export function findCurrency(code: string): Currency | null {
  const upper = code.trim().toUpperCase()
  return isCurrency(upper) ? upper : null
}

/** The currency of a code known to be right; throws a RangeError otherwise. */
export function currency(code: string): Currency {
  const found = findCurrency(code)
  if (found === null) throw new RangeError(`unknown currency ${code}`)
  return found
}

/** Digits after the decimal point: 2 for PLN, 0 for JPY, 3 for KWD. */
export const minorDigits = (of: Currency): number => unusualDigits[of] ?? 2

/** ISO 4217 "no currency": of a file that names none, until a person says which. No code reads as it. */
export const unknownCurrency = 'XXX' as Currency

export const PLN = currency('PLN')
export const EUR = currency('EUR')
