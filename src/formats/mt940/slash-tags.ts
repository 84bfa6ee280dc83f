// :86: in `/TAG/` pairs: SWIFT and Dutch banks (`/TRTP/…/IBAN/…/NAME/…/REMI/…/EREF/…`).
import { accountText, looksLikeAccount } from '#values/account-text'
import { tidy } from '#values/title-text'
import type { Information } from './information-facts.ts'

const tagNames =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|BENM|ORDP|ADDR|CSID|MARF|ISDT|CNTP|TRCD|RTRN|PREF|SVCL|PURP|ULTB|ULTD|ULTC|ACNO|BAI|PT|FT|PY|SUM|CREF|KREF|ID'
const tagAt = new RegExp(`/(${tagNames})/`, 'g')
const starts = new RegExp(`^\\s*/(?:${tagNames})/`)

export const startsWithSlashTag = (line: string): boolean => starts.test(line)

/** A full line continues in the next; a slash on either side needs no blank; else the line ended by itself. */
function unfold(lines: readonly string[]): string {
  let text = lines[0] ?? ''
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] ?? ''
    const line = lines[i] ?? ''
    text += before.length >= 64 || before.endsWith('/') || before.endsWith(' ') || line.startsWith('/') ? line : ` ${line}`
  }
  return text
}

function valuesOf(text: string): Map<string, string> {
  const found = [...text.matchAll(tagAt)]
  const values = new Map<string, string>()
  found.forEach((match, i) => {
    const value = tidy(text.slice(match.index + match[0].length, found[i + 1]?.index ?? text.length))
    const name = match[1] ?? ''
    if (value !== '' && !values.has(name)) values.set(name, value)
  })
  return values
}

/** `NL88INGB0999999999/INGBNL2A/RAAMEN NV///`, and `300000003998473/NAME/…` of Macedonian banks. */
function party(value: string | undefined): { account?: string; name?: string } {
  if (value === undefined) return {}
  const parts = value.split('/').map((part) => part.trim())
  const account = parts[0] !== undefined && looksLikeAccount(parts[0]) ? accountText(parts[0]) : undefined
  const name =
    account === undefined ? parts[0] : parts.slice(1).find((part) => part !== '' && !/^[A-Z]{6}[A-Z\d]{2}([A-Z\d]{3})?$/.test(part))
  return { ...(account === undefined ? {} : { account }), ...(name === undefined || name === '' ? {} : { name }) }
}

/** Facts of the tags of one :86:. */
export function readSlashTags(lines: readonly string[]): Information {
  const values = valuesOf(unfold(lines))
  const other = party(values.get('CNTP') ?? values.get('BENM') ?? values.get('ORDP'))
  const name = values.get('NAME') ?? other.name
  const iban = values.get('IBAN') ?? values.get('ACNO')
  const account = iban === undefined ? other.account : accountText(iban)
  const endToEndId = values.get('EREF')?.replace(/\/+$/, '')
  const remittance = values
    .get('REMI')
    ?.replace(/^\/*(?:USTD|STRD)\/+/, '')
    .replace(/\/+$/, '')
  const rest =
    remittance ??
    [values.get('PY'), values.get('BAI'), values.get('BENM'), values.get('ORDP')].filter((text) => text !== undefined).join(' ')
  return {
    title: tidy(rest),
    ...(values.has('TRTP') ? { operation: values.get('TRTP') ?? '' } : {}),
    ...(name === undefined ? {} : { counterpartyName: name }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(endToEndId === undefined || endToEndId === 'NOTPROVIDED' ? {} : { endToEndId }),
  }
}
