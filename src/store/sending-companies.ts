// A company as its messages and jobs see it: name, zone, language, and what it allows to leave the house.
import { sql } from 'kysely'
import * as z from 'zod'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Executor } from './database.ts'

/** off: nothing is planned · dry-run: planned and shown, never sent · approve: a person lets each go · automatic. Customers' messages only. */
export const sendingModes = ['off', 'dry-run', 'approve', 'automatic'] as const
export type SendingMode = (typeof sendingModes)[number]

const settingsSchema = z.object({
  /** Wall-clock time of the daily round in the company's zone. */
  dailyAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('08:00'),
  confirmations: z.boolean().default(true),
  reminders: z.boolean().default(true),
  /** Bank data older than this many hours stop reminders. */
  staleAfterHours: z.number().positive().default(36),
  financeEmails: z.array(z.string()).default([]),
  watchedFolder: z.string().nullable().default(null),
  replyTo: z.string().nullable().default(null),
  contactName: z.string().nullable().default(null),
  contactPhone: z.string().nullable().default(null),
  /** The mail connection by which messages leave where there are several; null for the oldest. */
  mailConnectionId: z.string().nullable().default(null),
  /** Messages and the customer's page offer a link to pay, made at a gateway where the invoice brings none. */
  paymentLinks: z.boolean().default(true),
  /** The gateway connection at which links are made where there are several; null for the oldest. */
  paymentGatewayId: z.string().nullable().default(null),
  /** Most reminders that leave in an hour: after days without sending they go one after the other. */
  remindersPerHour: z.number().int().positive().default(60),
  /** Who wrote a policy or a wording does not approve demands made of it. */
  fourEyes: z.boolean().default(false),
  /** A confirmation says that it is no receipt for interest (k.c. art. 466). */
  receiptReservation: z.boolean().default(true),
})
export type SendingSettings = z.infer<typeof settingsSchema>

export type SendingCompany = {
  readonly companyId: Id
  readonly name: string
  readonly nip: string | null
  readonly timeZone: string
  readonly baseCurrency: string
  readonly language: Language
  readonly demo: boolean
  readonly sendingMode: SendingMode
  readonly settings: SendingSettings
}

const isMode = (text: string): text is SendingMode => (sendingModes as readonly string[]).includes(text)

/** The company; settings that cannot be read stop sending (Failure `company.settings-unreadable`) and are never replaced by defaults. */
export async function getSendingCompany(executor: Executor, companyId: Id): Promise<SendingCompany> {
  const row = await executor.selectFrom('companies').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  if (row === undefined) throw new Failure('company.not-found', { companyId })
  const settings = settingsSchema.safeParse(row.settings)
  if (!settings.success) throw new Failure('company.settings-unreadable', { companyId }, { cause: settings.error })
  return {
    companyId,
    name: row.name,
    nip: row.nip,
    timeZone: row.time_zone,
    baseCurrency: row.base_currency,
    language: isLanguage(row.language) ? row.language : 'pl',
    demo: row.demo,
    sendingMode: isMode(row.sending_mode) ? row.sending_mode : 'off',
    settings: settings.data,
  }
}

/** Ids of all companies of this installation. */
export const listCompanyIds = async (executor: Executor): Promise<readonly Id[]> =>
  (await executor.selectFrom('companies').select('company_id').orderBy('company_id').execute()).map((row) => row.company_id)

/** Companies that have a watched folder. */
export const listWatchingCompanies = async (executor: Executor): Promise<readonly Id[]> =>
  (
    await executor
      .selectFrom('companies')
      .select('company_id')
      .where(sql<string>`settings ->> 'watchedFolder'`, '<>', '')
      .orderBy('company_id')
      .execute()
  ).map((row) => row.company_id)
