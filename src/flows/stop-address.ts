// A person stops an address or lets it be written to again, hands in a letter that came back, and chooses by which connection mail leaves.
import { createHash } from 'node:crypto'
import { readReturnedMail } from '#ports/mail/returned-mail'
import { appendAudit } from '#store/audit'
import { setMailConnection } from '#store/companies'
import { getConnection } from '#store/connections'
import { inTransaction, type Tx } from '#store/database'
import { liftSuppression, suppress } from '#store/suppressions'
import { addressKey } from '#values/address-key'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { phoneNumber } from '#values/phone-number'
import { type Actor, writeActor } from './actor.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import type { Shell } from './shell.ts'
import { takeChannelNews } from './take-channel-news.ts'

type Command = { readonly companyId: Id; readonly actor: Actor }

const audited = (tx: Tx, command: Command, at: Date, action: string, subjectId: string, change: object) =>
  appendAudit(tx, command.companyId, at, [
    { actor: writeActor(command.actor), actorName: command.actor.name, action, subjectKind: 'address', subjectId, change },
  ])

/** Failure `suppression.address-wrong`, `suppression.known`. */
export async function stopAddress(
  shell: Shell,
  command: Command & { readonly address: string; readonly why?: string | undefined },
): Promise<void> {
  const [mail, second] = mailAddresses(command.address)
  const address = second === undefined ? (mail ?? phoneNumber(command.address)?.dialled) : undefined
  if (address === undefined) throw new Failure('suppression.address-wrong', { address: command.address })
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const detail = command.why === undefined || command.why === '' ? null : command.why
    const entry = { address, reason: 'person', detail, customerId: null, outboxId: null, createdBy: writeActor(command.actor), at } as const
    if (!(await suppress(tx, command.companyId, entry))) throw new Failure('suppression.known', { address })
    await audited(tx, command, at, 'address.stopped', addressKey(address), { detail })
  })
}

/** Failure `suppression.not-found`. */
export async function liftAddress(shell: Shell, command: Command & { readonly suppressionId: Id }): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const lifted = await liftSuppression(tx, command.companyId, command.suppressionId, writeActor(command.actor), at)
    await audited(tx, command, at, 'address.lifted', lifted.address, { reason: lifted.reason, since: lifted.createdAt.toISOString() })
  })
}

export type LetterOutcome = {
  readonly outcome: 'bounced' | 'complained' | 'delivered' | 'reply' | 'known' | 'not-ours'
  readonly address: string | null
}

/** The same letter handed in twice is known; one that names no message of ours is not ours. */
export async function takeLetter(shell: Shell, command: Command & { readonly raw: Uint8Array }): Promise<LetterOutcome> {
  const returned = await readReturnedMail(command.raw)
  if (returned === null) return { outcome: 'not-ours', address: null }
  const eventId = `letter:${createHash('sha256').update(command.raw).digest('hex')}`
  // No connection brought it: the company itself stands in its place.
  const taken = await takeChannelNews(shell, { companyId: command.companyId, connectionId: command.companyId }, [{ ...returned, eventId }])
  const outcome = returned.kind === 'reply' ? 'reply' : returned.state
  return { outcome: taken > 0 ? outcome : returned.handle === null ? 'not-ours' : 'known', address: returned.address }
}

/** Failure `connection.not-found` for one that is none of the company's mail connections. */
export async function chooseMailConnection(shell: Shell, command: Command & { readonly connectionId: Id }): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const connection = await getConnection(tx, command.companyId, command.connectionId)
    if (shell.shelves.channels.get(connection.pluginId)?.carries !== 'email')
      throw new Failure('connection.not-found', { connectionId: command.connectionId })
    await setMailConnection(tx, command.companyId, command.connectionId)
    await appendAudit(tx, command.companyId, at, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'company.mail-connection',
        subjectKind: 'connection',
        subjectId: command.connectionId,
        change: { name: connection.name },
      },
    ])
  })
}
