// A person says that a demand went out, that a debtor was entered at a bureau, or that the entry was removed; each can be taken back.

import type { BigDelivery } from '#domain/big/big-gate'
import { businessDayFrom } from '#domain/calendar/business-days'
import { appendAudit } from '#store/audit'
import { type BigNoticeRecord, type By, insertEntry, insertNotice, markEntry, markNotice } from '#store/big'
import { lockContact } from '#store/contacts'
import { inTransaction, type Tx } from '#store/database'
import { getSendingCompany } from '#store/sending-companies'
import { type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import { addTask } from '../add-task.ts'
import type { Shell } from '../shell.ts'
import { loadEntry } from './load-entry.ts'
import { sentWarnings } from './sent-warnings.ts'

type Command = { readonly companyId: Id; readonly actor: Actor; readonly customerId: Id }
type Turn = { readonly by: By; readonly today: Day; readonly name: string }

/** One change of one customer, who is held meanwhile; answers with what to write in the log. */
const change = (shell: Shell, command: Command, act: (tx: Tx, turn: Turn) => Promise<{ action: string; change: object }>): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, customerId } = command
    const at = shell.clock.now()
    const contact = await lockContact(tx, companyId, customerId)
    if (contact === null) throw new Failure('customer.not-found')
    const { timeZone } = await getSendingCompany(tx, companyId)
    const by = { actor: writeActor(actor), name: actor.name ?? null, at }
    const done = await act(tx, { by, today: dayOf(at, timeZone), name: contact.name })
    await appendAudit(tx, companyId, at, [
      { actor: by.actor, actorName: actor.name, action: done.action, subjectKind: 'customer', subjectId: customerId, change: done.change },
    ])
  })

/**
 * The demand named the bureau and its seat, the right to object and the limits of the objection to processing: the person says so. Once a day of
 * entry is in sight, somebody is asked to decide on it. Failures `big.no-contract`, `big.day-ahead`.
 */
export const recordNotice = (shell: Shell, command: Command & { readonly sentOn: Day; readonly delivery: BigDelivery }): Promise<void> =>
  change(shell, command, (tx, turn) => keepNotice(tx, command, turn, { ...command, outboxId: null, invoiceIds: null, proof: null }))

/**
 * The demand is a message that the house sent: it knows which, when and of which debts, and a person says what it cannot know. Of a letter, how
 * it was handed over and on which day at the latest since then; of either, what proves it. Failures `big.not-a-warning`, `big.linked-already`,
 * `big.way-unknown`, `big.day-before-sent`, and those of `recordNotice`.
 */
export const linkNotice = (
  shell: Shell,
  command: Command & { readonly outboxId: Id; readonly sentOn: Day; readonly delivery: BigDelivery; readonly proof: string | null },
): Promise<void> =>
  change(shell, command, async (tx, turn) => {
    const { companyId, customerId, outboxId, sentOn, delivery, proof } = command
    const { timeZone } = await getSendingCompany(tx, companyId)
    const { bureau, notices } = await loadEntry(tx, companyId, customerId, turn.today)
    const sent = (await sentWarnings(tx, shell, { companyId, customerId, bureau, timeZone })).find((each) => each.outboxId === outboxId)
    if (sent === undefined || sent.returned) throw new Failure('big.not-a-warning')
    if (notices.some((notice) => notice.outboxId === outboxId)) throw new Failure('big.linked-already')
    if ((sent.medium === 'email') !== (delivery === 'email')) throw new Failure('big.way-unknown')
    if (sentOn < sent.sentOn || (sent.medium === 'email' && sentOn !== sent.sentOn)) throw new Failure('big.day-before-sent')
    return keepNotice(tx, command, turn, { sentOn, delivery, outboxId, invoiceIds: sent.invoiceIds, proof })
  })

type NewNotice = Pick<BigNoticeRecord, 'sentOn' | 'delivery' | 'outboxId' | 'invoiceIds' | 'proof'>

