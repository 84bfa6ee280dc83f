// Looks whether promises and instalments were kept, once the payments of their day are known; a broken word goes to the team and to a person's list.
import { type InstalmentPlan, instalmentStanding } from '#domain/agreements/instalment-standing'
import type { MoneyIn } from '#domain/agreements/money-in'
import { judgePromises, type PromiseToPay } from '#domain/agreements/promise-outcome'
import { businessDayFrom } from '#domain/calendar/business-days'
import type { TaskKind } from '#domain/follow-up/task-kinds'
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import { type Agreement, listCustomersToJudge, lockAgreements, saveOutcome } from '#store/agreements'
import { appendAudit } from '#store/audit'
import { lockContact } from '#store/contacts'
import { listMoneyIn } from '#store/customer-money'
import { inTransaction, type Tx } from '#store/database'
import { bankData } from '#store/dunning'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { addDays, type Day, dayOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { type Id, writeId } from '#values/id'
import { type Money, money } from '#values/money'
import { system, writeActor } from './actor.ts'
import { addTask } from './add-task.ts'
import { alertTeam } from './alert-team.ts'
import { publishEvent } from './publish-event.ts'
import type { Shell } from './shell.ts'

/** A statement may come late: until then a judgement is looked at again. */
const lookedAtAgainDays = 14

type Case = {
  readonly shell: Shell
  readonly company: SendingCompany
  readonly customerId: Id
  readonly customerName: string
  readonly today: Day
  readonly knownUntil: Day
  readonly at: Date
}
type Verdict = { readonly agreement: Agreement; readonly outcome: string; readonly settled: Money }

/** Answers how many were kept, kept in part and broken by this look. */
export async function judgeAgreements(
  shell: Shell,
  { companyId }: { readonly companyId: Id },
): Promise<{ readonly kept: number; readonly partly: number; readonly broken: number }> {
  const at = shell.clock.now()
  const company = await getSendingCompany(shell.database, companyId)
  const today = dayOf(at, company.timeZone)
  const known = { today, knownUntil: await lastKnownDay(shell, company, today, at), at }
  const counts = { kept: 0, partly: 0, broken: 0 }
  for (const customerId of await listCustomersToJudge(shell.database, companyId, addDays(today, -lookedAtAgainDays))) {
    const outcomes = await inTransaction(shell.database, (tx) => judgeCustomer(tx, shell, company, customerId, known))
    for (const outcome of outcomes) if (outcome === 'kept' || outcome === 'partly' || outcome === 'broken') counts[outcome]++
  }
  return counts
}

/** The last day whose payments are all known: the day before the stalest source was read; yesterday where people record payments themselves. */
async function lastKnownDay(shell: Shell, company: SendingCompany, today: Day, at: Date): Promise<Day> {
  const bank = await bankData(shell.database, company.companyId, at)
  if (bank === null) return addDays(today, -1)
  // A source that was never read knows of no day at all.
  if (!Number.isFinite(bank.ageHours)) return addDays(today, -36_500)
  return addDays(dayOf(new Date(at.getTime() - bank.ageHours * 3_600_000), company.timeZone), -1)
}

async function judgeCustomer(
  tx: Tx,
  shell: Shell,
  company: SendingCompany,
  customerId: Id,
  known: Pick<Case, 'today' | 'knownUntil' | 'at'>,
): Promise<readonly string[]> {
  const contact = await lockContact(tx, company.companyId, customerId)
  if (contact === null) return []
  const of: Case = { shell, company, customerId, customerName: contact.name, ...known }
  const agreements = (await lockAgreements(tx, company.companyId, customerId)).filter((each) => isJudged(each, known.today))
  const recorded = agreements.map((each) => dayOf(each.createdAt, company.timeZone)).sort()
  const moneys = recorded[0] === undefined ? [] : await listMoneyIn(tx, company.companyId, customerId, recorded[0])
  const verdicts = [...promiseVerdicts(of, agreements, moneys), ...planVerdicts(of, agreements, moneys)]
  const changed: Verdict[] = []
  for (const { agreement, outcome, settled } of verdicts) {
    const isSame = outcome === (agreement.outcome ?? '')
    if (isSame && settled.minor === (agreement.settled?.minor ?? 0n)) continue
    const end = outcome === '' ? null : outcome
    await saveOutcome(tx, company.companyId, agreement.holdId, {
      outcome: end,
      settledMinor: settled.minor,
      at: known.at,
      by: writeActor(system),
    })
    if (end !== null && !isSame) changed.push({ agreement, outcome, settled })
  }
  for (const verdict of changed) await tellBroken(tx, of, verdict)
  await appendAudit(
    tx,
    company.companyId,
    known.at,
    changed.map(({ agreement, outcome, settled }) => ({
      actor: writeActor(system),
      actorName: system.name,
      action: `customer.${agreement.kind}-${outcome}`,
      subjectKind: 'customer',
      subjectId: customerId,
      change: { holdId: agreement.holdId, settled },
    })),
  )
  return changed.map((verdict) => verdict.outcome)
}

/** What waits, and promises judged lately; what a person has ended is over. */
function isJudged(agreement: Agreement, today: Day): boolean {
  if (agreement.amount === null) return false
  if (agreement.endedAt === null) return true
  return (
    agreement.kind === 'promise' &&
    ['kept', 'partly', 'broken'].includes(agreement.outcome ?? '') &&
    agreement.untilOn !== null &&
    agreement.untilOn >= addDays(today, -lookedAtAgainDays)
  )
}

function promiseVerdicts(of: Case, agreements: readonly Agreement[], moneys: readonly MoneyIn[]): readonly Verdict[] {
  const promises = agreements.flatMap((each): readonly PromiseToPay[] =>
    each.kind !== 'promise' || each.amount === null || each.untilOn === null
      ? []
      : [
          {
            id: each.holdId,
            recordedOn: dayOf(each.createdAt, of.company.timeZone),
            promisedOn: each.untilOn,
            amount: each.amount,
            invoiceIds: each.invoiceIds,
          },
        ],
  )
  return judgePromises(promises, moneys, of.knownUntil).flatMap((judged) => {
    const agreement = agreements.find((each) => each.holdId === judged.id)
    return agreement === undefined ? [] : [{ agreement, outcome: judged.outcome ?? '', settled: judged.paid }]
  })
}

function planVerdicts(of: Case, agreements: readonly Agreement[], moneys: readonly MoneyIn[]): readonly Verdict[] {
  return agreements
    .filter((each) => each.kind === 'instalments' && each.endedAt === null)
    .map((agreement) => {
      const standing = instalmentStanding(planOf(agreement, of.company.timeZone), moneys, of.knownUntil)
      return { agreement, outcome: standing.outcome ?? '', settled: standing.paid }
    })
}

export const planOf = (agreement: Agreement, timeZone: string): InstalmentPlan => ({
  recordedOn: dayOf(agreement.createdAt, timeZone),
  rows: agreement.instalments,
  invoiceIds: agreement.invoiceIds,
})

/** Other systems hear of a promise that was not kept, in part or at all; the team hears of it, and somebody calls on the next business day. */
async function tellBroken(tx: Tx, of: Case, { agreement, outcome, settled }: Verdict): Promise<void> {
  if (outcome === 'kept') return
  const { company, customerId } = of
  if (agreement.kind === 'promise' && agreement.amount !== null)
    await publishEvent(tx, {
      companyId: company.companyId,
      type: 'promise.broken',
      key: agreement.holdId,
      data: {
        customerId: writeId('customer', customerId),
        amount: formatDecimal(agreement.amount),
        paid: formatDecimal(settled),
        currency: agreement.amount.currency,
        promisedOn: agreement.untilOn,
      },
      at: of.at,
    })
  const kind: TaskKind =
    agreement.kind === 'instalments' ? 'instalments-broken' : outcome === 'partly' ? 'promise-partly' : 'promise-broken'
  const facts = {
    customer: of.customerName,
    amount: amountText(company.language, agreement.amount ?? money(0n, settled.currency)),
    paid: amountText(company.language, settled),
    day: agreement.untilOn === null ? '' : dayText(company.language, agreement.untilOn),
  }
  const key = `${kind}:${agreement.holdId}`
  const alertFacts = {
    customer: of.customerName,
    amountMinor: (agreement.amount?.minor ?? 0n).toString(),
    currency: settled.currency,
    on: agreement.untilOn ?? of.today,
  }
  const link = `/customers/${writeId('customer', customerId)}?tab=agreements`
  await alertTeam(tx, of.shell, {
    companyId: company.companyId,
    topic: 'promise-broken',
    key,
    customerId,
    facts: alertFacts,
    link,
    at: of.at,
  })
  await addTask(tx, { companyId: company.companyId, kind, key, customerId, facts, dueOn: businessDayFrom(of.today), at: of.at })
}
