// The subfields of :61: in their order, as banks really write them.
import type { Currency } from '#values/currency'
import { type Day, dayOfMonth as dayIn, daysBetween, yearOf } from '#values/day'
import { clampedDay, fullYear } from '#values/day-text'
import { type Money, negate } from '#values/money'
import { parseSwiftAmount } from './balance.ts'

export type ParsedLine = {
  readonly valueOn: Day
  readonly entryOn?: Day
  /** Signed: RC is money out, RD money in. */
  readonly amount: Money
  readonly isReversal: boolean
  readonly type?: string
  readonly customerReference?: string
  /** What old Rabobank files glue behind a 16-character reference. */
  readonly note?: string
  readonly bankReference?: string
  readonly supplementary: string
  /** A value date that its month lacks, as written (`160230`). */
  readonly clamped?: string
}

const front = /^\s*(\d{2})(\d{2})(\d{2})(?:(\d{4})|\s{1,4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*(\d[\d.,]*)/

/** The entry date's year is the one that puts it nearest to the value date. */
function entryDay(valueOn: Day, monthDay: string): Day | undefined {
  if (valueOn.endsWith(`${monthDay.slice(0, 2)}-${monthDay.slice(2)}`)) return valueOn
  const days = [-1, 0, 1]
    .map((step) => clampedDay(yearOf(valueOn) + step, Number(monthDay.slice(0, 2)), Number(monthDay.slice(2, 4))))
    .filter((day) => day !== null)
  return days.toSorted((a, b) => Math.abs(daysBetween(valueOn, a)) - Math.abs(daysBetween(valueOn, b)))[0]
}

const reference = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' || trimmed === 'NONREF' ? undefined : trimmed
}

/** Everything behind the amount: `NTRFNONREF//BR07296102000003`. */
function tail(rest: string): Pick<ParsedLine, 'type' | 'customerReference' | 'note' | 'bankReference'> {
  const [, type, after = ''] = /^\s*([NFS][A-Z\d ]{3}|[NFS](?=\s*$|\/\/)|)(.*)$/s.exec(rest) ?? []
  const slashes = after.indexOf('//')
  const ownReference = slashes < 0 ? after : after.slice(0, slashes)
  const [customer, note] = /^(\S{1,16}) {2,}(\S.*)$/.exec(ownReference)?.slice(1) ?? [ownReference]
  const found = {
    type: type?.trim(),
    customerReference: reference(customer),
    note: reference(note),
    bankReference: slashes < 0 ? undefined : reference(after.slice(slashes + 2)),
  }
  return {
    ...(found.type === undefined || found.type === '' ? {} : { type: found.type }),
    ...(found.customerReference === undefined ? {} : { customerReference: found.customerReference }),
    ...(found.note === undefined ? {} : { note: found.note }),
    ...(found.bankReference === undefined ? {} : { bankReference: found.bankReference }),
  }
}

/** Reads the lines of a :61:; null when they hold no day, mark and amount in this order. */
export function parseStatementLine(lines: readonly string[], currency: Currency): ParsedLine | null {
  let head = lines[0] ?? ''
  let used = 1
  let match = front.exec(head)
  // Some banks break the line between the mark and the amount.
  if (match === null && lines.length > 1) {
    head += lines[1] ?? ''
    used = 2
    match = front.exec(head)
  }
  if (match === null) return null
  const [whole, year, month, dayOfMonth, entry, mark = '', , digits = ''] = match
  const valueOn = clampedDay(fullYear(Number(year)), Number(month), Number(dayOfMonth))
  const amount = parseSwiftAmount(digits, currency)
  if (valueOn === null || amount === null) return null
  const entryOn = entry === undefined ? undefined : entryDay(valueOn, entry)
  return {
    valueOn,
    ...(entryOn === undefined ? {} : { entryOn }),
    amount: mark === 'D' || mark === 'ED' || mark === 'RC' ? negate(amount) : amount,
    isReversal: mark.startsWith('R'),
    ...tail(head.slice(whole.length)),
    ...(dayIn(valueOn) === Number(dayOfMonth) ? {} : { clamped: `${year}${month}${dayOfMonth}` }),
    supplementary: lines.slice(used).join('\n').trim(),
  }
}
