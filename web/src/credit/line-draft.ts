// Lines as a person types them, and back: per cent and amounts as text, empty means that the line is not drawn.
import type { Currency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'
import { parseAmount } from '../ui/parse-amount.ts'
import type { SettingsView } from './credit-words.ts'

export type Lines = SettingsView['lines']
export type LineDraft = { readonly [K in keyof Lines]: string }

const amountText = (amount: Money | null): string => (amount === null ? '' : formatDecimal(amount).replace('.', ','))
const percentText = (basisPoints: number | null): string => (basisPoints === null ? '' : String(basisPoints / 100).replace('.', ','))

export const draftOf = (lines: Lines): LineDraft => ({
  ratioWarn: percentText(lines.ratioWarn),
  ratioBlock: percentText(lines.ratioBlock),
  ratioRelease: percentText(lines.ratioRelease),
  overdueAmount: amountText(lines.overdueAmount),
  overdueAmountRelease: amountText(lines.overdueAmountRelease),
  overdueDays: lines.overdueDays === null ? '' : String(lines.overdueDays),
  creditLimit: amountText(lines.creditLimit),
  riskBlock: lines.riskBlock ?? '',
})

/** `15` and `15,5 %` → 1500 and 1550; null for an empty field, undefined for what is no per cent. */
export function parsePercent(text: string): number | null | undefined {
  const tight = text.replace(/[\s\u00A0%]/g, '').replace(',', '.')
  if (tight === '') return null
  return /^\d{1,4}(\.\d{1,2})?$/.test(tight) ? Math.round(Number(tight) * 100) : undefined
}

const parseMoney = (text: string, currency: Currency): Money | null | undefined =>
  text.trim() === '' ? null : (parseAmount(text, currency) ?? undefined)

const parseDays = (text: string): number | null | undefined =>
  text.trim() === '' ? null : /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined

/** The lines, or the fields that cannot be read. */
export function readLines(
  draft: LineDraft,
  currency: Currency,
): { readonly lines: Lines | null; readonly wrong: readonly (keyof Lines)[] } {
  const read = {
    ratioWarn: parsePercent(draft.ratioWarn),
    ratioBlock: parsePercent(draft.ratioBlock),
    ratioRelease: parsePercent(draft.ratioRelease),
    overdueAmount: parseMoney(draft.overdueAmount, currency),
    overdueAmountRelease: parseMoney(draft.overdueAmountRelease, currency),
    overdueDays: parseDays(draft.overdueDays),
    creditLimit: parseMoney(draft.creditLimit, currency),
    riskBlock: draft.riskBlock === '' ? null : (draft.riskBlock as NonNullable<Lines['riskBlock']>),
  }
  const wrong = (Object.keys(read) as (keyof Lines)[]).filter((name) => read[name] === undefined)
  return { lines: wrong.length > 0 ? null : (read as Lines), wrong }
}
