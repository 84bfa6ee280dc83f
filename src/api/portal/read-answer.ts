// Reads what a customer has typed into a form of his page; nothing of it is trusted.
import { disputeReasons } from '#domain/agreements/dispute-reasons'
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { PortalAnswer, Proof } from '#flows/answer-portal'
import { parseAmountText } from '#values/amount-text'
import { parseDay } from '#values/day'
import { Failure } from '#values/failure'
import { readId } from '#values/id'
import type { Money } from '#values/money'
import type { AnswerKind, Typed } from './answer-page.ts'
import { type PortalView, sumsOf } from './portal-page.ts'

const kinds: readonly { readonly type: string; readonly starts: readonly number[] }[] = [
  { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46] },
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
]

/** The file as what its bytes are, whatever it calls itself. Failure `portal.proof-kind`. */
async function proofOf(value: FormDataEntryValue | null): Promise<Proof | null> {
  if (value === null || typeof value === 'string' || value.size === 0) return null
  const bytes = new Uint8Array(await value.arrayBuffer())
  const kind = kinds.find((each) => each.starts.every((byte, at) => bytes[at] === byte))
  if (kind === undefined) throw new Failure('portal.proof-kind')
  const name = value.name.replace(/[\p{C}/\\:]/gu, '').slice(-120)
  return { name: name === '' ? 'proof' : name, contentType: kind.type, bytes }
}

const text = (form: FormData, name: string, most: number): string => {
  const value = form.get(name)
  return typeof value === 'string'
    ? value
        .replace(/[^\P{C}\n]/gu, '')
        .trim()
        .slice(0, most)
    : ''
}

export function typedOf(form: FormData): Omit<Typed, 'wrong'> {
  return {
    fields: Object.fromEntries(['who', 'on', 'amount', 'reason', 'words'].map((name) => [name, text(form, name, 1_500)])),
    chosen: form.getAll('invoice').filter((value): value is string => typeof value === 'string'),
  }
}

/** Failures `portal.day-wrong`, `portal.amount-wrong`, `portal.reason-missing`, `portal.proof-kind`. */
export async function readAnswer(view: PortalView, kind: AnswerKind, form: FormData): Promise<PortalAnswer> {
  const { fields, chosen } = typedOf(form)
  const invoiceIds = chosen.slice(0, 500).flatMap((written) => readId('invoice', written) ?? [])
  const who = (fields['who'] ?? '').slice(0, 120)
  const about = { invoiceIds, byWhom: who === '' ? null : who }
  if (kind === 'dispute') {
    const reason = disputeReasons.find((each) => each === fields['reason'])
    if (reason === undefined) throw new Failure('portal.reason-missing')
    return { ...about, kind, reason, words: fields['words'] ?? '' }
  }
  const on = parseDay(fields['on'] ?? '')
  if (on === null) throw new Failure('portal.day-wrong')
  const amount = amountOf(view, fields['amount'] ?? '')
  const facts = { day: dayText(view.language, on), amount: amount === null ? '' : amountText(view.language, amount) }
  const words = view.t(`portal.said.${kind}${amount === null ? '' : 'Amount'}`, facts)
  if (kind === 'paid') return { ...about, kind, on, amount, words, proof: await proofOf(form.get('proof')) }
  return { ...about, kind, on, amount, words }
}

/** Null where nothing was typed: all that was chosen. */
function amountOf(view: PortalView, typed: string): Money | null {
  const [sum] = sumsOf(view.data.invoices)
  if (typed === '' || sum === undefined) return null
  const amount = parseAmountText(typed.replace(/[\s\u00A0]/g, ''), sum.currency, {})
  if (amount === null || amount.minor <= 0n || amount.minor > 100_000_000_000_00n) throw new Failure('portal.amount-wrong')
  return amount
}
