// Statement lines made from a seed, and the same lines written as banks write them: MT940, CAMT.053 and mBank's CSV.
import { PLN } from '#values/currency'
import { addDays, type Day, day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { ibanOfBban } from '#values/iban'
import { money } from '#values/money'

export type MadeLine = {
  readonly bookedOn: Day
  readonly minor: bigint
  readonly title: string
  readonly name: string
  /** 26 digits. */
  readonly account: string
  readonly reference: string
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const names = [
  'ZAKŁAD WYTWÓRCZY BARON',
  'KOWALSKI JAN',
  'TECHSOLUTIONS SP. Z O.O.',
  'ŻÓŁĆ I ŁĄKA S.A.',
  'PHU ŚWIT',
  'Hurtownia Źródło sp. j.',
]
const words = ['FAKTURA', 'Zapłata za', 'FV', 'nr', 'usługi', 'ŚRODKI', 'dostawa', 'VAT', 'z dn.', 'lokal']

export const ownAccount = '61109010140000071219812874'

/** `count` lines over the days from 1 March 2026; one in five out, some of one amount and day on purpose. */
export function* madeLines(seed: number, count: number): Generator<MadeLine> {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => from[Math.floor(random() * from.length)] ?? (from[0] as T)
  const perDay = Math.max(4, Math.ceil(count / 28))
  for (let i = 0; i < count; i++) {
    const digits = String(Math.floor(random() * 1e8)).padStart(16, '0')
    const minor = BigInt(random() < 0.1 ? 10_000 : 1 + Math.floor(random() * 5_000_000))
    yield {
      bookedOn: addDays(day('2026-03-01'), Math.floor(i / perDay)),
      minor: random() < 0.2 ? -minor : minor,
      title: `${pick(words)} ${pick(words)} ${1 + Math.floor(random() * 999)}/03/2026`,
      name: pick(names),
      account: ibanOfBban('PL', `11402004${digits}`).slice(2),
      reference: `EL${String(i).padStart(9, '0')}`,
    }
  }
}

const swift = (minor: bigint): string => formatDecimal(money(minor < 0n ? -minor : minor, PLN)).replace('.', ',')
const compact = (on: Day): string => on.slice(2).replaceAll('-', '')
const mark = (minor: bigint): string => (minor < 0n ? 'D' : 'C')

/** Pieces of an MT940 file; `~` subfields of 27, the title continued in ~21. */
export function* asMt940(lines: Iterable<MadeLine>, openingMinor = 0n): Generator<string> {
  let closing = openingMinor
  let last = day('2026-03-01')
  yield `:20:MADE\r\n:25:/PL${ownAccount}\r\n:28C:1\r\n:60F:${mark(openingMinor)}260301PLN${swift(openingMinor)}\r\n`
  for (const line of lines) {
    closing += line.minor
    last = line.bookedOn
    const [first, second] = [line.title.slice(0, 27), line.title.slice(27)]
    yield `:61:${compact(line.bookedOn)}${line.bookedOn.slice(5).replace('-', '')}${mark(line.minor)}N${swift(line.minor)}NTRFNONREF//${line.reference}\r\n` +
      `:86:020~00Przelew~20${first}\r\n~21${second}~30${line.account.slice(2, 10)}~31${line.account.slice(10)}\r\n~32${line.name.slice(0, 27)}~33${line.name.slice(27)}~38PL${line.account}\r\n`
  }
  yield `:62F:${mark(closing)}${compact(last)}PLN${swift(closing)}\r\n-\r\n`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Pieces of a CAMT.053 file of version 08. */
export function* asCamt(lines: Iterable<MadeLine>, openingMinor = 0n): Generator<string> {
  const balance = (code: string, minor: bigint, on: Day): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">${formatDecimal(money(minor < 0n ? -minor : minor, PLN))}</Amt><CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>\n`
  let closing = openingMinor
  let last = day('2026-03-01')
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>MADE</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>PL${ownAccount}</IBAN></Id><Ccy>PLN</Ccy></Acct>\n${balance('OPBD', openingMinor, last)}`
  for (const line of lines) {
    closing += line.minor
    last = line.bookedOn
    const [party, account] = line.minor < 0n ? ['Cdtr', 'CdtrAcct'] : ['Dbtr', 'DbtrAcct']
    yield `<Ntry><NtryRef>${line.reference}</NtryRef><Amt Ccy="PLN">${formatDecimal(money(line.minor < 0n ? -line.minor : line.minor, PLN))}</Amt><CdtDbtInd>${line.minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
      `<BookgDt><Dt>${line.bookedOn}</Dt></BookgDt><ValDt><Dt>${line.bookedOn}</Dt></ValDt><AcctSvcrRef>${line.reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n` +
      `<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><${party}><Pty><Nm>${escaped(line.name)}</Nm></Pty></${party}><${account}><Id><IBAN>PL${line.account}</IBAN></Id></${account}></RltdPties>` +
      `<RmtInf><Ustrd>${escaped(line.title)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`
  }
  // Statements name their closing balance in front; where it stands behind, a reader must find it too.
  yield `${balance('CLBD', closing, last)}</Stmt></BkToCstmrStmt></Document>\n`
}

const comma = (minor: bigint): string => formatDecimal(money(minor, PLN)).replace('.', ',')

/** mBank's "Elektroniczne zestawienie operacji". */
export function asMbankCsv(lines: readonly MadeLine[], openingMinor = 0n): string {
  let balance = openingMinor
  const rows = lines.map((line) => {
    balance += line.minor
    return `${line.bookedOn};${line.bookedOn};PRZELEW;"${line.title}";"${line.name}";'${line.account}';${comma(line.minor)};${comma(balance)};`
  })
  return [
    'mBank S.A. Bankowość Detaliczna;',
    '#Za okres:;',
    '01.03.2026;31.03.2026;',
    '#Waluta;',
    'PLN;',
    '#Numer rachunku;',
    `${ownAccount};`,
    `#Saldo początkowe;${comma(openingMinor)} PLN;`,
    '',
    '#Data księgowania;#Data operacji;#Opis operacji;#Tytuł;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;',
    ...rows,
    '',
    `;;;;;;#Saldo końcowe;${comma(balance)} PLN;`,
  ].join('\r\n')
}
