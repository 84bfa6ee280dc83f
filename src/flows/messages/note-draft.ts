// The figures of an interest note before it is issued: what has accrued on the chosen invoices and was not charged by an earlier note.
import type { Claim } from '#domain/interest/claim'
import { getCustomerTerms } from '#store/customer-terms'
import { getCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import { listDocuments } from '#store/documents'
import { listInvoices } from '#store/invoices'
import { getLetterSettings } from '#store/letter-settings'
import { PLN } from '#values/currency'
import { addDays, type Day, daysBetween } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { divideRounded, type Money, money } from '#values/money'
import { loadClaim } from './load-claim.ts'
import { type KeptNote, keptNote } from './note-facts.ts'

export type NoteDraft = {
  readonly regime: KeptNote['regime']
  readonly lines: KeptNote['lines']
  readonly compensations: KeptNote['compensations']
  readonly total: Money
}

export type NoteWish = { readonly customerId: Id; readonly invoiceIds: readonly Id[]; readonly until: Day; readonly compensation: boolean }

type Charged = { readonly through: Day; readonly minor: bigint }
const divisor = 365n * 10_000n

/** By invoice, what living notes have charged already. */
async function chargedBefore(
  tx: Tx,
  companyId: Id,
  customerId: Id,
): Promise<{ readonly interest: ReadonlyMap<Id, Charged>; readonly compensated: ReadonlySet<Id> }> {
  const interest = new Map<Id, Charged>()
  const compensated = new Set<Id>()
  for (const document of await listDocuments(tx, companyId, customerId)) {
    if (document.kind !== 'interest-note' || document.cancelledAt !== null) continue
    const note = keptNote(document)
    for (const line of note.lines) {
      const known = interest.get(line.invoiceId)
      interest.set(line.invoiceId, {
        through: known === undefined || line.to > known.through ? line.to : known.through,
        minor: (known?.minor ?? 0n) + line.amount,
      })
    }
    for (const each of note.compensations) compensated.add(each.invoiceId)
  }
  return { interest, compensated }
}

/** Parts after the days that were charged already; the last takes what rounding leaves, so that all notes together charge the interest once. */
function linesOf(claimed: Claim['debts'][number], charged: Charged | undefined): KeptNote['lines'] {
  const { debt, interest } = claimed
  const rest = interest.interest.minor - (charged?.minor ?? 0n)
  const parts = interest.parts.flatMap((part) => {
    const from = charged !== undefined && charged.through >= part.from ? addDays(charged.through, 1) : part.from
    if (from > part.to) return []
    const days = daysBetween(from, part.to) + 1
    const amount = divideRounded(part.principal.minor * BigInt(part.basisPoints) * BigInt(days), divisor)
    return [
      {
        invoiceId: debt.invoiceId,
        number: debt.number,
        from,
        to: part.to,
        days,
        principal: part.principal.minor,
        basisPoints: part.basisPoints,
        amount,
        source: part.source,
      },
    ]
  })
  const difference = rest - parts.reduce((sum, part) => sum + part.amount, 0n)
  return parts
    .map((part, at) => (at === parts.length - 1 ? { ...part, amount: part.amount + difference } : part))
    .filter((part) => part.amount > 0n)
}

/** Failure `interest.rate-missing`, `compensation.rate-missing`, `interest.nothing-due`, `interest.currencies`, `document.foreign`. */
export async function noteDraft(tx: Tx, companyId: Id, wish: NoteWish): Promise<NoteDraft> {
  const customer = await getCustomer(tx, companyId, wish.customerId)
  const settings = await getLetterSettings(tx, companyId)
  const terms = await getCustomerTerms(tx, companyId, { id: customer.id, taxId: customer.taxId })
  const own = await listInvoices(tx, companyId, wish.invoiceIds)
  if (own.some((invoice) => invoice.customerId !== wish.customerId) || own.length !== new Set(wish.invoiceIds).size)
    throw new Failure('document.foreign')
  const charged = await chargedBefore(tx, companyId, wish.customerId)
  const claim = await loadClaim(tx, companyId, {
    invoiceIds: wish.invoiceIds,
    settings,
    terms,
    until: wish.until,
    withCompensation: wish.compensation,
  })
  const lines = claim.debts.flatMap((each) => linesOf(each, charged.interest.get(each.debt.invoiceId)))
  const compensations = claim.debts.flatMap(({ debt, compensation }) =>
    compensation === null || charged.compensated.has(debt.invoiceId)
      ? []
      : [
          {
            invoiceId: debt.invoiceId,
            number: debt.number,
            euros: compensation.euros.minor,
            amount: compensation.amount.minor,
            rateOn: compensation.rate.on,
            tenThousandths: compensation.rate.tenThousandths,
          },
        ],
  )
  const currencies = new Set([...claim.debts.map(({ debt }) => debt.value.currency), ...(compensations.length === 0 ? [] : [PLN])])
  const [currency] = currencies
  if (currencies.size > 1) throw new Failure('interest.currencies')
  const sum = [...lines, ...compensations].reduce((total, each) => total + each.amount, 0n)
  if (currency === undefined || sum === 0n) throw new Failure('interest.nothing-due')
  return { regime: terms.regime.kind, lines, compensations, total: money(sum, currency) }
}
