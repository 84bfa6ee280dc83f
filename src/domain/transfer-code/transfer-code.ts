// What the code of a transfer says: the Polish 2D recommendation for złoty, the European EPC code for euros.
import { formatDecimal } from '#values/decimal'
import { parseIban } from '#values/iban'
import { isPositive, type Money } from '#values/money'
import type { QrLevel } from '#values/qr-code'

export type Transfer = {
  readonly payee: string
  readonly payeeNip: string | null
  readonly account: string
  readonly amount: Money
  readonly title: string
}

/** `withAmount` is false where the code cannot hold the amount: the payer types it. */
export type TransferCode = {
  readonly kind: 'polish-2d' | 'epc'
  readonly text: string
  readonly level: QrLevel
  readonly withAmount: boolean
}

/** Fields are parted by `|` or line ends: neither may stand inside. */
const field = (text: string, most: number): string =>
  [
    ...text
      .replace(/[|\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, most)
    .join('')
    .trim()

const mostGrosze = 999_999n
const mostCents = 99_999_999_999n

/**
 * Null where there is no code for such a transfer: another currency, an account that is no IBAN, nothing to pay. The Polish one has six digits of
 * grosze: above 9,999.99 zł they stay zeros and the bank's application asks for the amount (ZBP recommendation of 3 December 2013, version 1.0).
 * The EPC code is version 002 of guideline EPC069-12, without a BIC.
 */
export function transferCode(transfer: Transfer): TransferCode | null {
  const iban = parseIban(transfer.account)
  if (iban === null || !isPositive(transfer.amount)) return null
  const { minor, currency } = transfer.amount
  if (currency === 'PLN' && iban.startsWith('PL')) {
    const withAmount = minor <= mostGrosze
    const nip = transfer.payeeNip !== null && /^\d{10}$/.test(transfer.payeeNip) ? transfer.payeeNip : ''
    const amount = (withAmount ? minor : 0n).toString().padStart(6, '0')
    const text = [nip, 'PL', iban.slice(2), amount, field(transfer.payee, 20), field(transfer.title, 32), '', '', ''].join('|')
    return { kind: 'polish-2d', text, level: 'L', withAmount }
  }
  if (currency !== 'EUR') return null
  const withAmount = minor <= mostCents
  const amount = withAmount ? `EUR${formatDecimal(transfer.amount)}` : ''
  const text = ['BCD', '002', '1', 'SCT', '', field(transfer.payee, 70), iban, amount, '', '', field(transfer.title, 140), '']
    .join('\n')
    .trimEnd()
  return { kind: 'epc', text, level: 'M', withAmount }
}
