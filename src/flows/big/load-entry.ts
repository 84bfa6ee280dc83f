// Gathers what an entry at a bureau is judged by: debts in złoty, demands, disputes, the contract, and the entry that stands.
import { type EntryJudgement, judgeEntry } from '#domain/big/entry-gate'
import { baseAmountAt } from '#domain/credit/base-amount'
import { type BigEntry, type BigNoticeRecord, listEntries, listNotices } from '#store/big'
import { type CustomerTerms, getCustomerTerms } from '#store/customer-terms'
import { type Customer, getCustomer } from '#store/customers'
import type { Executor } from '#store/database'
import { listOwedInvoices } from '#store/dunning'
import { loadRateLookup } from '#store/exchange-rates'
import { listHolds } from '#store/holds'
import { getLetterSettings } from '#store/letter-settings'
import { PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

export type EntryFacts = {
  readonly customer: Customer
  readonly debtor: CustomerTerms['debtor']
  readonly bureau: { readonly name: string; readonly seat: string } | null
  readonly notices: readonly BigNoticeRecord[]
  readonly judgement: EntryJudgement
  /** The one that stands. */
  readonly entry: BigEntry | null
  readonly removed: readonly BigEntry[]
}

/** As it is on `on`. Failure `customer.not-found`. */
export async function loadEntry(executor: Executor, companyId: Id, customerId: Id, on: Day): Promise<EntryFacts> {
  const customer = await getCustomer(executor, companyId, customerId)
  const terms = await getCustomerTerms(executor, companyId, { id: customerId, taxId: customer.taxId })
  const { big: bureau } = await getLetterSettings(executor, companyId)
  const owed = await listOwedInvoices(executor, companyId, customerId, on)
  const foreign = owed.some((invoice) => invoice.open.currency !== PLN)
  const inZloty = baseAmountAt(PLN, foreign ? await loadRateLookup(executor, companyId, addDays(on, -10)) : null)
  const disputes = (await listHolds(executor, companyId, [customerId], on)).filter((hold) => hold.kind === 'dispute')
  const notices = await listNotices(executor, companyId, customerId)
  const entries = await listEntries(executor, companyId, customerId)
  const debts = owed.map((invoice) => {
    const minor = inZloty(invoice.open, on)
    return {
      invoiceId: invoice.id,
      number: invoice.number,
      dueOn: invoice.dueOn,
      open: invoice.open,
      zloty: minor === null ? null : money(minor, PLN),
      disputed: disputes.some((hold) => hold.invoiceId === null || hold.invoiceId === invoice.id),
    }
  })
  return {
    customer,
    debtor: terms.debtor,
    bureau,
    notices,
    judgement: judgeEntry({ debtor: terms.debtor, bureau, emailDemands: terms.emailDemands, debts, notices }, on),
    entry: entries.find((entry) => entry.removedOn === null) ?? null,
    removed: entries.filter((entry) => entry.removedOn !== null),
  }
}
