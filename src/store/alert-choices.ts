// What each person of a company wants to be told, by which media, when and where.
import type { Selectable } from 'kysely'
import * as z from 'zod'
import { alertMedia, alertTopics } from '#domain/alerts/topics'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import type { AlertChoicesTable } from './schema/channels.ts'

const choices = z.partialRecord(z.enum(alertTopics), z.array(z.enum(alertMedia)))

/** `media` names only the topics that the person has decided about; `quiet` and `digestAt` are wall-clock times of the company's zone. */
export type AlertChoices = {
  readonly media: z.infer<typeof choices>
  readonly quiet: { readonly from: string; readonly until: string } | null
  readonly digestAt: string | null
  /** Payments of at least so much, in minor units of the company's currency; null for the usual sum. */
  readonly largeFromMinor: bigint | null
  readonly unplacedDays: number | null
  /** Null: the address of the account. */
  readonly email: string | null
  readonly phone: string | null
  readonly slack: string | null
  readonly telegram: string | null
  readonly telegramName: string | null
}

export const noChoices: AlertChoices = {
  media: {},
  quiet: null,
  digestAt: null,
  largeFromMinor: null,
  unplacedDays: null,
  email: null,
  phone: null,
  slack: null,
  telegram: null,
  telegramName: null,
}

const fromRow = (row: Selectable<AlertChoicesTable>): AlertChoices => ({
  media: choices.parse(row.media),
  quiet: row.quiet_from === null || row.quiet_until === null ? null : { from: row.quiet_from, until: row.quiet_until },
  digestAt: row.digest_at,
  largeFromMinor: row.large_from_minor,
  unplacedDays: row.unplaced_days,
  email: row.email,
  phone: row.phone,
  slack: row.slack,
  telegram: row.telegram,
  telegramName: row.telegram_name,
})

/** By person; who has chosen nothing is not in it. */
export async function listAlertChoices(executor: Executor, companyId: Id): Promise<ReadonlyMap<string, AlertChoices>> {
  const rows = await executor.selectFrom('alert_choices').selectAll().where('company_id', '=', companyId).execute()
  return new Map(rows.map((row) => [row.user_id, fromRow(row)]))
}

export const findAlertChoices = async (executor: Executor, companyId: Id, userId: string): Promise<AlertChoices> =>
  (await listAlertChoices(executor, companyId)).get(userId) ?? noChoices

/** Keeps all but the Telegram chat, which only its own link changes. */
export async function saveAlertChoices(
  executor: Executor,
  companyId: Id,
  userId: string,
  chosen: Omit<AlertChoices, 'telegram' | 'telegramName'>,
  at: Date,
): Promise<void> {
  const values = {
    media: JSON.stringify(chosen.media),
    quiet_from: chosen.quiet?.from ?? null,
    quiet_until: chosen.quiet?.until ?? null,
    digest_at: chosen.digestAt,
    large_from_minor: chosen.largeFromMinor,
    unplaced_days: chosen.unplacedDays,
    email: chosen.email,
    phone: chosen.phone,
    slack: chosen.slack,
    changed_at: at,
  }
  await executor
    .insertInto('alert_choices')
    .values({ company_id: companyId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Keeps a code by which a chat shows whose it is; null forgets it. */
export async function saveLinkCode(
  executor: Executor,
  companyId: Id,
  userId: string,
  code: { readonly text: string; readonly until: Date } | null,
  at: Date,
): Promise<void> {
  const values = { link_code: code?.text ?? null, link_code_until: code?.until ?? null, changed_at: at }
  await executor
    .insertInto('alert_choices')
    .values({ company_id: companyId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Gives the chat to the person whose code it showed, once and before the code ended; null for a code that is nobody's. */
export async function linkTelegram(
  executor: Executor,
  companyId: Id,
  chat: { readonly code: string; readonly address: string; readonly name: string },
  at: Date,
): Promise<string | null> {
  const row = await executor
    .updateTable('alert_choices')
    .set({ telegram: chat.address, telegram_name: chat.name.slice(0, 80), link_code: null, link_code_until: null, changed_at: at })
    .where('company_id', '=', companyId)
    .where('link_code', '=', chat.code)
    .where('link_code_until', '>', at)
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** Forgets a person's chat. */
export async function unlinkTelegram(executor: Executor, companyId: Id, userId: string, at: Date): Promise<void> {
  await executor
    .updateTable('alert_choices')
    .set({ telegram: null, telegram_name: null, link_code: null, link_code_until: null, changed_at: at })
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .execute()
}
