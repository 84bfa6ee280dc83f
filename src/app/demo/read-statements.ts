// Reads the statements of the sample firm: the old ones at once, the last weeks each on its own day, with the reminders that went then.
import { businessDayFrom } from '#domain/calendar/business-days'
import type { Actor } from '#flows/actor'
import { changeCompany } from '#flows/change-company'
import { deliverOutbox } from '#flows/deliver-outbox'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { runDunning } from '#flows/run-dunning'
import type { Shell } from '#flows/shell'
import { bytesSource } from '#ports/reading/byte-source'
import { getCompany } from '#store/companies'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { SampleStatement } from './sample-books.ts'
import type { ShellOn } from './shell-on.ts'

type Reading = {
  readonly shell: Shell
  readonly on: ShellOn
  readonly companyId: Id
  readonly actor: Actor
  readonly today: Day
  readonly statements: readonly SampleStatement[]
}

/** Statements read on days of their own, and the hour at which messages may go. */
const weeksBack = 8
/** The statements, counted from the last one, after which reminders went: once is enough to see what they bring, and quick. */
const reminded = [4]
const sendingHour = 10

export async function readStatements(
  { shell, on, companyId, actor, today, statements }: Reading,
  step: (word: string) => Promise<void>,
): Promise<{ readonly posted: number; readonly suggested: number }> {
  const counts = { posted: 0, suggested: 0 }
  const { sendingMode } = await getCompany(shell.database, companyId)
  const { settings } = await getSendingCompany(shell.database, companyId)
  const change = (to: Parameters<typeof changeCompany>[1]['change']) => changeCompany(shell, { companyId, actor, change: to })
  await change({ sendingMode: 'automatic', settings: { confirmations: false } })
  for (const [at, statement] of statements.entries()) {
    await step(statement.name)
    const readOn = businessDayFrom(addDays(statement.to, 1))
    const recent = at >= statements.length - weeksBack
    const then = recent && readOn < today ? on(readOn, sendingHour) : shell
    await importFile(then, { companyId, actor, source: 'file', fileName: statement.name, bytes: bytesSource(statement.bytes) })
    // The old months are matched together, when the first of the last weeks has come.
    if (at < statements.length - weeksBack - 1) continue
    const matched = await matchPayments(then, { companyId })
    counts.posted += matched.posted
    counts.suggested += matched.suggested
    if (then === shell || !reminded.includes(statements.length - at)) continue
    await runDunning(then, { companyId })
    await deliverOutbox(on(businessDayFrom(addDays(readOn, 1)), sendingHour), { companyId, parts: ['messages'] })
  }
  await change({ sendingMode, settings: { confirmations: settings.confirmations } })
  return counts
}
