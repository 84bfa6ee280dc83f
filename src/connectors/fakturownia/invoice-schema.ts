// The fields of a Fakturownia invoice that the house reads; the vendor sends a hundred more.
import * as z from 'zod'

/** Texts that come as a text, a number or null. */
const looseText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value).trim()))
/** Flags that come as true, "1", 1, "yes" or null. */
const looseFlag = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true' || value === 'yes')
/** Amounts are texts, "123.0" or "0,00"; numbers are taken too. */
const amount = z.union([z.string(), z.number()]).transform(String)

const position = z.object({ name: looseText, quantity: looseText, total_price_gross: looseText, category: looseText.optional() })
const settlement = z.object({ kind: z.string(), amount })

export const invoiceSchema = z.object({
  id: z.number().int(),
  number: looseText,
  kind: z.string(),
  status: looseText,
  income: z.union([z.boolean(), z.string(), z.number()]).nullish(),
  cancelled: looseFlag,
  test: looseFlag,
  issue_date: z.string(),
  sell_date: looseText,
  payment_to: looseText,
  price_gross: amount,
  price_net: looseText,
  paid: looseText,
  currency: z.string(),
  settlement_positions: z.array(settlement).nullish(),
  accounting_note_kind: looseText,
  department_id: looseText,
  client_id: looseText,
  buyer_name: looseText,
  buyer_first_name: looseText,
  buyer_last_name: looseText,
  buyer_tax_no: looseText,
  buyer_tax_no_kind: looseText,
  buyer_email: looseText,
  buyer_phone: looseText,
  buyer_mobile_phone: looseText,
  buyer_street: looseText,
  buyer_post_code: looseText,
  buyer_city: looseText,
  buyer_country: looseText,
  buyer_mass_payment_code: looseText,
  seller_bank_account: looseText,
  oid: looseText,
  from_invoice_id: looseText,
  invoice_id: looseText,
  view_url: looseText,
  payment_url: looseText,
  gov_id: looseText,
  gov_status: looseText,
  split_payment: looseFlag,
  positions: z.array(position).nullish(),
})

export type FakturowniaInvoice = z.infer<typeof invoiceSchema>
