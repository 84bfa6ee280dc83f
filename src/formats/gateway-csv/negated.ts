// A cost that a report writes without its sign, as what it did to the balance.

/** `0.89` → `-0.89`, `-0.89` → `0.89` (a fee given back); empty stays empty. */
export function negated(amount: string): string {
  const text = amount.trim()
  if (text === '') return ''
  return /^[-\u2212]/.test(text) ? text.slice(1) : `-${text.replace(/^\+/, '')}`
}
