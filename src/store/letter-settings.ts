// The company's letterhead and the rules of its letters: address, logo, account, number series, bureau.
import type { MaturityConvention } from '#domain/interest/recovery-compensation'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type LetterSettings = {
  readonly address: string | null
  readonly bankName: string | null
  /** The account of notes and of invoices that name none. */
  readonly bankAccount: string | null
  readonly logoFileId: Id | null
  /** SMS without Polish letters: 160 signs a part and not 70. */
  readonly smsPlain: boolean
  /** `{nr}` and `{rok}` (also `{mm}`) of the number of an interest note. */
  readonly notePattern: string
  /** Days to pay of demands and notes. */
  readonly termDays: number
  readonly maturity: MaturityConvention
  readonly crediting: 'principal-first' | 'interest-first'
  /** The bureau with which the company has a written contract. */
  readonly big: { readonly name: string; readonly seat: string } | null
}

const defaults: LetterSettings = {
  address: null,
  bankName: null,
  bankAccount: null,
  logoFileId: null,
  smsPlain: true,
  notePattern: 'NO/{nr}/{rok}',
  termDays: 7,
  maturity: 'day-after-due',
  crediting: 'principal-first',
  big: null,
}

export async function getLetterSettings(executor: Executor, companyId: Id): Promise<LetterSettings> {
  const row = await executor.selectFrom('letter_settings').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  if (row === undefined) return defaults
  return {
    address: row.address,
    bankName: row.bank_name,
    bankAccount: row.bank_account,
    logoFileId: row.logo_file_id,
    smsPlain: row.sms_plain,
    notePattern: row.note_pattern,
    termDays: row.term_days,
    maturity: row.maturity === 'due-day' ? 'due-day' : 'day-after-due',
    crediting: row.crediting === 'interest-first' ? 'interest-first' : 'principal-first',
    big: row.big_name === null || row.big_seat === null ? null : { name: row.big_name, seat: row.big_seat },
  }
}

export async function saveLetterSettings(executor: Executor, companyId: Id, settings: LetterSettings, at: Date): Promise<void> {
  const values = {
    address: settings.address,
    bank_name: settings.bankName,
    bank_account: settings.bankAccount,
    logo_file_id: settings.logoFileId,
    sms_plain: settings.smsPlain,
    note_pattern: settings.notePattern,
    term_days: settings.termDays,
    maturity: settings.maturity,
    crediting: settings.crediting,
    big_name: settings.big?.name ?? null,
    big_seat: settings.big?.seat ?? null,
    changed_at: at,
  }
  await executor
    .insertInto('letter_settings')
    .values({ company_id: companyId, ...values })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(values))
    .execute()
}
