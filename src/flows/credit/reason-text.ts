// Reasons of a block in words: what is over which line, as people read it.
import type { CreditReason } from '#domain/credit/credit-level'
import { amountText, percentText } from '#domain/wording/amount-text'
import type { Translate } from '#ports/translate'
import { currency } from '#values/currency'
import type { Language } from '#values/language'
import { money } from '#values/money'

/** `2104` → `21,04 %`, whole ones without a fraction: the figure that crossed a line must not look like the line. */
const percent = (language: Language, basisPoints: string): string =>
  percentText(language, Number(basisPoints) / 100, Number(basisPoints) % 100 === 0 ? 0 : 2)

function valueText(translate: Translate, language: Language, base: string, { measure }: CreditReason, text: string): string {
  switch (measure) {
    case 'ratio':
      return percent(language, text)
    case 'overdue-amount':
    case 'credit-limit':
      return amountText(language, money(BigInt(text), currency(base)))
    case 'overdue-days':
      return translate('credit.days', { count: Number(text) })
    case 'risk':
      return translate(`credit.risk.${text}`)
  }
}

/** `wskaźnik zadłużenia 21,04 % (próg 20 %); …`. */
export const reasonText = (translate: Translate, language: Language, base: string, reasons: readonly CreditReason[]): string =>
  reasons
    .map((reason) =>
      translate(`credit.reason.${reason.measure}${reason.release === undefined ? '' : '-held'}`, {
        value: valueText(translate, language, base, reason, reason.value),
        line: valueText(translate, language, base, reason, reason.line),
        release: valueText(translate, language, base, reason, reason.release ?? reason.line),
      }),
    )
    .join('; ')
