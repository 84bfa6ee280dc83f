// The yearly archive of mean exchange rates of Narodowy Bank Polski (table A), as its website gives it for download.
import { type Currency, findCurrency } from '#values/currency'
import { type Day, findDay } from '#values/day'

/** Mean rate: ten-thousandths of a złoty for `per` units, as the table quotes it (100 HUF), so that nothing is rounded. */
export type NbpRate = { readonly currency: Currency; readonly on: Day; readonly tenThousandths: bigint; readonly per: bigint }

export type NbpTable = {
  readonly rates: readonly NbpRate[]
  /** Currencies of the table that the house does not know, or whose unit it cannot read. */
  readonly leftOut: readonly string[]
}

type Column = { readonly at: number; readonly currency: Currency; readonly per: bigint }

const cells = (line: string): string[] => line.split(';').map((cell) => cell.trim())

/** `4,3811` → 43811; null for anything that has not four decimals. */
function tenThousandths(text: string): bigint | null {
  const match = /^(\d{1,6}),(\d{4})$/.exec(text)
  return match === null ? null : BigInt(`${match[1]}${match[2]}`)
}

/**
 * Text of `archiwum_tab_a_RRRR.csv`: a head `data;1USD;100HUF;…`, a line of names, then `20261119;3,6512;…;nr;001/A/NBP/2026`.
 * Null when the text is no such table.
 */
export function nbpTable(text: string): NbpTable | null {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const names = cells(head)
  if (names[0]?.toLowerCase() !== 'data') return null
  const columns: Column[] = []
  const leftOut: string[] = []
  for (const [at, name] of names.entries()) {
    const [, units = '', code = ''] = /^(\d+)\s?([A-Z]{3})$/.exec(name) ?? []
    if (code === '') continue
    const currency = findCurrency(code)
    // One, a hundred, ten thousand: anything else is no unit that a table has had.
    if (currency === null || !/^10{0,6}$/.test(units)) leftOut.push(code)
    else columns.push({ at, currency, per: BigInt(units) })
  }
  const rates: NbpRate[] = []
  for (const line of lines) {
    const row = cells(line)
    const date = /^(\d{4})(\d{2})(\d{2})$/.exec(row[0] ?? '')
    const on = date === null ? null : findDay(Number(date[1]), Number(date[2]), Number(date[3]))
    if (on === null) continue
    for (const { at, currency, per } of columns) {
      const rate = tenThousandths(row[at] ?? '')
      if (rate !== null && rate > 0n) rates.push({ currency, on, tenThousandths: rate, per })
    }
  }
  return rates.length === 0 ? null : { rates, leftOut }
}
