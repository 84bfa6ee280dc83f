// Which way money went, from the sign of an amount's text.

/** True for an amount with any kind of minus in front or behind. */
export const isMoneyOut = (amount: string): boolean => /^[\s'"]*[-\u2010-\u2015\u2212]|-\s*(?:[A-Z]{3})?\s*$/.test(amount)
