// Takes what a channel has heard: deliveries, bounces, complaints, answers, codes of chats. The same news twice, or in another order, changes nothing.
import type { ChannelNews } from '#ports/channel'
import { linkTelegram } from '#store/alert-choices'
import { findCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import type { OutboxRow } from '#store/outbox'
import { findByHandle, findLatestTo, noteDelivery } from '#store/outbox-deliveries'
import { getSendingCompany } from '#store/sending-companies'
import { suppress } from '#store/suppressions'
import { rememberWebhook } from '#store/webhook-events'
import { addressKey } from '#values/address-key'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import { system, writeActor } from './actor.ts'
import { addTask } from './add-task.ts'
import { messagePayload } from './deliver/message-content.ts'
import { noteUndelivered } from './deliver/note-undelivered.ts'
import type { Shell } from './shell.ts'

type Place = { readonly companyId: Id; readonly connectionId: Id }

/** Says how much of it was new and about something of ours. */
export async function takeChannelNews(shell: Shell, place: Place, news: readonly ChannelNews[]): Promise<number> {
  let taken = 0
  for (const each of news) if (await inTransaction(shell.database, (tx) => takeOne(tx, shell, place, each))) taken++
  return taken
}

async function takeOne(tx: Tx, shell: Shell, place: Place, news: ChannelNews): Promise<boolean> {
  const at = shell.clock.now()
  if (!(await rememberWebhook(tx, place, { eventId: news.eventId, streams: [], at }))) return false
  switch (news.kind) {
    case 'delivery':
      return takeDelivery(tx, shell, place.companyId, news)
    case 'reply':
      return takeReply(tx, shell, place.companyId, news)
    case 'link':
      return (await linkTelegram(tx, place.companyId, news, at)) !== null
  }
}

/** The recipient that the news is about: the one it names, else the only one. */
function recipientOf(row: OutboxRow, address: string | null): string | null {
  const to = messagePayload(row).content?.to ?? []
  const named = address === null ? undefined : to.find((each) => addressKey(each.address) === addressKey(address))
  return named?.address ?? (to.length === 1 ? (to[0]?.address ?? null) : null)
}

async function takeDelivery(tx: Tx, shell: Shell, companyId: Id, news: Extract<ChannelNews, { kind: 'delivery' }>): Promise<boolean> {
  const at = shell.clock.now()
  // A report about nothing that we have sent is not believed.
  const row = news.handle === null ? null : await findByHandle(tx, companyId, news.handle)
  if (row === null) return false
  const changed = await noteDelivery(tx, row, { delivery: news.state, detail: news.detail, at })
  if (!changed || news.state === 'delivered') return changed
  const address = recipientOf(row, news.address)
  if (address === null) return true
  const reason = news.state === 'complained' ? 'complaint' : 'bounced'
  await noteUndelivered(tx, shell, row, { address, reason, permanent: news.permanent, detail: news.detail, at })
  return true
}

async function takeReply(tx: Tx, shell: Shell, companyId: Id, news: Extract<ChannelNews, { kind: 'reply' }>): Promise<boolean> {
  const at = shell.clock.now()
  const row =
    (news.handle === null ? null : await findByHandle(tx, companyId, news.handle)) ?? (await findLatestTo(tx, companyId, news.address))
  if (row?.customer_id == null) return false
  const { customer_id: customerId, outbox_id: outboxId } = row
  if (news.says !== 'something')
    await suppress(tx, companyId, {
      address: news.address,
      reason: news.says === 'stop' ? 'unsubscribed' : 'wrong-person',
      detail: news.text,
      customerId,
      outboxId,
      createdBy: writeActor(system),
      at,
    })
  const { timeZone } = await getSendingCompany(tx, companyId)
  const customer = await findCustomer(tx, companyId, customerId)
  const kind = ({ stop: 'address-unsubscribed', 'wrong-person': 'address-wrong-person', something: 'customer-replied' } as const)[news.says]
  const facts = { customer: customer?.name ?? '', address: news.address, detail: news.text.slice(0, 200) }
  await addTask(tx, { companyId, kind, key: `reply:${news.eventId}`, customerId, facts, dueOn: dayOf(at, timeZone), at })
  return true
}