async function keepNotice(tx: Tx, { companyId, customerId }: Command, { by, today, name }: Turn, notice: NewNotice) {
  const { sentOn, delivery, outboxId, invoiceIds, proof } = notice
  if (sentOn > today) throw new Failure('big.day-ahead')
  const { bureau, entry } = await loadEntry(tx, companyId, customerId, today)
  if (bureau === null) throw new Failure('big.no-contract')
  const noticeId = await insertNotice(tx, companyId, { customerId, sentOn, delivery, bureau: bureau.name, outboxId, invoiceIds, proof, by })
  const { earliestOn } = (await loadEntry(tx, companyId, customerId, today)).judgement
  if (earliestOn !== null && entry === null)
    await addTask(tx, {
      companyId,
      kind: 'big-ready',
      key: `big-ready:${noticeId}`,
      customerId,
      facts: { customer: name },
      dueOn: businessDayFrom(earliestOn),
      at: by.at,
    })
  const message = outboxId === null ? {} : { outboxId, proof }
  return { action: 'big.notice-recorded', change: { noticeId, sentOn, delivery, bureau: bureau.name, ...message } }
}

/** Failure `big.notice-not-found`. */
export const changeNotice = (
  shell: Shell,
  command: Command & { readonly noticeId: Id; readonly act: 'remove' | 'restore' },
): Promise<void> =>
  change(shell, command, async (tx, { by }) => {
    const { noticeId, act } = command
    await markNotice(tx, command.companyId, command, act === 'remove' ? by : null)
    return { action: act === 'remove' ? 'big.notice-removed' : 'big.notice-restored', change: { noticeId } }
  })

/** Failures `big.day-ahead`, `big.already-entered`, `big.conditions-unmet` with the first safe day, `big.dispute-not-disclosed`. */
export const enterDebtor = (
  shell: Shell,
  command: Command & { readonly enteredOn: Day; readonly disputeDisclosed: boolean },
): Promise<void> =>
  change(shell, command, async (tx, { by, today }) => {
    const { companyId, customerId, enteredOn } = command
    if (enteredOn > today) throw new Failure('big.day-ahead')
    const { bureau, judgement, entry } = await loadEntry(tx, companyId, customerId, enteredOn)
    if (entry !== null) throw new Failure('big.already-entered')
    if (!judgement.allowed || bureau === null) {
      const unmet = judgement.conditions.filter(({ state }) => state === 'unmet').map(({ id }) => id)
      throw new Failure('big.conditions-unmet', { unmet: unmet.join(', '), from: judgement.earliestOn ?? '' })
    }
    const debts = judgement.debts.filter(({ ripeOn }) => ripeOn !== null && ripeOn <= enteredOn)
    if (debts.some(({ disputed }) => disputed) && !command.disputeDisclosed) throw new Failure('big.dispute-not-disclosed')
    const entryId = await insertEntry(tx, companyId, { customerId, enteredOn, bureau, debts, by })
    return { action: 'big.entered', change: { entryId, enteredOn, bureau: bureau.name, invoices: debts.map(({ number }) => number) } }
  })

/** Failures `big.entry-not-found`, `big.day-ahead`, and `big.already-entered` where a newer one stands. */
export const changeEntry = (
  shell: Shell,
  command: Command & { readonly entryId: Id } & ({ readonly act: 'remove'; readonly on: Day } | { readonly act: 'restore' }),
): Promise<void> =>
  change(shell, command, async (tx, { by, today }) => {
    const { companyId, customerId, entryId } = command
    if (command.act === 'remove') {
      if (command.on > today) throw new Failure('big.day-ahead')
      await markEntry(tx, companyId, command, { ...by, on: command.on })
      return { action: 'big.removed', change: { entryId, on: command.on } }
    }
    if ((await loadEntry(tx, companyId, customerId, today)).entry !== null) throw new Failure('big.already-entered')
    await markEntry(tx, companyId, command, null)
    return { action: 'big.restored', change: { entryId } }
  })
