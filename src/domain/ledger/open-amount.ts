// What is still due of an invoice.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { EntryDraft } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'

/** Open amount of one invoice's entries, as of the end of a day or now; negative for a credit note with credit left, never below what is due. */
export const openAmount = (entries: readonly EntryDraft[], currency: Currency, asOf?: Day): Money =>
  invoiceSums(entries, currency, asOf).open
