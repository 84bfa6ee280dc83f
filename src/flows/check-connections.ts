// Warns the owners of a company before the consent or token of a connection ends, as far as its connector knows the day.
import { expiryWarning } from '#domain/schedule/expiry-warning'
import { dayText } from '#domain/wording/day-text'
import { type Connection, listConnections } from '#store/connections'
import { inTransaction } from '#store/database'
import { listMembers } from '#store/members'
import { planMessage } from '#store/outbox'
import { findPeople } from '#store/people'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { mailAddresses } from './messages/mail-addresses.ts'
import { headerText, renderMessage } from './messages/render-message.ts'
import { systemModel } from './send-system-mail.ts'
import type { Shell } from './shell.ts'

/** A connector that knows when its access ends keeps the instant in its memory under this name. */
const endsAtKey = 'accessEndsAt'

/** The last day of a connection's access; null when its connector does not know. */
export function accessEndsOn(connection: Pick<Connection, 'memory'>, timeZone: string): Day | null {
  const kept = connection.memory[endsAtKey]
  return typeof kept === 'string' && !Number.isNaN(Date.parse(kept)) ? dayOf(new Date(kept), timeZone) : null
}

/** Plans each warning once; says how many are new. */
export async function checkConnections(shell: Shell, companyId: Id): Promise<number> {
  const company = await getSendingCompany(shell.database, companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  let planned = 0
  for (const connection of await listConnections(shell.database, companyId)) {
    const endsOn = accessEndsOn(connection, company.timeZone)
    const warning = endsOn === null || connection.state === 'off' ? null : expiryWarning(endsOn, today)
    if (endsOn === null || warning === null) continue
    if (await warn(shell, company, connection, endsOn, warning)) planned++
  }
  return planned
}

async function warn(
  shell: Shell,
  company: SendingCompany,
  connection: Connection,
  endsOn: Day,
  warning: { readonly threshold: number; readonly daysLeft: number },
): Promise<boolean> {
  const { companyId, language } = company
  const owners = (await listMembers(shell.database, companyId)).filter(
    (member) => member.role === 'owner' || member.role === 'administrator',
  )
  const people = await findPeople(
    shell.database,
    owners.map((member) => member.userId),
  )
  const to = [...people.values()].flatMap((person) =>
    mailAddresses(person.email).map((address) => ({ address, name: headerText(person.name) })),
  )
  if (to.length === 0) return false
  const facts = {
    connection: connection.name,
    company: company.name,
    on: dayText(language, endsOn),
    count: warning.daysLeft,
    link: `${shell.publicUrl}/integrations`,
  }
  const rendered = await renderMessage(systemModel(shell.translatorFor(language), { template: 'connection-expiry', language, facts }))
  const payload = {
    template: 'team-mail',
    connectionId: connection.connectionId,
    content: { to, language, ...rendered, attachments: [] },
  } as { readonly template: string }
  const key = `expiry:${connection.connectionId}:${endsOn}:${warning.threshold}`
  return inTransaction(shell.database, (tx) =>
    planMessage(
      tx,
      companyId,
      { key, customerId: null, payload, state: 'planned', reason: null, cause: 'connection-expiry' },
      shell.clock.now(),
    ),
  )
}
