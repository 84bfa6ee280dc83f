// An amount as a person would type it into a field: grouped, without its currency.
import { formatDecimal } from '#values/decimal'
import type { Language } from '#values/language'
import type { Money } from '#values/money'

export function typedAmount(amount: Money, language: Language): string {
  const [whole = '', rest] = formatDecimal(amount).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, language === 'pl' ? '\u00A0' : ',')
  return rest === undefined ? grouped : `${grouped}${language === 'pl' ? ',' : '.'}${rest}`
}
