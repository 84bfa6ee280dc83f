// What a customer answers on his own page: he has paid, he will pay, he objects. Each is kept as evidence; none can hold reminders for ever.
import type { DisputeReason } from '#domain/agreements/dispute-reasons'
import { addBusinessDays, businessDayFrom } from '#domain/calendar/business-days'
import type { TaskKind } from '#domain/follow-up/task-kinds'
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import { type Agreement, listAgreements } from '#store/agreements'
import { lockContact } from '#store/contacts'
import { inTransaction, type Tx } from '#store/database'
import { insertFile } from '#store/files'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { type PortalInvoice, readPortal } from '#store/views/portal'
import { addDays, type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { add, isPositive, type Money } from '#values/money'
import { system } from './actor.ts'
import { addTask } from './add-task.ts'
import type { OpenPortal } from './open-portal.ts'
import { recordAgreement } from './record-agreement.ts'
import type { Shell } from './shell.ts'

/** A promise further away is one for a talk, not for a page. */
export const furthestPromiseDays = 30
/** How long "I have paid" holds reminders: a transfer takes a business day, a bank file one more. */
const checkedWithinBusinessDays = 3
/** Who said so this recently without money coming is asked by a person. */
const oncePerDays = 14
/** A broken word this recent makes another promise one for a talk. */
const trustedAgainAfterDays = 60

export type PortalAnswer = {
  readonly invoiceIds: readonly Id[]
  /** Who answers, in his own words. */
  readonly byWhom: string | null
  readonly words: string
} & (
  | { readonly kind: 'paid'; readonly on: Day; readonly amount: Money | null; readonly proof: Proof | null }
  | { readonly kind: 'promise'; readonly on: Day; readonly amount: Money | null }
  | { readonly kind: 'dispute'; readonly reason: DisputeReason }
)
export type Proof = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

/** held: reminders wait · noted: a person looks at it first. */
export type PortalOutcome = 'held' | 'noted'

type Case = {
  readonly portal: OpenPortal
  readonly company: SendingCompany
  readonly customer: string
  readonly chosen: readonly PortalInvoice[]
  readonly before: readonly Agreement[]
  readonly at: Date
}

/** Failures `portal.link-dead`, `portal.nothing-chosen`, `portal.day-wrong`, `portal.promise-stands`, `portal.words-missing`, `portal.too-often`. */
export async function answerPortal(shell: Shell, portal: OpenPortal, answer: PortalAnswer): Promise<PortalOutcome> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    // Locked, so that two answers at once are counted one after the other.
    const contact = await lockContact(tx, portal.companyId, portal.customerId)
    const data = contact === null ? null : await readPortal(tx, portal.companyId, portal.customerId, portal.today)
    if (contact === null || data === null) throw new Failure('portal.link-dead')
    const chosen = data.invoices.filter((invoice) => answer.invoiceIds.includes(invoice.invoiceId))
    if (chosen.length === 0) throw new Failure('portal.nothing-chosen')
    const before = (await listAgreements(tx, portal.companyId, portal.customerId)).filter((each) => each.channel === 'page')
    const company = await getSendingCompany(tx, portal.companyId)
    if (before.filter((each) => each.createdAt.getTime() > at.getTime() - 86_400_000).length >= mostADay)
      throw new Failure('portal.too-often')
    const of = { portal, company, customer: contact.name, chosen, before, at }
    switch (answer.kind) {
      case 'paid':
        return sayPaid(tx, shell, of, answer)
      case 'promise':
        return sayPromise(tx, shell, of, answer)
      case 'dispute':
        return sayDispute(tx, shell, of, answer)
    }
  })
}

const mostADay = 10

const aboutOf = (of: Case, answer: PortalAnswer) => ({
  companyId: of.portal.companyId,
  actor: system,
  customerId: of.portal.customerId,
  invoiceIds: of.chosen.map((invoice) => invoice.invoiceId),
  words: answer.words,
  byWhom: answer.byWhom,
  channel: 'page' as const,
})

const numbersOf = (of: Case): string => of.chosen.map((invoice) => invoice.number).join(', ')

/** One sum for each currency of what was chosen. */
function openOf(chosen: readonly PortalInvoice[]): readonly Money[] {
  const sums = new Map<string, Money>()
  for (const { open } of chosen) {
    const sum = sums.get(open.currency)
    sums.set(open.currency, sum === undefined ? open : add(sum, open))
  }
  return [...sums.values()]
}

