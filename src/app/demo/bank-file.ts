// Writes the transfers of the sample firm as a bank would: an MT940 file with opening and closing balance.
import iconv from 'iconv-lite'
import { type Day, dayOfMonth, monthOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { absolute, add, isNegative, type Money } from '#values/money'
import type { Transfer } from './payments.ts'

const shortDay = (on: Day): string => on.slice(2).replaceAll('-', '')
const comma = (amount: Money): string => formatDecimal(absolute(amount)).replace('.', ',')
const mark = (amount: Money): string => (isNegative(amount) ? 'D' : 'C')

/** Text in pieces of `width`, each under its subfield number. */
const subfields = (text: string, first: number, width: number, most: number): string =>
  Array.from(
    { length: Math.min(most, Math.ceil(text.length / width)) },
    (_, i) => `~${first + i}${text.slice(i * width, (i + 1) * width)}`,
  ).join('\r\n')

function line(transfer: Transfer, ordinal: number): string {
  const account = transfer.payerAccount.replace(/^PL/, '')
  return [
    `:61:${shortDay(transfer.bookedOn)}${String(monthOf(transfer.bookedOn)).padStart(2, '0')}${String(dayOfMonth(transfer.bookedOn)).padStart(2, '0')}C${comma(transfer.amount)}NTRFNONREF//${shortDay(transfer.bookedOn)}${String(ordinal).padStart(8, '0')}`,
    `:86:020~00PRZELEW PRZYCHODZACY`,
    subfields(transfer.title.replaceAll('~', ' '), 20, 35, 6),
    `~29${account}`,
    subfields(transfer.payerName.replaceAll('~', ' '), 32, 35, 2),
    `~38PL${account}`,
  ].join('\r\n')
}

export type BankFile = { readonly name: string; readonly bytes: Uint8Array; readonly closing: Money }

/** One statement of `transfers` (in order, all within the days); bytes in windows-1250, as Polish banks send them. */
export function bankFile(options: {
  readonly account: string
  readonly number: number
  readonly from: Day
  readonly to: Day
  readonly opening: Money
  readonly transfers: readonly Transfer[]
}): BankFile {
  const closing = options.transfers.reduce((sum, transfer) => add(sum, transfer.amount), options.opening)
  const balance = (amount: Money, on: Day): string => `${mark(amount)}${shortDay(on)}${amount.currency}${comma(amount)}`
  const text = [
    ':20:SKARBNIK',
    `:25:/${options.account}`,
    `:28C:${String(options.number).padStart(5, '0')}/001`,
    `:60F:${balance(options.opening, options.from)}`,
    ...options.transfers.map(line),
    `:62F:${balance(closing, options.to)}`,
    `:64:${balance(closing, options.to)}`,
    '-',
    '',
  ].join('\r\n')
  return { name: `wyciag-${options.from}-${options.to}.sta`, bytes: new Uint8Array(iconv.encode(text, 'windows-1250')), closing }
}
