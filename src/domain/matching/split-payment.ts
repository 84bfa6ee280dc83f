// The title grammar of Polish split payment: /VAT/ amount /IDC/ tax number /INV/ invoice number or period /TXT/ free text, parsed by its keys.

export type Span = { readonly start: number; readonly end: number }
/** Offsets of each field's content in the title; the number contains slashes, so the keys alone delimit it. */
export type SplitPayment = { readonly vat: Span; readonly taxId?: Span; readonly invoice?: Span; readonly text?: Span }

/** A 35-column break may stand inside a key. */
const key = (name: string): RegExp => new RegExp(`[/\\\\]\\s?${[...name].join('\\s?')}\\s?[/\\\\]`, 'g')
const keys = { VAT: key('VAT'), IDC: key('IDC'), INV: key('INV'), TXT: key('TXT') } as const

function find(text: string, name: keyof typeof keys, from: number): Span | null {
  const pattern = keys[name]
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match === null ? null : { start: match.index, end: match.index + match[0].length }
}

/** The fields of a folded title, or null when it is no split payment. */
export function splitPayment(text: string): SplitPayment | null {
  if (!text.includes('V')) return null
  const vat = find(text, 'VAT', 0)
  if (vat === null || !/^\s*[\d\s]{1,14}([,.]\s?\d\s?\d)?\s*[/\\]/.test(text.slice(vat.end, vat.end + 24))) return null
  const taxId = find(text, 'IDC', vat.end)
  const invoice = find(text, 'INV', (taxId ?? vat).end)
  const free = find(text, 'TXT', (invoice ?? taxId ?? vat).end)
  const stop = free?.start ?? text.length
  return {
    vat: { start: vat.end, end: (taxId ?? invoice ?? free)?.start ?? text.length },
    ...(taxId === null ? {} : { taxId: { start: taxId.end, end: (invoice ?? free)?.start ?? text.length } }),
    ...(invoice === null ? {} : { invoice: { start: invoice.end, end: stop } }),
    ...(free === null ? {} : { text: { start: free.end, end: text.length } }),
  }
}