const since = (of: Case, days: number): number => of.at.getTime() - days * 86_400_000

async function sayPaid(tx: Tx, shell: Shell, of: Case, answer: Extract<PortalAnswer, { kind: 'paid' }>): Promise<PortalOutcome> {
  const { portal, company, at } = of
  if (answer.on > portal.today || answer.on < addDays(portal.today, -365)) throw new Failure('portal.day-wrong')
  const proofFileId = answer.proof === null ? null : await insertFile(tx, portal.companyId, { ...answer.proof, createdAt: at })
  const recently = of.before.some((each) => each.reason === 'claims-paid' && each.createdAt.getTime() > since(of, oncePerDays))
  const until = recently ? addDays(portal.today, -1) : addBusinessDays(portal.today, checkedWithinBusinessDays)
  // Said again too soon it is kept as evidence, but holds nothing any more.
  const [holdId = ''] = await recordAgreement(tx, shell, {
    ...aboutOf(of, answer),
    kind: 'pause',
    until,
    reason: 'claims-paid',
    proofFileId,
    ...(answer.amount === null ? {} : { amount: answer.amount }),
  })
  const facts = {
    customer: of.customer,
    invoices: numbersOf(of),
    day: dayText(company.language, answer.on),
    amount: answer.amount === null ? '' : amountText(company.language, answer.amount),
  }
  await task(tx, of, answer.amount === null ? 'claims-paid' : 'claims-paid-amount', holdId, facts)
  return recently ? 'noted' : 'held'
}

async function sayPromise(tx: Tx, shell: Shell, of: Case, answer: Extract<PortalAnswer, { kind: 'promise' }>): Promise<PortalOutcome> {
  const { portal, company, at } = of
  if (answer.on < portal.today || answer.on > addDays(portal.today, furthestPromiseDays)) throw new Failure('portal.day-wrong')
  if (of.before.some((each) => each.kind === 'promise' && each.endedAt === null)) throw new Failure('portal.promise-stands')
  const amounts = answer.amount !== null && isPositive(answer.amount) ? [answer.amount] : openOf(of.chosen)
  const broken = of.before.some((each) => each.outcome === 'broken' && each.createdAt.getTime() > since(of, trustedAgainAfterDays))
  if (broken) {
    const facts = {
      customer: of.customer,
      amount: amounts.map((amount) => amountText(company.language, amount)).join(', '),
      day: dayText(company.language, answer.on),
    }
    await task(tx, of, 'promise-again', `${portal.customerId}:${dayOf(at, company.timeZone)}`, facts)
    return 'noted'
  }
  for (const amount of amounts) {
    const invoiceIds = of.chosen.filter((invoice) => invoice.open.currency === amount.currency).map((invoice) => invoice.invoiceId)
    await recordAgreement(tx, shell, { ...aboutOf(of, answer), invoiceIds, kind: 'promise', amount, promisedOn: answer.on })
  }
  return 'held'
}

async function sayDispute(tx: Tx, shell: Shell, of: Case, answer: Extract<PortalAnswer, { kind: 'dispute' }>): Promise<PortalOutcome> {
  if (answer.reason === 'other' && answer.words === '') throw new Failure('portal.words-missing')
  const fresh = of.chosen.filter((invoice) => !invoice.disputed)
  if (fresh.length === 0) return 'noted'
  const invoiceIds = fresh.map((invoice) => invoice.invoiceId)
  const [holdId = ''] = await recordAgreement(tx, shell, {
    ...aboutOf(of, answer),
    invoiceIds,
    kind: 'dispute',
    reason: answer.reason,
    amount: null,
  })
  const reason = shell.translatorFor(of.company.language)(`agreements.reason.${answer.reason}`)
  await task(tx, of, 'dispute-raised', holdId, { customer: of.customer, invoices: fresh.map((each) => each.number).join(', '), reason })
  return 'held'
}

const task = (tx: Tx, of: Case, kind: TaskKind, key: string, facts: Readonly<Record<string, string>>): Promise<boolean> =>
  addTask(tx, {
    companyId: of.portal.companyId,
    kind,
    key: `${kind}:${key}`,
    customerId: of.portal.customerId,
    facts,
    dueOn: businessDayFrom(of.portal.today),
    at: of.at,
  })
