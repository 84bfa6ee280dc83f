// A :61: and its :86: into a line as the house knows it.
import type { StatementLine } from '#ports/statement-format'
import { accountText, looksLikeAccount } from '#values/account-text'
import { parseAmountText } from '#values/amount-text'
import { findCurrency } from '#values/currency'
import { parseIban } from '#values/iban'
import { absolute, isZero, type Money } from '#values/money'
import { tidy } from '#values/title-text'
import { parseSwiftAmount } from './balance.ts'
import { readInformation } from './information.ts'
import type { Information } from './information-facts.ts'
import type { ParsedLine } from './statement-line.ts'

const noInformation: Information = { title: '' }

/** `/OCMT/USD1000,/CHGS/PLN5,/`: original amount and charges of the supplementary details. */
function codedAmount(details: string, code: string): Money | undefined {
  const at = details.indexOf(`/${code}/`)
  if (at < 0) return undefined
  const match = /^([A-Z]{3})([\d.,]+)/.exec(details.slice(at + code.length + 2))
  const currency = match?.[1] === undefined ? null : findCurrency(match[1])
  return currency === null ? undefined : (parseSwiftAmount(match?.[2] ?? '', currency) ?? undefined)
}

function original(information: Information, line: ParsedLine): Money | undefined {
  const coded = codedAmount(line.supplementary, 'OCMT')
  if (coded !== undefined) return coded
  const currency = information.original === undefined ? null : findCurrency(information.original.currency)
  if (currency === null || currency === line.amount.currency) return undefined
  const amount = parseAmountText(information.original?.amount ?? '', currency, { mark: ',' })
  return amount === null ? undefined : absolute(amount)
}

/** Rabobank keeps the other account in the supplementary details. */
function accountInSupplementary(text: string): string | undefined {
  const bare = text.trim()
  if (bare === '') return undefined
  return parseIban(bare) ?? (/^P?\d{8,10}$/.test(bare) && looksLikeAccount(bare) ? accountText(bare) : undefined)
}

/** Supplementary details that are words (`911-TRANSAKCJA IPH`), not amounts or another account. */
const wordsOf = (text: string): string | undefined =>
  text === '' || text.startsWith('/') || !/\p{L}{3}/u.test(text) || accountInSupplementary(text) !== undefined ? undefined : tidy(text)

/** Type, code and name of the operation in one text. */
function operationOf(line: ParsedLine, information: Information): string | undefined {
  const parts = [line.type, information.operation ?? wordsOf(line.supplementary)]
  const text = tidy(parts.filter((part) => part !== undefined).join(' '))
  return text === '' ? undefined : text
}

/** The line of a :61: with the physical lines of its :86:. */
export function composeLine(line: ParsedLine, details: readonly string[]): StatementLine {
  const information = details.length === 0 ? noInformation : readInformation(details)
  const title =
    information.title !== '' || details.some((text) => text.trim() !== '') ? information.title : (wordsOf(line.supplementary) ?? '')
  const operation = operationOf(line, information)
  const account = information.counterpartyAccount ?? accountInSupplementary(line.supplementary)
  const name = information.counterpartyName ?? line.note
  const reference = line.customerReference ?? information.customerReference
  const sent = original(information, line)
  const charges = codedAmount(line.supplementary, 'CHGS')
  return {
    bookedOn: line.entryOn ?? line.valueOn,
    valueOn: line.valueOn,
    amount: line.amount,
    title,
    ...(name === undefined ? {} : { counterpartyName: name }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(information.creditedAccount === undefined ? {} : { creditedAccount: information.creditedAccount }),
    ...(line.bankReference === undefined ? {} : { bankReference: line.bankReference }),
    ...(reference === undefined ? {} : { customerReference: reference }),
    ...(information.endToEndId === undefined ? {} : { endToEndId: information.endToEndId }),
    ...(operation === undefined ? {} : { operation }),
    status: 'booked',
    ...(line.isReversal ? { reversal: true as const } : {}),
    ...(sent === undefined || sameAmount(sent, line.amount) ? {} : { original: sent }),
    ...(charges === undefined || isZero(charges) ? {} : { charges }),
  }
}

const sameAmount = (a: Money, b: Money): boolean => a.currency === b.currency && absolute(a).minor === absolute(b).minor
