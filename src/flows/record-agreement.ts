// Writes down what a customer said or was granted: a promise, an objection, instalments, a pause. It is evidence and holds reminders back.
import type { DisputeReason, Way } from '#domain/agreements/dispute-reasons'
import type { Instalment } from '#domain/agreements/instalment-standing'
import { insertInstalments } from '#store/agreements'
import { appendAudit } from '#store/audit'
import { lockContact } from '#store/contacts'
import type { Tx } from '#store/database'
import { touchedByDispute } from '#store/disputes'
import { insertHold } from '#store/holds'
import { listInvoices } from '#store/invoices'
import { getSendingCompany } from '#store/sending-companies'
import { type Day, dayOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { Failure } from '#values/failure'
import { type Id, writeId } from '#values/id'
import type { Language } from '#values/language'
import { isPositive, type Money, total } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import { alertTeam } from './alert-team.ts'
import { planEffects } from './plan-effects.ts'
import { publishEvent } from './publish-event.ts'
import type { Shell } from './shell.ts'

export type NewAgreement = {
  readonly companyId: Id
  readonly actor: Actor
  readonly customerId: Id
  /** None: the whole customer. */
  readonly invoiceIds: readonly Id[]
  readonly words: string
  readonly byWhom: string | null
  readonly channel: Way | null
  readonly proofFileId?: Id | null
} & (
  | { readonly kind: 'promise'; readonly amount: Money; readonly promisedOn: Day }
  | { readonly kind: 'dispute'; readonly reason: DisputeReason; readonly amount: Money | null }
  | { readonly kind: 'instalments'; readonly rows: readonly Instalment[] }
  | { readonly kind: 'pause' | 'insolvency'; readonly until: Day | null; readonly reason?: string; readonly amount?: Money }
)

/**
 * Answers with the holds written: one, or one for each disputed invoice. Failures `customer.not-found`, `invoice.not-found` for an invoice of
 * somebody else, `promise.day-past`, `promise.amount-missing`, `instalments.out-of-order`.
 */
export async function recordAgreement(tx: Tx, shell: Shell, agreement: NewAgreement): Promise<readonly Id[]> {
  const { companyId, customerId } = agreement
  const at = shell.clock.now()
  const contact = await lockContact(tx, companyId, customerId)
  if (contact === null) throw new Failure('customer.not-found')
  const invoiceIds = [...new Set(agreement.invoiceIds)]
  const invoices = await listInvoices(tx, companyId, invoiceIds)
  if (invoices.length !== invoiceIds.length || invoices.some((invoice) => invoice.customerId !== customerId))
    throw new Failure('invoice.not-found')
  const company = await getSendingCompany(tx, companyId)
  check(agreement, dayOf(at, company.timeZone))
  const common = {
    customerId,
    invoiceId: null,
    why: agreement.words,
    byWhom: agreement.byWhom,
    channel: agreement.channel,
    proofFileId: agreement.proofFileId ?? null,
    createdBy: writeActor(agreement.actor),
    createdAt: at,
  }
  const terms = termsOf(agreement)
  // A dispute is a status of its invoice, so each has its own.
  const parts = agreement.kind === 'dispute' && invoiceIds.length > 1 ? invoiceIds.map((id) => [id]) : [invoiceIds]
  const holdIds: Id[] = []
  for (const part of parts) holdIds.push(await insertHold(tx, companyId, { kind: agreement.kind, ...common, ...terms, invoiceIds: part }))
  if (agreement.kind === 'instalments') await insertInstalments(tx, companyId, holdIds[0] ?? '', agreement.rows)
  const touched = agreement.kind === 'dispute' ? await touchedByDispute(tx, companyId, { customerId, invoiceIds }) : invoiceIds
  await planEffects(tx, shell, { companyId, invoiceIds: touched, paymentIds: [], cause: `hold.${agreement.kind}`, at })
  await tell(tx, shell, agreement, {
    customer: contact.name,
    key: holdIds[0] ?? '',
    numbers: invoices.map((invoice) => invoice.number),
    language: company.language,
    at,
  })
  await appendAudit(tx, companyId, at, [
    {
      actor: common.createdBy,
      actorName: agreement.actor.name,
      action: `customer.${agreement.kind}-recorded`,
      subjectKind: 'customer',
      subjectId: customerId,
      // Who said it and in which words stands in the hold alone: a person may ask to be forgotten, the log forgets nothing.
      change: { holdIds, invoices: invoices.map((invoice) => invoice.number), channel: agreement.channel, ...terms },
    },
  ])
  return holdIds
}

type Told = {
  readonly customer: string
  readonly key: Id
  readonly numbers: readonly string[]
  readonly language: Language
  readonly at: Date
}

/** The team hears of objections, and of promises that the customer gave without talking to anybody; other systems of every promise. */
async function tell(tx: Tx, shell: Shell, agreement: NewAgreement, { customer, key, numbers, language, at }: Told): Promise<void> {
  const { companyId, customerId } = agreement
  const about = { companyId, key, customerId, link: `/customers/${writeId('customer', customerId)}?tab=agreements`, at }
  if (agreement.kind === 'promise') {
    const { amount, promisedOn } = agreement
    const facts = { customer, amountMinor: amount.minor.toString(), currency: amount.currency, on: promisedOn }
    if (agreement.channel === 'page') await alertTeam(tx, shell, { ...about, topic: 'promise-made', facts })
    const data = { customerId: writeId('customer', customerId), amount: formatDecimal(amount), currency: amount.currency, promisedOn }
    await publishEvent(tx, { companyId, type: 'promise.made', key, data, at })
  }
  if (agreement.kind === 'dispute')
    await alertTeam(tx, shell, {
      ...about,
      topic: 'dispute-raised',
      facts: {
        customer,
        invoice: numbers.join(', '),
        reason: shell.translatorFor(language)(`agreements.reason.${agreement.reason}`),
      },
    })
}

function check(agreement: NewAgreement, today: Day): void {
  if (agreement.kind === 'promise') {
    if (agreement.promisedOn < today) throw new Failure('promise.day-past')
    if (!isPositive(agreement.amount)) throw new Failure('promise.amount-missing')
  }
  if (agreement.kind === 'instalments') {
    const { rows } = agreement
    const rising = rows.every((row, at) => at === 0 || row.dueOn > (rows[at - 1]?.dueOn ?? row.dueOn))
    const [first] = rows
    const oneCurrency = rows.every((row) => row.amount.currency === first?.amount.currency && isPositive(row.amount))
    if (first === undefined || first.dueOn < today || !rising || !oneCurrency) throw new Failure('instalments.out-of-order')
  }
}

/** What holds, how long, and for how much. */
function termsOf(agreement: NewAgreement): { untilOn: Day | null; amount: Money | null; reason: string | null } {
  switch (agreement.kind) {
    case 'promise':
      return { untilOn: agreement.promisedOn, amount: agreement.amount, reason: null }
    case 'dispute':
      return { untilOn: null, amount: agreement.amount, reason: agreement.reason }
    case 'instalments': {
      const of = agreement.rows[0]?.amount.currency
      const amounts = agreement.rows.map((row) => row.amount)
      // It holds until it is judged: a plan whose last instalment is late is broken by the job and not by the calendar.
      return { untilOn: null, amount: of === undefined ? null : total(amounts, of), reason: null }
    }
    case 'pause':
    case 'insolvency':
      return { untilOn: agreement.until, amount: agreement.amount ?? null, reason: agreement.reason ?? null }
  }
}
