// One `Ntry` into lines: itself, or each of its transactions where the bank sums several payments into one entry.

import { attributeOf, childrenNamed, elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import type { StatementLine } from '#ports/statement-format'
import { accountText } from '#values/account-text'
import type { Day } from '#values/day'
import { absolute, isZero, type Money, negate, subtract, total } from '#values/money'
import { tidy } from '#values/title-text'
import { titleOf } from './remittance.ts'
import { accountIn, amountIn, dayIn, partyName, signed } from './xml-values.ts'

/** What every line of an entry shares. */
type EntryFacts = {
  readonly entry: XmlElement
  readonly ownAccount: string | undefined
  readonly amount: Money
  readonly bookedOn: Day
  readonly valueOn: Day | null
  readonly status: 'booked' | 'pending'
  readonly isReversal: boolean
}

const known = (text: string | undefined): string | undefined =>
  text === undefined || /^(NOTPROVIDED|NOTAVAILABLE|NONREF)$/i.test(text) ? undefined : text

/** The payer of money in, the payee of money out; a returned payment may still name its parties the other way round. */
function counterparty(
  facts: EntryFacts,
  parties: XmlElement | undefined,
): { name: string | undefined; account: string | undefined; credited: string | undefined } {
  if (parties === undefined) return { name: undefined, account: undefined, credited: undefined }
  const side = (role: 'Dbtr' | 'Cdtr') => ({
    name: partyName(parties, role) ?? partyName(parties, role === 'Dbtr' ? 'UltmtDbtr' : 'UltmtCdtr'),
    account: accountText(accountIn(elementAt(parties, role === 'Dbtr' ? 'DbtrAcct' : 'CdtrAcct')) ?? ''),
  })
  const [debtor, creditor] = [side('Dbtr'), side('Cdtr')]
  const isIn = facts.amount.minor >= 0n
  const [other, own] = isIn ? [debtor, creditor] : [creditor, debtor]
  const isOwn = other.account !== undefined && other.account === facts.ownAccount
  const isSwapped = facts.isReversal && (isOwn || (other.name === undefined && other.account === undefined))
  const chosen = isSwapped ? own : other
  const credited =
    isIn && !isSwapped && creditor.account !== undefined && creditor.account !== facts.ownAccount ? creditor.account : undefined
  return { name: chosen.name === undefined ? undefined : tidy(chosen.name), account: chosen.account, credited }
}

function operationOf(details: XmlElement | undefined, entry: XmlElement): string | undefined {
  const code = (of: XmlElement | undefined): string | undefined => {
    const named = elementAt(of, 'BkTxCd')
    const domain = [textAt(named, 'Domn/Cd'), textAt(named, 'Domn/Fmly/Cd'), textAt(named, 'Domn/Fmly/SubFmlyCd')].filter(
      (part) => part !== undefined && part !== '*',
    )
    const parts = [textAt(named, 'Prtry/Cd'), domain.join('/')].filter((part) => part !== undefined && part !== '')
    return parts.length === 0 ? undefined : parts.join(' ')
  }
  const reason = textAt(details, 'RtrInf/Rsn/Cd') ?? textAt(details, 'RtrInf/Rsn/Prtry')
  const text = [code(entry) ?? code(details), reason].filter((part) => part !== undefined).join(' ')
  return text === '' ? undefined : text
}

/** Total of the charges in the line's currency, without a sign. */
function chargesOf(of: XmlElement | undefined, currency: Money['currency']): Money | undefined {
  const charges = elementsAt(of, 'Chrgs')
  if (charges.length === 0) return undefined
  const named = charges.flatMap((charge) => [amountIn(elementAt(charge, 'TtlChrgsAndTaxAmt'))]).find((amount) => amount !== null)
  const parts = charges
    .flatMap((charge) => [elementAt(charge, 'Amt'), ...elementsAt(charge, 'Rcrd/Amt')])
    .map(amountIn)
    .filter((amount) => amount !== null)
  const found = named ?? (parts.length === 0 || parts.some((part) => part.currency !== currency) ? null : total(parts, currency))
  return found === null || isZero(found) || found.currency !== currency ? undefined : found
}

/** What was instructed in another currency than the account's. */
function originalOf(details: XmlElement | undefined, entry: XmlElement, currency: Money['currency']): Money | undefined {
  for (const element of [details, entry]) {
    const named = elementAt(element, 'AmtDtls')
    for (const written of [
      elementAt(named, 'InstdAmt/Amt'),
      elementAt(named, 'CntrValAmt/Amt'),
      elementAt(named, 'TxAmt/Amt'),
      element === details ? elementAt(details, 'Amt') : undefined,
    ]) {
      if (written === undefined || attributeOf(written, 'Ccy') === currency) continue
      const amount = amountIn(written)
      if (amount !== null && amount.currency !== currency) return amount
    }
  }
  return undefined
}

function lineOf(facts: EntryFacts, details: XmlElement | undefined, amount: Money, title: string): StatementLine {
  const { entry } = facts
  const party = counterparty({ ...facts, amount }, elementAt(details, 'RltdPties'))
  const refs = elementAt(details, 'Refs')
  const bankReference = known(textAt(refs, 'AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef'))
  const customerReference = known(textAt(refs, 'InstrId') ?? textAt(refs, 'PmtInfId') ?? textAt(entry, 'NtryDtls/Btch/PmtInfId'))
  const endToEndId = known(textAt(refs, 'EndToEndId'))
  const operation = operationOf(details, entry)
  const original = originalOf(details, entry, amount.currency)
  const charges = chargesOf(details, amount.currency) ?? chargesOf(entry, amount.currency)
  return {
    bookedOn: facts.bookedOn,
    ...(facts.valueOn === null ? {} : { valueOn: facts.valueOn }),
    amount,
    title,
    ...(party.name === undefined ? {} : { counterpartyName: party.name }),
    ...(party.account === undefined ? {} : { counterpartyAccount: party.account }),
    ...(party.credited === undefined ? {} : { creditedAccount: party.credited }),
    ...(bankReference === undefined ? {} : { bankReference }),
    ...(customerReference === undefined ? {} : { customerReference }),
    ...(endToEndId === undefined ? {} : { endToEndId }),
    ...(operation === undefined ? {} : { operation }),
    status: facts.status,
    ...(facts.isReversal || elementAt(details, 'RtrInf') !== undefined ? { reversal: true as const } : {}),
    ...(original === undefined ? {} : { original }),
    ...(charges === undefined ? {} : { charges }),
  }
}

/** Amounts of the transactions in the entry's currency and sign; null when one is missing or in another currency. */
function detailAmounts(all: readonly XmlElement[], entryAmount: Money): Money[] | null {
  const plain = all.map(
    (details) =>
      [elementAt(details, 'Amt'), elementAt(details, 'AmtDtls/TxAmt/Amt'), elementAt(details, 'AmtDtls/InstdAmt/Amt')]
        .map(amountIn)
        .find((amount) => amount !== null && amount.currency === entryAmount.currency) ?? null,
  )
  if (plain.some((amount) => amount === null)) return null
  const amounts = plain.filter((amount) => amount !== null)
  const byEntry = amounts.map((amount) => (entryAmount.minor < 0n ? negate(amount) : amount))
  const byOwnSign = amounts.map((amount, i) =>
    textAt(all[i], 'CdtDbtInd') === undefined ? (byEntry[i] ?? amount) : signed(amount, all[i]),
  )
  const addsUp = (list: readonly Money[]): boolean => total(list, entryAmount.currency).minor === entryAmount.minor
  return addsUp(byOwnSign) && !addsUp(byEntry) ? byOwnSign : byEntry
}

/** Each transaction a line; what they leave of the entry (fees) stays visible as a line of its own. */
function splitEntry(facts: EntryFacts, all: readonly XmlElement[], amounts: readonly Money[]): StatementLine[] {
  const lines = all.map((details, i) => lineOf(facts, details, amounts[i] ?? facts.amount, titleOf(details, facts.entry)))
  const rest = subtract(facts.amount, total(amounts, facts.amount.currency))
  if (isZero(rest)) return lines
  const isFee = rest.minor < 0n && absolute(rest).minor * 10n < absolute(facts.amount).minor
  return [
    ...lines,
    {
      ...lineOf(facts, undefined, rest, tidy(textAt(facts.entry, 'AddtlNtryInf') ?? '')),
      ...(isFee ? { notAPayment: 'fee' as const } : {}),
    },
  ]
}

/** The status of versions 02 to 07 (`Sts`) and from 08 (`Sts/Cd`): only BOOK is money. */
const isBooked = (entry: XmlElement): boolean => (textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts') ?? 'BOOK') === 'BOOK'

/** The lines of an entry, or why it cannot be read. */
export function linesOf(entry: XmlElement, ownAccount: string | undefined): Parsed<StatementLine[]> {
  const plain = amountIn(elementAt(entry, 'Amt'))
  if (plain === null) return rejected('line.unreadable-amount', { text: (textAt(entry, 'Amt') ?? '').slice(0, 40) })
  const [bookedOn, valueOn] = [dayIn(elementAt(entry, 'BookgDt')), dayIn(elementAt(entry, 'ValDt'))]
  const day = bookedOn ?? valueOn
  if (day === null) return rejected('line.no-day', { text: (textAt(entry, 'BookgDt/Dt') ?? textAt(entry, 'ValDt/Dt') ?? '').slice(0, 40) })
  const facts: EntryFacts = {
    entry,
    ownAccount,
    amount: signed(plain, entry),
    bookedOn: day,
    valueOn,
    status: isBooked(entry) ? 'booked' : 'pending',
    isReversal: /^(true|1)$/.test(textAt(entry, 'RvslInd') ?? ''),
  }
  const all = childrenNamed(entry, 'NtryDtls').flatMap((details) => childrenNamed(details, 'TxDtls'))
  const [only, second] = all
  if (second === undefined) return accepted([lineOf(facts, only, facts.amount, titleOf(only, entry))])
  const amounts = detailAmounts(all, facts.amount)
  if (amounts !== null) return accepted(splitEntry(facts, all, amounts))
  // Without amounts in the account's currency nothing can be split: one line that names them all.
  const titles = [...new Set(all.map((details) => titleOf(details, entry)))].join('; ')
  return accepted([lineOf(facts, undefined, facts.amount, titles)])
}

/** The currency of an entry, for statements that name none in front. */
export const entryCurrency = (entry: XmlElement): Money['currency'] | null => amountIn(elementAt(entry, 'Amt'))?.currency ?? null
