// Tells apart the lines of a statement that are money, but no customer's payment, and says what they are.
import { parseIban, sortCodeOf } from '#values/iban'
import type { Money } from '#values/money'
import { foldText } from '#values/plain-text'
import { gatewayNamed } from './gateways.ts'

export const lineKinds = [
  'vat-leg',
  'own-transfer',
  'fee',
  'tax',
  'social-insurance',
  'interest',
  'card',
  'gateway-payout',
  'exchange',
  'cash',
  'loan',
  'refund',
] as const
export type LineKind = (typeof lineKinds)[number]

export type LineToClassify = {
  readonly amount: Money
  readonly title: string
  readonly operation?: string
  readonly counterpartyName?: string
  readonly counterpartyAccount?: string
  /** What the file itself says the line is. */
  readonly notAPayment?: LineKind
}

type Folded = {
  readonly title: string
  readonly operation: string
  readonly name: string
  readonly account: string
  readonly isIn: boolean
  readonly isBankOwn: boolean
}

type Rule = { readonly kind: LineKind; readonly applies: (line: Folded) => boolean }

const says =
  (pattern: RegExp) =>
  (line: Folded): boolean =>
    pattern.test(line.operation) || pattern.test(line.title)

/** ZUS has the sort code 60000002 since 2018; before, payments went to NBP accounts of this number. */
const isSocialInsurance = (line: Folded): boolean =>
  sortCode(line) === '60000002' ||
  line.account.endsWith('83101010230000261395100000') ||
  /RODZAJ SKLADKI|DEKLARACJA: S \d{6}|PRZELEW ZUS\b/.test(`${line.operation} ${line.title}`) ||
  /^(ZUS\b|ZAKLAD UBEZPIECZEN SPOLECZNYCH)/.test(line.name)

/** Tax micro-accounts: sort code 10100071, account from 222; older ones named by the office and the form. */
const isTax = (line: Folded): boolean =>
  (sortCode(line) === '10100071' && line.account.replace(/^PL/, '').slice(10, 13) === '222') ||
  /\/TI\/.*\/(OKR|SFP)\//.test(line.title) ||
  /SYMBOL FORM\./.test(line.title) ||
  /ORGAN PODATKOWY|PRZELEW PODATKOWY/.test(line.operation) ||
  /URZAD SKARBOWY|URZEDU SKARBOWEGO|IZBA ADMINISTRACJI SKARBOWEJ/.test(line.name)

function sortCode(line: Folded): string | null {
  const iban = parseIban(line.account)
  if (iban !== null) return sortCodeOf(iban)
  return /^(?:PL)?\d{26}$/.test(line.account) ? line.account.replace('PL', '').slice(2, 10) : null
}

const rules: readonly Rule[] = [
  {
    kind: 'vat-leg',
    applies: (line) =>
      /PP\s?\/\s?PRZELEW VAT|\bPRZELEW VAT\b|WYODREBNIENIE VAT/.test(`${line.operation} ${line.title}`) ||
      (!line.isIn && line.title.startsWith('/VAT/') && line.isBankOwn),
  },
  { kind: 'social-insurance', applies: isSocialInsurance },
  { kind: 'tax', applies: isTax },
  {
    kind: 'own-transfer',
    applies: says(/PRZEKAZANIE WLASNE|PRZELEW WLASNY|MIEDZY RACHUNKAMI WLASNYMI|ZALOZENIE LOKATY|ZERWANIE LOKATY|ZAMKNIECIE LOKATY/),
  },
  {
    kind: 'exchange',
    applies: says(/WYMIANA WALUT|(ZAKUP|KUPNO|SPRZEDAZ) WALUT|PRZEWALUTOWANIE|\bFXBUY\b|\bFXSELL\b|\bEXCHANGE\b|\bFOREX\b/),
  },
  { kind: 'fee', applies: (line) => /^[NFS](CHG|COM)\b|\b(CHRG|COMM)\b/.test(line.operation) && !line.isIn },
  {
    kind: 'fee',
    applies: (line) =>
      !line.isIn &&
      (/^(\d{2,3} ?-? ?)?(OPL\.|OPLAT|PROW\.|PROWIZJ)/.test(bare(line.operation)) ||
        (line.isBankOwn && /^(OPLATA|PROWIZJA|OPL\.|PROW\.)/.test(line.title))),
  },
  {
    kind: 'interest',
    applies: (line) =>
      /^[NFS]INT\b|KAPITALIZACJA|NALICZENIE ODSETEK|\bODSETKI\b/.test(line.operation) ||
      (line.isBankOwn && /^(ODSETKI|KAPITALIZACJA)/.test(line.title)),
  },
  {
    kind: 'card',
    applies: (line) =>
      /\bKART(A|Y|OWA|OWY)\b|\bBLIK ZAKUP|PLATNOSC BLIK|ZAKUP - FIZ|\bCARD\b|ZAKUP PRZY UZYCIU/.test(line.operation) &&
      !/GOTOWK|BANKOMAT/.test(line.operation),
  },
  {
    kind: 'cash',
    applies: (line) =>
      /GOTOWK|BANKOMAT|WPLATOMAT|\bATM\b/.test(line.operation) || (line.isBankOwn && /^(WPLATA|WYPLATA) GOTOWK/.test(line.title)),
  },
  {
    kind: 'loan',
    applies: (line) =>
      /(SPLATA|URUCHOMIENIE|RATA|WYPLATA) (KREDYTU|POZYCZKI)|^KREDYT/.test(bare(line.operation)) ||
      (line.isBankOwn && /^(SPLATA|URUCHOMIENIE|RATA) (KREDYTU|POZYCZKI)/.test(line.title)),
  },
  { kind: 'gateway-payout', applies: (line) => line.isIn && gatewayNamed(`${line.name} ${line.title}`) },
  { kind: 'refund', applies: (line) => /^(ZWROT|REFUND|REVERSAL)\b/.test(line.title) },
]

/** Without the codes in front: `NTRF 020 PRZELEW` → `PRZELEW`. */
const bare = (operation: string): string => operation.replace(/^(?:[NFS][A-Z\d]{3}\b|\d{2,3}\b|[\s-])+/, '')

const bareAccount = (account: string): string => account.replace(/\s/g, '').replace(/^PL/, '')

/**
 * What a line is if not a customer's payment, null where it may be one. A transfer to or from one of `ownAccounts`
 * (of the company, with or without PL) is an own one; a VAT leg counts as that even between own accounts.
 */
export function classifyLine(line: LineToClassify, ownAccounts: ReadonlySet<string> = new Set()): LineKind | null {
  if (line.notAPayment !== undefined) return line.notAPayment
  const account = line.counterpartyAccount ?? ''
  const isOwn =
    account !== '' && (ownAccounts.has(account) || ownAccounts.has(bareAccount(account)) || ownAccounts.has(`PL${bareAccount(account)}`))
  const folded: Folded = {
    title: foldText(line.title),
    operation: foldText(line.operation ?? ''),
    name: foldText(line.counterpartyName ?? ''),
    account: account.replace(/\s/g, ''),
    isIn: line.amount.minor >= 0n,
    isBankOwn: account === '' || isOwn,
  }
  const found = rules.find((rule) => rule.applies(folded))?.kind ?? null
  return isOwn && found !== 'vat-leg' && found !== 'exchange' ? 'own-transfer' : found
}
