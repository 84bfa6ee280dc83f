// Parts that every message to a customer shares: the sender, the closing, the footer, sums in several currencies.
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { Translate } from '#ports/translate'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import { formatIban, parseIban } from '#values/iban'
import type { Language } from '#values/language'
import { add, type Money } from '#values/money'
import type { MessageModel } from './message-model.ts'

type Shared = Pick<MessageModel, 'language' | 'sender' | 'on' | 'greeting' | 'closing' | 'footer'>

/** Head and foot of a message of the company to its customer. */
export function letterOf(company: SendingCompany, language: Language, today: Day, say: Translate): Shared {
  const { replyTo, contactName, contactPhone } = company.settings
  const contact = [contactPhone, replyTo].filter((part) => part !== null).join(', ')
  return {
    language,
    on: dayText(language, today),
    greeting: say('greeting'),
    sender: {
      name: company.name,
      initial: [...company.name.trim()][0]?.toUpperCase() ?? '',
      detail: company.nip === null ? null : say('nip', { nip: company.nip }),
    },
    closing: [
      say('closing'),
      contactName ?? company.name,
      ...(contactName === null ? [] : [say('department')]),
      ...(contact === '' ? [] : [contact]),
    ],
    footer: [...(replyTo === null ? [] : [say('footer.reply')]), say('footer.controller', { company: company.name })],
  }
}

/** One full stop where an abbreviation ends a sentence: `r.`, `sp. z o.o.`. */
export const oneStop = (text: string): string => text.replace(/(?<!\.)\.\.(?!\.)/g, '.')

/** Sums by currency in the order in which the currencies first come. */
export function sumsOf(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, Money>()
  for (const amount of amounts) {
    const sum = sums.get(amount.currency)
    sums.set(amount.currency, sum === undefined ? amount : add(sum, amount))
  }
  return [...sums.values()]
}

/** `1 200,00 zł i 300,00 €`. */
export const sumsText = (language: Language, amounts: readonly Money[]): string =>
  new Intl.ListFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { type: 'conjunction' }).format(
    sumsOf(amounts).map((sum) => amountText(language, sum)),
  )

/** A Polish account as on a transfer form, `61 1090 1014 …`; others as an IBAN in fours, or as they are. */
export function accountText(account: string): string {
  const iban = parseIban(account)
  if (iban === null) return account
  return iban.startsWith('PL') ? `${iban.slice(2, 4)} ${iban.slice(4).replace(/(.{4})(?=.)/g, '$1 ')}` : formatIban(iban)
}
