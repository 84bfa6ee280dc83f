// The daily digest: how the receivables stand this morning, to each person who asked for it, at the hour that he chose.
import type { Role } from '#domain/access/permissions'
import { amountText, numberText } from '#domain/wording/amount-text'
import { listAlertChoices } from '#store/alert-choices'
import { inTransaction } from '#store/database'
import { listMembers } from '#store/members'
import { findActivePeople } from '#store/people'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { countAttention } from '#store/views/attention'
import { receivables } from '#store/views/dashboard-figures'
import { toReview } from '#store/views/dashboard-income'
import { currency } from '#values/currency'
import { type Day, wallClock } from '#values/day'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { alertTeam } from './alert-team.ts'
import type { Shell } from './shell.ts'

const usualHour = '08:00'
/** A digest that would come later than this is left for tomorrow. */
const lateByMinutes = 120

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Plans what is due now, once a day for each person; says how many messages. */
export async function tellDigests(shell: Shell, companyId: Id): Promise<number> {
  const at = shell.clock.now()
  const wanting = [...(await listAlertChoices(shell.database, companyId))].filter(
    ([, { media }]) => (media['daily-digest'] ?? []).length > 0,
  )
  if (wanting.length === 0) return 0
  const company = await getSendingCompany(shell.database, companyId)
  const now = wallClock(at, company.timeZone)
  const due = wanting.filter(([, { digestAt }]) => {
    const lateBy = now.hour * 60 + now.minute - minutesOf(digestAt ?? usualHour)
    return lateBy >= 0 && lateBy <= lateByMinutes
  })
  if (due.length === 0) return 0
  const roles = new Map((await listMembers(shell.database, companyId)).map(({ userId, role }) => [userId, role as Role]))
  const people = await findActivePeople(
    shell.database,
    due.map(([userId]) => userId),
  )
  let told = 0
  for (const [userId] of due) {
    const said = people.get(userId)?.language ?? ''
    const language = isLanguage(said) ? said : company.language
    const lines = await linesOf(shell, company, { today: now.day, language, ownerUserId: roles.get(userId) === 'sales' ? userId : null })
    const alert = {
      companyId,
      topic: 'daily-digest',
      key: now.day,
      facts: { on: now.day, lines: lines.join('\n') },
      link: '/',
      at,
    } as const
    told += await inTransaction(shell.database, (tx) => alertTeam(tx, shell, alert, ({ person }) => person.userId === userId))
  }
  return told
}

async function linesOf(
  shell: Shell,
  company: SendingCompany,
  of: { readonly today: Day; readonly language: Language; readonly ownerUserId: string | null },
): Promise<readonly string[]> {
  const { language, ownerUserId } = of
  const say = shell.translatorFor(language)
  const scope = { companyId: company.companyId, currency: currency(company.baseCurrency), today: of.today, ownerUserId }
  const owed = await receivables(shell.database, scope)
  const review = await toReview(shell.database, scope)
  const waits = ownerUserId === null ? await countAttention(shell.database, company.companyId) : null
  const line = (key: string, count: number, more: Readonly<Record<string, string>> = {}): string =>
    say(`alerts.digest.${key}`, { count, figure: numberText(language, count), ...more })
  return [
    line('owed', owed.invoices, { amount: amountText(language, owed.open) }),
    line('overdue', owed.overdueInvoices, { amount: amountText(language, owed.overdue) }),
    ...(review.payments === 0 ? [] : [line('review', review.payments, { amount: amountText(language, review.amount) })]),
    ...(waits === null || waits.approvals === 0 ? [] : [line('approvals', waits.approvals)]),
    ...(waits === null || waits.unknownMessages === 0 ? [] : [line('unknown', waits.unknownMessages)]),
    ...(waits === null || waits.rejectedRecords === 0 ? [] : [line('rejected', waits.rejectedRecords)]),
    ...(waits === null || waits.connectionErrors === 0 ? [] : [line('connections', waits.connectionErrors)]),
  ]
}
