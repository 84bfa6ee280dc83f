// How amounts of a currency are marked behind their number.

const units: Readonly<Record<string, string>> = { PLN: 'zł', EUR: '€', USD: '$', GBP: '£', CZK: 'Kč' }

/** `zł` of PLN; the code itself where no sign is usual in Poland. */
export const unitOf = (currency: string): string => units[currency] ?? currency
