// Public invoice samples beside the project, read by our formats, and what a plain look at their text expects of them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { discoverShelves } from '#app/discover'
import { recogniseFile } from '#flows/recognise-file'
import type { InvoiceFormat, InvoiceRecord } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import type { Rejection } from '#ports/rejection'
import { formatDecimal } from '#values/decimal'
import { sharedFolder } from './shared.ts'

const shared = sharedFolder()
export const folder = shared === null ? null : join(shared, 'samples', 'invoices')
const shelves = folder === null ? null : await discoverShelves()

function filesUnder(path: string): string[] {
  return readdirSync(path).flatMap((name) => (statSync(join(path, name)).isDirectory() ? filesUnder(join(path, name)) : [join(path, name)]))
}

export const filesOf = (kind: string): string[] => (folder === null ? [] : filesUnder(join(folder, kind)).sort())
export const nameOf = (file: string): string => (folder === null ? file : relative(folder, file))

type Read = { readonly formatId: string; readonly invoices: readonly InvoiceRecord[]; readonly rejected: readonly Rejection[] }

export async function read(file: string): Promise<Read> {
  const source = bytesSource(readFileSync(file))
  const format = recogniseFile(source, shelves?.formats ?? [])
  if (format.produces !== 'invoices') throw new Error(`${file} was taken for ${format.id}`)
  const invoices: InvoiceRecord[] = []
  const rejected: Rejection[] = []
  const chosen: InvoiceFormat = format
  for await (const part of chosen.read(source, {})) {
    invoices.push(...part.invoices)
    rejected.push(...part.rejected)
  }
  return { formatId: format.id, invoices, rejected }
}

export const decimals = (text: string | undefined): string => {
  const [whole = '0', fraction = ''] = (text ?? '0').replace(',', '.').split('.')
  return `${whole}.${fraction.padEnd(2, '0').slice(0, 2)}`
}

/** The text of the first element of a name, found in the file as text; namespaces and the reader's own parser play no part. */
export const first = (xml: string, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1]
export const every = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`, 'g'))].map((match) => match[1] ?? '')
export const inside = (xml: string, name: string): string =>
  new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>[\\s\\S]*?</(?:\\w+:)?${name}>`).exec(xml)?.[0] ?? ''

export const entities = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&apos;', "'").replace(/\s+/g, ' ').trim()

export function expectedOfFa(xml: string): {
  readonly number: string
  readonly issueOn: string
  readonly dueOn: string | undefined
  readonly total: string
  readonly open: string
  readonly type: string
  readonly buyer: string | undefined
  readonly corrects: string[]
} {
  const fa = inside(xml, 'Fa')
  const p15 = decimals(first(fa, 'P_15'))
  const toPay = first(fa, 'DoZaplaty')
  const kind = first(fa, 'RodzajFaktury') ?? 'VAT'
  const isCorrection = kind.startsWith('KOR')
  const total = toPay === undefined || isCorrection ? p15 : decimals(toPay)
  const paid =
    first(fa, 'Zaplacono') === '1' || first(fa, 'DoRozliczenia') !== undefined
      ? Number(total)
      : every(fa, 'KwotaZaplatyCzesciowej').reduce((sum, amount) => sum + Number(amount), 0)
  const plain: Record<string, string> = { VAT: 'invoice', UPR: 'invoice', ZAL: 'advance', ROZ: 'final' }
  const upwards: Record<string, string> = { KOR: 'invoice', KOR_ZAL: 'advance', KOR_ROZ: 'final' }
  return {
    number: entities(first(fa, 'P_2') ?? ''),
    issueOn: first(fa, 'P_1') ?? '',
    dueOn: every(fa, 'Termin').toSorted().at(-1),
    total,
    open: ((Math.round(Number(total) * 100) - Math.round(paid * 100)) / 100).toFixed(2),
    type: plain[kind] ?? (Number(p15) > 0 ? (upwards[kind] ?? '') : 'credit-note'),
    buyer: first(inside(xml, 'Podmiot2'), 'Nazwa') ?? first(inside(xml, 'Podmiot2'), 'NIP'),
    corrects: isCorrection ? [...new Set(every(fa, 'NrFaKorygowanej').map(entities))] : [],
  }
}

export const openOf = (invoice: InvoiceRecord): string =>
  formatDecimal({ minor: invoice.total.minor - (invoice.settledAtSource?.minor ?? 0n), currency: invoice.total.currency })
