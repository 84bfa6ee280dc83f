// Writes a reminder or demand from the ledger as it is at this moment, after looking at its gates once more.
import type { Step } from '#domain/dunning/policy'
import { type Recheck, recheckReminder } from '#domain/dunning/recheck'
import { sendingFrom } from '#domain/dunning/sending-time'
import type { Tx } from '#store/database'
import type { NamedInvoice } from '#store/dunning'
import { findMemberMail } from '#store/dunning/role-contacts'
import { whenHourHasRoom } from '#store/dunning/sent-pace'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { instantAt } from '#values/day'
import { type CompanyFacts, type CustomerCase, companyFacts, lockCustomerCase } from '../dunning-facts.ts'
import { composeMessage } from '../messages/compose-message.ts'
import type { Shell } from '../shell.ts'
import type { MessagePayload } from './message-content.ts'
import type { Prepared } from './prepared.ts'

export type ReminderPayload = Extract<MessagePayload, { template: 'reminder' }>

/** A row of an earlier version says kind and tone alone. */
const stepOf = (payload: ReminderPayload): Step =>
  payload.step ?? {
    id: payload.steps[0]?.stepId ?? '',
    name: null,
    offsetDays: 1,
    daysAre: 'calendar',
    media: [payload.medium],
    kind: payload.kind,
    tone: payload.tone,
    templateId: payload.templateId,
    attachments: [],
    recipients: { role: null, owner: false, addresses: [] },
    task: null,
    approval: 'automatic',
  }

/** Failure `message.template-failed` and the like when it cannot be written: this one message is kept back. */
export async function prepareReminder(
  tx: Tx,
  shell: Shell,
  company: SendingCompany,
  row: OutboxRow,
  payload: ReminderPayload,
): Promise<Prepared> {
  const now = shell.clock.now()
  const facts = await companyFacts(tx, company, now)
  const step = stepOf(payload)
  const role = step.recipients.role
  const customer =
    row.customer_id === null ? null : await lockCustomerCase(tx, company, facts, row.customer_id, { now, sending: row, role })
  if (customer === null) return { kind: 'cancelled', reason: 'customer-gone' }
  if (!company.settings.reminders) return { kind: 'cancelled', reason: 'reminders-off' }
  const decision = recheckReminder(
    { steps: payload.steps, medium: payload.medium, step },
    customer,
    facts.today,
    company.settings.staleAfterHours,
  )
  switch (decision.kind) {
    case 'cancelled':
      return decision
    case 'withheld':
      return { kind: 'withheld', payload, reasons: decision.reasons }
    case 'later':
      return { kind: 'later', until: instantAt(decision.notBefore, 0, 0, company.timeZone), reason: 'gap' }
    case 'send':
      return write(tx, shell, { company, row, payload, step, customer, facts, decision, now })
  }
}

async function write(
  tx: Tx,
  shell: Shell,
  about: {
    readonly company: SendingCompany
    readonly row: OutboxRow
    readonly payload: ReminderPayload
    readonly step: Step
    readonly customer: CustomerCase
    readonly facts: CompanyFacts
    readonly decision: Extract<Recheck, { kind: 'send' }>
    readonly now: Date
  },
): Promise<Prepared> {
  const { company, payload, step, customer, facts } = about
  const invoices = about.decision.invoices
    .map((invoice) => customer.owed.find((known) => known.id === invoice.id))
    .filter((invoice): invoice is NamedInvoice => invoice !== undefined)
  const figures = invoices.map(({ id, number, dueOn, open }) => ({
    invoiceId: id,
    number,
    dueOn,
    minor: String(open.minor),
    currency: open.currency,
  }))
  // A wording and an approval were given for these figures and no others.
  const changed = payload.figures !== undefined && JSON.stringify(payload.figures) !== JSON.stringify(figures)
  const { edited, approvedBy, ...rest } = payload
  const kept = changed
    ? rest
    : { ...rest, ...(edited === undefined ? {} : { edited }), ...(approvedBy === undefined ? {} : { approvedBy }) }
  const content = await composeMessage(tx, shell, {
    company,
    kind: edited === undefined || changed ? step.kind : 'free-text',
    tone: step.tone,
    medium: payload.medium,
    customerId: customer.customer.customerId,
    customerName: customer.customer.name,
    addresses: await addressesOf(tx, company, payload, step, customer),
    language: customer.customer.language,
    invoices,
    today: facts.today,
    templateId: payload.templateId,
    attachInvoices: step.attachments.includes('invoices'),
    freeText: edited === undefined || changed ? null : { subject: edited.subject, text: edited.text },
  })
  return {
    kind: 'ready',
    payload: { ...kept, on: facts.today, figures },
    content,
    forPerson: step.approval === 'person' || (changed && approvedBy !== undefined),
    notBefore: await timeOf(tx, about),
  }
}

/** The customer's own addresses first, then copies to our own person and to the step's list. */
async function addressesOf(
  tx: Tx,
  company: SendingCompany,
  payload: ReminderPayload,
  step: Step,
  { reach, customer }: CustomerCase,
): Promise<readonly string[]> {
  const own = reach[payload.medium].addresses
  if (payload.medium !== 'email') return own
  const owner =
    step.recipients.owner && customer.ownerUserId !== null ? await findMemberMail(tx, company.companyId, customer.ownerUserId) : null
  const known = new Map(
    [...own, ...(owner === null ? [] : [owner]), ...step.recipients.addresses].map((each) => [each.toLowerCase(), each]),
  )
  return [...known.values()]
}

async function timeOf(
  tx: Tx,
  {
    company,
    row,
    customer,
    payload,
    now,
  }: { company: SendingCompany; row: OutboxRow; customer: CustomerCase; payload: ReminderPayload; now: Date },
): Promise<NonNullable<Extract<Prepared, { kind: 'ready' }>['notBefore']> | null> {
  const invoice = customer.owed.find((each) => payload.steps.some((step) => step.invoiceId === each.id))
  const policy = invoice === undefined ? null : customer.policyFor(invoice)
  const opens = policy === null ? now : sendingFrom(policy.policy, now, company.timeZone)
  // Times that never come were refused when the policy was kept; a day later it is looked at again.
  if (opens === null || opens > now) return { at: opens ?? new Date(now.getTime() + 86_400_000), reason: 'window' }
  const room = await whenHourHasRoom(tx, company.companyId, row.outbox_id, company.settings.remindersPerHour, now)
  return room === null ? null : { at: room, reason: 'per-hour' }
}
