// Writes a reminder or demand from the ledger as it is at this moment, after looking at its gates once more.
import type { Step } from '#domain/dunning/policy'
import { type Recheck, recheckReminder } from '#domain/dunning/recheck'
import { sendingFrom } from '#domain/dunning/sending-time'
import type { Tx } from '#store/database'
import type { NamedInvoice } from '#store/dunning'
import { findMemberMail } from '#store/dunning/role-contacts'
import { takePlaceInHour, whenHourHasRoom } from '#store/dunning/sent-pace'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { instantAt } from '#values/day'
import { type CustomerCase, lockCustomerCase } from '../customer-cases.ts'
import { type CompanyFacts, companyFacts } from '../dunning-facts.ts'
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
  const words = edited === undefined || changed ? null : edited
  const forPerson = step.approval === 'person' || (changed && approvedBy !== undefined)
  const pace = {
    companyId: company.companyId,
    outboxId: about.row.outbox_id,
    mostPerHour: company.settings.remindersPerHour,
    now: about.now,
  }
  const opens = whenWindowOpens(about)
  const notYet = opens === null ? later(await whenHourHasRoom(tx, pace), 'per-hour') : later(opens, 'window')
  if (notYet !== null && standsAsWritten(about, { changed, forPerson, approved: 'approvedBy' in kept }))
    return { kind: 'later', until: notYet.at, reason: notYet.reason }
  const content = await composeMessage(tx, shell, {
    company,
    kind: words === null || words.isTemplate === true ? step.kind : 'free-text',
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
    attachStatement: step.attachments.includes('statement'),
    ...(words === null ? {} : { [words.isTemplate === true ? 'wording' : 'freeText']: { subject: words.subject, text: words.text } }),
  })
  return {
    kind: 'ready',
    payload: { ...kept, on: facts.today, figures, own: [...customer.reach[payload.medium].addresses] },
    content,
    forPerson,
    notBefore: notYet ?? later(await takePlaceInHour(tx, pace), 'per-hour'),
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

type NotBefore = NonNullable<Extract<Prepared, { kind: 'ready' }>['notBefore']>

const later = (at: Date | null, reason: NotBefore['reason']): NotBefore | null => (at === null ? null : { at, reason })

/** Null while the window is open. */
function whenWindowOpens({
  company,
  customer,
  payload,
  now,
}: {
  readonly company: SendingCompany
  readonly customer: CustomerCase
  readonly payload: ReminderPayload
  readonly now: Date
}): Date | null {
  const invoice = customer.owed.find((each) => payload.steps.some((step) => step.invoiceId === each.id))
  const policy = invoice === undefined ? null : customer.policyFor(invoice)
  const opens = policy === null ? now : sendingFrom(policy.policy, now, company.timeZone)
  // Times that never come were refused when the policy was kept; a day later it is looked at again.
  return opens === null ? new Date(now.getTime() + 86_400_000) : opens > now ? opens : null
}

/** What was written today of the same figures, and waits for nothing but its time, is not written anew only to wait on. */
function standsAsWritten(
  { company, row, payload, facts }: { company: SendingCompany; row: OutboxRow; payload: ReminderPayload; facts: CompanyFacts },
  { changed, forPerson, approved }: { readonly changed: boolean; readonly forPerson: boolean; readonly approved: boolean },
): boolean {
  const goes = company.sendingMode === 'automatic' ? !forPerson || approved : company.sendingMode === 'approve' && approved
  return goes && row.state === 'planned' && !changed && payload.content !== undefined && payload.on === facts.today
}
