// How much of an invoice a person may write off in passing, while splitting a payment: nothing until the company says how much.
import * as z from 'zod'
import type { Company } from '#store/companies'
import type { Currency } from '#values/currency'
import { Failure } from '#values/failure'
import { type Money, money } from '#values/money'

const schema = z.object({ writeOffLimitMinor: z.number().int().min(0).default(0) })

/** The limit is an amount of the base currency; an invoice in another is closed as a difference of currencies or a fee of the bank. */
export function writeOffLimit(company: Pick<Company, 'settings' | 'baseCurrency'>, currency: Currency): Money {
  const chosen = schema.safeParse(company.settings)
  if (!chosen.success) throw new Failure('company.settings-unreadable', {}, { cause: chosen.error })
  return money(currency === company.baseCurrency ? BigInt(chosen.data.writeOffLimitMinor) : 0n, currency)
}
