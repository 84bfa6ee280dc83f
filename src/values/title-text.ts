// Titles and names that a bank cut into lines of fixed width, put together again.

/** Lines of an Elixir title, of a SEPA remittance and of a name. */
const elixirWidths = [35, 70, 105, 140]

const blanks = /[\s\u00A0\u202F]+/g

const untidy = /[^\S ]| {2}|^ | $/

/** One blank for any run of them, none at the ends. */
export const tidy = (text: string): string => (untidy.test(text) ? text.replace(blanks, ' ').trim() : text)

/** A KSeF number fills a whole line of 35 by itself: what follows is another word. */
const endsInKsefNumber = /\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}$/i

/**
 * Puts lines together: with nothing where the line before is full (its last word was cut), else with a blank.
 * In a split-payment title (`/VAT/…/IDC/…/INV/…`) nothing is ever put behind a line of 35 or more.
 */
export function joinLines(lines: readonly string[], fullWidths: readonly number[] = elixirWidths): string {
  const isSplitPayment = lines[0]?.startsWith('/VAT/') === true
  let joined = ''
  let before: string | null = null
  for (const line of lines) {
    if (line.trim() === '') continue
    const isCut =
      before !== null && !endsInKsefNumber.test(joined) && (fullWidths.includes(before.length) || (isSplitPayment && before.length >= 35))
    joined += before === null || isCut ? line : ` ${line}`
    before = line
  }
  return tidy(joined)
}

/** The width of subfields that hold 27 (German) or 35 (Polish) characters, judged by the longest. */
export function subfieldWidth(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => line.length)) > 27 ? 35 : 27
}
