// Facts for showing a template: those of a real customer, and figures of an example where he has none.
import type { Medium } from '#domain/dunning/message-kind'
import type { Tx } from '#store/database'
import { listOwedInvoices } from '#store/dunning'
import type { TemplatePlace } from '#store/message-templates'
import type { SendingCompany } from '#store/sending-companies'
import { EUR, PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Shell } from '../shell.ts'
import { loadMessageFacts } from './load-message-facts.ts'
import type { MessageFacts } from './message-facts.ts'

type Sample = {
  readonly company: SendingCompany
  readonly place: TemplatePlace
  readonly medium: Medium
  readonly customer: { readonly id: Id; readonly name: string }
  readonly today: Day
}

const sampleNote = (today: Day): NonNullable<MessageFacts['note']> => {
  const line = {
    number: 'FV 1/2026',
    from: addDays(today, -45),
    to: today,
    days: 46,
    principal: money(1_230_000n, PLN),
    basisPoints: 1375,
    amount: money(21_314n, PLN),
  }
  return {
    number: 'NO/1/2026',
    issuedOn: today,
    payBy: addDays(today, 7),
    regime: 'commercial',
    lines: [line],
    compensations: [
      { number: 'FV 1/2026', euros: money(7_000n, EUR), amount: money(29_750n, PLN), rateOn: addDays(today, -60), tenThousandths: 42_500n },
    ],
    total: money(51_064n, PLN),
  }
}

const samplePayment = (today: Day, customerId: Id): NonNullable<MessageFacts['payment']> => ({
  bookedOn: today,
  amount: money(150_000n, PLN),
  unapplied: money(20_000n, PLN),
  allocations: [{ number: 'FV 1/2026', applied: money(130_000n, PLN), left: money(0n, PLN), viewUrl: null, customerId }],
})

/** A note, a payment and a text of somebody's own stand in for what a preview has not got; invoices are the customer's. */
export async function sampleFactsOf(tx: Tx, shell: Shell, { company, place, medium, customer, today }: Sample): Promise<MessageFacts> {
  const soon = place.kind === 'notice-before-due'
  const owed = await listOwedInvoices(tx, company.companyId, customer.id, soon ? addDays(today, 30) : today)
  const example = {
    id: '00000000-0000-7000-8000-000000000000',
    number: 'FV 1/2026',
    dueOn: addDays(today, soon ? 3 : -14),
    open: money(123_000n, PLN),
    viewUrl: null,
    paymentUrl: null,
    payToAccount: null,
  }
  const invoices = owed.length === 0 ? [example] : owed.slice(0, 12)
  const needs = place.kind === 'interest-note' || place.kind === 'payment-confirmation'
  const facts = await loadMessageFacts(
    tx,
    shell,
    {
      company,
      ...place,
      // These two are loaded of what was issued or booked; a preview has its example instead.
      kind: needs ? 'free-text' : place.kind,
      medium,
      customerId: customer.id,
      customerName: customer.name,
      addresses: [],
      invoices: needs ? [] : invoices,
      today,
      freeText: {
        subject: place.language === 'pl' ? 'Temat wiadomości' : 'Subject',
        text: place.language === 'pl' ? 'Treść wiadomości.' : 'Text of the message.',
      },
    },
    true,
  )
  return {
    ...facts,
    kind: place.kind,
    note: place.kind === 'interest-note' ? sampleNote(today) : null,
    payment: place.kind === 'payment-confirmation' ? samplePayment(today, customer.id) : null,
  }
}
