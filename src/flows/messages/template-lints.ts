// What a careful editor would say of a message before it goes: warnings, never a refusal.
import { mentionsBig } from '#domain/big/big-gate'
import type { MessageFacts } from './message-facts.ts'
import type { TemplateTexts } from './ready-templates.ts'

export const lintCodes = [
  'no-account',
  'amount-zero',
  'big-without-gate',
  'gendered',
  'exclamation',
  'capitals',
  'threat',
  'no-reservation',
  'no-table',
  'unanswered',
  'sms-parts',
] as const
export type LintCode = (typeof lintCodes)[number]

const owing = new Set(['notice-before-due', 'reminder', 'demand', 'pre-court-demand'])
// First person of the past names a gender in Polish; so do its slashed forms.
const gendered = /\p{L}+(?:łem|łam|łem\/am|łeś|łaś)(?!\p{L})|\p{L}+(?:ł|ł\(a\)|ł\/a)\s+(?:Pan|Pani)(?!\p{L})|Pan\/Pani|Pana\/Pani/u
const threats = /prokuratur|komornik|egzekucj|przestępstw|wyłudz|oszust|policj|prosecut|bailiff|enforcement|criminal|police/iu

/** Of the template's texts as they are filled for one customer. */
export function templateLints(
  facts: MessageFacts,
  texts: TemplateTexts,
  written: { readonly text: string; readonly parts: number | null },
): readonly LintCode[] {
  const { text } = written
  const found: LintCode[] = []
  const note = (code: LintCode, when: boolean): void => {
    if (when) found.push(code)
  }
  const sms = facts.medium === 'sms'
  const pays = owing.has(facts.kind) || facts.kind === 'interest-note'
  note('no-account', pays && !(sms ? texts.sms.includes('rachunek') : texts.body.includes('dane_do_przelewu')))
  note('no-table', pays && !sms && !texts.body.includes('tabela') && !texts.body.includes('faktury'))
  note('unanswered', owing.has(facts.kind) && facts.kind !== 'notice-before-due' && !sms && !texts.body.includes('odpowiedzi'))
  note('amount-zero', pays && /(?:^|[^\d,.])0[,.]00\u00A0?(?:zł|€|zl)/.test(text))
  note('big-without-gate', facts.big === null && mentionsBig(text))
  note('gendered', gendered.test(text))
  note('exclamation', text.includes('!'))
  note('capitals', /(?:^|[^\p{L}])(?:\p{Lu}{5,})(?:\s+\p{Lu}{3,})+/u.test(text))
  note('threat', threats.test(text))
  note('no-reservation', facts.kind === 'payment-confirmation' && !(sms ? texts.sms : texts.body).includes('zastrzezenie'))
  note('sms-parts', written.parts !== null && written.parts > 2)
  return found
}
